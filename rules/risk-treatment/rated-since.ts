import type { Level } from '../risk/state.ts';
import type { TaskKind, TaskState } from '../task/state.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import { redraw } from '../turn.ts';

/** Kinds of tasks in which a level is accepted. */
export const ACCEPTING: TaskKind[] = ['risk-acceptance', 'risk-concession'];

/**
 * Notes that the risk whose acceptance is asked for was rated once more, which its ticket shows. What is accepted stays the level that the
 * ticket asks about.
 */
export function noteRating(turn: TaskTurn): void {
  const { state, seen } = turn;
  if (state.stage !== 'open' || !ACCEPTING.includes(state.terms.kind)) return;
  const known = state.ratedSince ?? state.terms.risks?.current;
  if (!known || !seen.rated || isSame(known, seen.rated)) return;
  record(turn, 'risk-rated-since', seen.rated);
  redraw(turn);
}

/** @returns the level that was asked about, and the one that the risk has now; undefined where they are the same, or once it is decided. */
export function ratedSince({ stage, terms, ratedSince: now }: TaskState): { asked: Level; now: Level } | undefined {
  const asked = terms.risks?.current;
  return stage === 'open' && asked && now && !isSame(asked, now) ? { asked, now } : undefined;
}

function isSame(a: Level, b: Level): boolean {
  // The limit is that of the criteria.
  return a.level === b.level && a.criteria === b.criteria;
}
