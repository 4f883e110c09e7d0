import type { Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Ticket } from '../ticket.ts';
import { redraw, say } from '../turn.ts';
import { passedOn } from '../wording/tampering.ts';
import { changeDeciders } from './people.ts';
import type { TaskKind, TaskState } from './state.ts';
import { record, type TaskTurn } from './turn.ts';

const deciders: Partial<Record<TaskKind, (state: TaskState, org: Organisation) => PersonId[]>> = {
  'programme-change': changeDeciders,
};

/**
 * What only certain people decide goes to one of them where its assignee is none of them any more; with nobody left it stays (domain:
 * authority, the next one decides). @returns whether it did.
 */
export function passOn(turn: TaskTurn, { assignees }: Ticket): boolean {
  const { state, org } = turn;
  const { stage, terms, assignee, formerly = [] } = state;
  const may = stage === 'open' ? (deciders[terms.kind]?.(state, org) ?? []) : [];
  const [to] = may;
  if (!to || may.includes(assignee)) return false;
  record(turn, 'reassigned', { to });
  redraw(turn, { assign: assignees });
  say(turn, `passed-on:${formerly.length}`, passedOn(org, assignee, to), { told: [to], asks: true });
  return true;
}
