import { leads, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { TaskTurn } from '../task/turn.ts';
import type { Instant } from '../time.ts';
import { append, notify, redraw } from '../turn.ts';
import { barredNotice } from '../wording/audit.ts';
import { auditorOf, noteCheck } from './auditor.ts';
import type { Check } from './terms.ts';

/** Records that somebody may not audit this, gives it back to whoever held it last and may, and tells lead and top management. */
export function refuseAuditor(
  turn: TaskTurn,
  check: Omit<Check, 'bars' | 'competence'>,
  against: string[],
  cause?: string,
): void {
  noteCheck(turn, check, against, cause);
  const back = auditorOf(turn.state, check.person);
  if (turn.state.assignee === check.person && back !== check.person) giveBack(turn, back, check.at);
  tellBarred(turn, check.person, against);
}

/** Puts the audit back into somebody's hands, in the ticket, too. */
export function giveBack(turn: TaskTurn, to: PersonId, at: Instant): void {
  const { reading } = turn.seen;
  append(turn, 'reassigned', { to }, at, 'engine');
  redraw(turn, { assign: reading && 'assignees' in reading ? reading.assignees : [] });
}

/** Tells lead and top management why somebody may not audit; the same reasons are told once. */
export function tellBarred(turn: TaskTurn, person: string, against: string[]): void {
  const { org } = turn;
  const { subject, lines } = barredNotice(turn.state, org, person, against);
  for (const to of new Set([...leads(org), ...topManagement(org)]))
    notify(turn, to, `auditor:${person}:${against.join('; ')}`, subject, lines, { apart: true });
}
