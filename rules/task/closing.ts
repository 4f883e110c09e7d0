import type { CommentAct } from '../acts.ts';
import { worksFor } from '../authority.ts';
import { type Organisation, personOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Account, Ticket } from '../ticket.ts';
import { type Instant, later, msBetween } from '../time.ts';
import { assigneeAt, type TaskState } from './state.ts';

/** A close, or the word `done`, that has not been answered yet. */
export interface Closing {
  cause: string;
  at: Instant;
  account: Account;
  /** Undefined for somebody unknown to the programme. */
  by?: PersonId;
  dropped: boolean;
  /** Reopened since: by people before it was read, or by the engine itself in a time that the register has forgotten. */
  undone?: { at: Instant; by: 'people' | 'engine' };
  /** How it was handed in, where nobody did so in the ticket. */
  how?: string;
}

/**
 * @returns the earliest unanswered close or `done` of a task; the engine's own closes are none, nor is what was handed in before a
 * rejection. A close that people undid counts as one that stands (domain: whose clock), and of a time that the register has forgotten those
 * that the engine undid. `done` counts from the assignee, a delegate, or the manager (docs/reference/words.md).
 */
export function closingOf(
  state: TaskState,
  ticket: Ticket,
  acts: CommentAct[],
  org: Organisation,
  forgottenUntil: Instant = '',
): Closing | undefined {
  const rejected = state.rejections.at(-1)?.at ?? '';
  const undone = undoneCloses(ticket, org).filter(({ undone: { by }, ...close }) =>
    by === 'engine' ? close.at <= forgottenUntil : isHandIn(state, close),
  );
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
  return acts.flatMap(({ id, at, account, by, command }) => {
    if (command.verb !== 'done' || !by || !worksFor(org, by, assigneeAt(state, at), at)) return [];
    return [{ cause: id, at, account, dropped: false, by }];
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

function undoneCloses({ changes, ref }: Ticket, org: Organisation): (Closing & Required<Pick<Closing, 'undone'>>)[] {
  const self = org.self[ref.tracker]?.id;
  return changes.flatMap((change, i) => {
    const next = changes.slice(i + 1).find((c) => c.kind === 'closed' || c.kind === 'reopened');
    if (change.kind !== 'closed' || change.by.id === self || next?.kind !== 'reopened') return [];
    const by = personOf(org, ref.tracker, change.by);
    const dropped = change.category === 'dropped';
    const { at } = change;
    const undone = { at: next.at, by: next.by.id === self ? 'engine' : 'people' } as const;
    return [{ cause: closeCause(at), at, account: change.by, dropped, undone, ...(by && { by }) }];
  });
}

/** Whether a close that people undid can have handed the task in: one of before its ticket was the task's, or the verdict, has not. */
function isHandIn({ thread, missed }: TaskState, { at, by, dropped }: Closing): boolean {
  if (!by || dropped || at < later(thread.openedAt ?? '', missed?.at ?? '')) return false;
  return !thread.handled.some((cause) => isSameClose(cause, at));
}

/** A tracker may look at its clock once for the close and once for its history. */
function isSameClose(cause: string, at: Instant): boolean {
  return cause.startsWith('close:') && Math.abs(msBetween(cause.slice('close:'.length), at)) <= 1000;
}
