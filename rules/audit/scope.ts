import type { CommentAct } from '../acts.ts';
import type { Command } from '../commands.ts';
import { nameOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Filling, FillingWord } from '../task/filling-word.ts';
import { assigneeAt, type Evidence, type Item } from '../task/state.ts';
import type { TaskTurn } from '../task/turn.ts';
import { toBeApproved } from '../wording/audit.ts';
import { isWaiting, noteCheck, scopeOf, standAgainst } from './auditor.ts';
import { inOrder, ranges, readRows, SCOPE_FORM } from './ranges.ts';

/** `scope as proposed, A.8.5, without A.7.4`: what an audit looks at; only what its auditor may audit (9.2.2 b). */
export const scope: FillingWord = { may: onlyAuditor, read, then };

/** Audits are done by their auditor alone: neither a manager nor a delegate has been checked. */
export function onlyAuditor({ state, org }: TaskTurn, act: CommentAct): { by: PersonId | undefined; who: string } {
  const auditor = assigneeAt(state, act.at);
  return { by: act.by === auditor ? auditor : undefined, who: nameOf(org, auditor) };
}

function read({ text }: Command, [item]: Item[], turn: TaskTurn, act: CommentAct): Filling | { wrong: string } {
  const by = act.by ?? '';
  if (!item) return { wrong: 'this audit has its scope already' };
  if (isWaiting(turn.state, by)) return { wrong: toBeApproved(turn.org, by) };
  const stated = readScope(text, proposedIn(item));
  if ('unknown' in stated)
    return { wrong: `“${stated.unknown}” is no clause and no control; ranges are written ${SCOPE_FORM}` };
  if (stated.rows.length === 0) return { wrong: 'it names nothing to audit' };
  const against = standAgainst(turn, by, stated.rows, act.at);
  if (against.length > 0) return { wrong: `${nameOf(turn.org, by)} ${against.join('; ')}` };
  return { item: item.id, name: `${ranges(stated.rows)} (${stated.rows.length})`, says: { rows: stated.rows } };
}

function then(turn: TaskTurn, act: CommentAct, { by }: Evidence): void {
  noteCheck(turn, { person: by, because: 'scope', rows: scopeOf(turn.state), at: act.at }, []);
}

function proposedIn({ form }: Item): string[] {
  return Array.isArray(form?.proposed) ? form.proposed.map(String) : [];
}

/** @returns the rows that a text states, or its first part that names nothing. */
export function readScope(text: string, proposed: string[]): { rows: string[] } | { unknown: string } {
  const [added = '', ...rest] = text.split(/\b(?:without|but not|except)\b/i);
  const asProposed = /\bas proposed\b/i.test(added);
  const more = readRows(added.replace(/\bas proposed\b/i, ' '));
  const less = readRows(rest.join(' ').replace(/\bbecause\b[\s\S]*$/i, ''));
  if ('unknown' in more) return more;
  if ('unknown' in less) return less;
  const rows = [...(asProposed ? proposed : []), ...more.rows].filter((row) => !less.rows.includes(row));
  return { rows: inOrder(rows) };
}
