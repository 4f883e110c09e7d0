import { worksFor } from '../authority.ts';
import { type Organisation, personOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Account, Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { CommentAct } from '../acts.ts';
import type { TaskState } from './state.ts';

/** A standing close, or the word `done`, that has not been answered yet. */
export interface Closing {
  cause: string;
  at: Instant;
  account: Account;
  /** Undefined for somebody unknown to the programme. */
  by?: PersonId;
  dropped: boolean;
}

/**
 * @returns the earliest unanswered close or `done` of a task; the engine's own closes are none. `done` counts from the assignee, a
 * delegate, or the manager (users, section 4).
 */
export function closingOf(state: TaskState, ticket: Ticket, acts: CommentAct[], org: Organisation): Closing | undefined {
  const found: Closing[] = acts
    .filter((a) => a.command.verb === 'done' && a.by !== undefined && worksFor(org, a.by, state.assignee, a.at))
    .map((a) => ({ cause: a.id, at: a.at, account: a.account, dropped: false, ...(a.by && { by: a.by }) }));
  const close = ticket.closed;
  if (ticket.category !== 'open' && close && close.by.id !== org.self[ticket.ref.tracker]?.id) {
    const by = personOf(org, ticket.ref.tracker, close.by);
    const cause = closeCause(close.at);
    const dropped = ticket.category === 'dropped';
    if (!state.thread.handled.includes(cause))
      found.push({ cause, at: close.at, account: close.by, dropped, ...(by && { by }) });
  }
  return found.sort((a, b) => (a.at < b.at ? -1 : 1))[0];
}

/** @returns the identity of a close, by its instant: a ticket closed again is a new close. */
export function closeCause(at: Instant): string {
  return `close:${at}`;
}
