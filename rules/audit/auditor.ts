import type { CommentAct } from '../acts.ts';
import { dateAt } from '../calendar/local-day.ts';
import type { Verb } from '../commands.ts';
import { type Organisation, personById, personOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { TaskState } from '../task/state.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import { bars, barWords } from './independence.ts';
import { type Check, SCOPE } from './terms.ts';

/** Whether a task belongs to an internal audit. */
export function isAudit({ terms }: Pick<TaskState, 'terms'>): boolean {
  return terms.audit !== undefined;
}

/** @returns what is audited: the planned scope, or what the auditor has stated so far; [] before that. */
export function scopeOf({ terms, given }: TaskState): string[] {
  if (terms.audit?.scope) return terms.audit.scope;
  const stated = given.findLast((e) => e.item === SCOPE)?.says?.rows;
  return Array.isArray(stated) ? stated.map(String) : [];
}

/** @returns whether somebody may audit so far: the task opened for them and nothing stood against it, or the lead agreed to them. */
export function isCleared({ terms, audit }: TaskState, person: PersonId): boolean {
  if (audit?.approved.some((a) => a.person === person)) return true;
  return person === terms.owner && terms.audit?.opening.bars.length === 0;
}

/** @returns whether somebody took the audit over and the lead has yet to agree to them. */
export function isWaiting(state: TaskState, person: PersonId): boolean {
  return !isCleared(state, person) && state.audit?.asked?.person === person;
}

/** @returns who may audit: the assignee, else whoever held it last and may. @param but somebody who may not after all. */
export function auditorOf(state: TaskState, but?: PersonId): PersonId {
  const holders = [state.assignee, ...(state.formerly ?? []).map((f) => f.assignee).reverse()];
  return holders.find((person) => person !== but && isCleared(state, person)) ?? state.terms.owner;
}

/** @returns why somebody may not audit these, as things stood on that day; [] if they may. */
export function standAgainst({ org, seen }: TaskTurn, person: PersonId, rows: string[], at: Instant): string[] {
  return barWords(bars(person, rows, dateAt(org.programme.zone, at), org, seen.work ?? []));
}

/** Records that somebody was checked, and what stood against them. `cause` as in other events: what is answered by it. */
export function noteCheck(
  turn: TaskTurn,
  { person, because, rows, at }: Omit<Check, 'bars' | 'competence'>,
  found: string[],
  cause?: string,
): void {
  const competence = personById(turn.org, person)?.competence?.auditor;
  const check = { person, because, rows, ...(competence && { competence }), bars: found.map((text) => ({ text })) };
  record(turn, 'auditor-checked', { ...check, ...(cause && { cause }) }, at);
}

const ABOUT_AUDITORS: Verb[] = ['scope', 'finding', 'approve'];

/** @returns whether an auditor has to be checked now: the ticket was given to somebody else, or holds a word that only an auditor may use. */
export function asksForAuditor(state: TaskState, ticket: Ticket, acts: CommentAct[], org: Organisation): boolean {
  if (!isAudit(state) || state.stage !== 'open') return false;
  const standing = ticket.assignees.map((account) => personOf(org, ticket.ref.tracker, account));
  if (!standing.includes(state.assignee)) return true;
  return acts.some(({ command }) => ABOUT_AUDITORS.includes(command.verb));
}
