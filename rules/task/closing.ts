import type { CommentAct } from '../acts.ts';
import { worksFor } from '../authority.ts';
import { type Organisation, personOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Account, Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import { assigneeAt, type TaskState } from './state.ts';

/** A standing close, or the word `done`, that has not been answered yet. */
export interface Closing {
  cause: string;
  at: Instant;
  account: Account;
  /** Undefined for somebody unknown to the programme. */
  by?: PersonId;
  dropped: boolean;
  /** When the engine itself undid it, in a time that the register has forgotten. */
  undone?: Instant;
  /** Set for a `done` from outside the ticket, with how. */
  asserted?: string;
}

/**
 * @returns the earliest unanswered close or `done` of a task; the engine's own closes are none, nor is what was handed in before a
 * rejection. Of a time that the register has forgotten, closes that the engine undid count too. `done` counts from the assignee, a delegate, or the manager (users, section 4).
 */
export function closingOf(
  state: TaskState,
  ticket: Ticket,
  acts: CommentAct[],
  org: Organisation,
  forgottenUntil?: Instant,
): Closing | undefined {
  const rejected = state.rejections.at(-1)?.at ?? '';
  const undone = forgottenUntil ? undoneCloses(ticket, org, forgottenUntil) : [];
  const found = [...words(state, acts, org), ...undone, ...standingClose(ticket, org)];
  return found
    .filter((c) => c.at > rejected && !state.thread.handled.includes(c.cause))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0];
}

/** @returns the identity of a close, by its instant: a ticket closed again is a new close. */
export function closeCause(at: Instant): string {
  return `close:${at}`;
}

function words(state: TaskState, acts: CommentAct[], org: Organisation): Closing[] {
  return acts.flatMap(({ id, at, account, by, command, asserted }) => {
    if (command.verb !== 'done' || !by || !worksFor(org, by, assigneeAt(state, at), at)) return [];
    return [{ cause: id, at, account, dropped: false, by, ...(asserted && { asserted }) }];
  });
}

function standingClose(ticket: Ticket, org: Organisation): Closing[] {
  const { closed, category, ref } = ticket;
  if (category === 'open' || !closed || closed.by.id === org.self[ref.tracker]?.id) return [];
  const by = personOf(org, ref.tracker, closed.by);
  return [
    {
      cause: closeCause(closed.at),
      at: closed.at,
      account: closed.by,
      dropped: category === 'dropped',
      ...(by && { by }),
    },
  ];
}

function undoneCloses({ changes, ref }: Ticket, org: Organisation, until: Instant): Closing[] {
  const self = org.self[ref.tracker]?.id;
  return changes.flatMap((change, i) => {
    const next = changes.slice(i + 1).find((c) => c.kind === 'closed' || c.kind === 'reopened');
    if (change.kind !== 'closed' || change.at > until || change.by.id === self) return [];
    if (next?.kind !== 'reopened' || next.by.id !== self) return [];
    const by = personOf(org, ref.tracker, change.by);
    const dropped = change.category === 'dropped';
    const { at } = change;
    return [{ cause: closeCause(at), at, account: change.by, dropped, undone: next.at, ...(by && { by }) }];
  });
}
