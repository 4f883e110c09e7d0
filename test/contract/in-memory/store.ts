import { TrackerError, type TrackerFault } from '../../../integrations/tickets/errors.ts';
import type { Grade } from '../../../rules/programme.ts';
import type { Account, Attachment, Comment, Ticket, TicketRef } from '../../../rules/ticket.ts';
import type { Instant } from '../../../rules/time.ts';

/** A ticket as the fake keeps it. */
export interface Sheet extends Omit<Ticket, 'asOf' | 'fence' | 'comments'> {
  key: string;
  display: string;
  author: Account;
  /** The engine's part as it stands, and as the engine last wrote it. */
  lines: string[];
  written: string[];
  hasFence: boolean;
  below: string;
  comments: Remark[];
  grade?: Grade;
  /** Id of the ticket that this one is a part of. */
  parent?: string;
  gone?: 'deleted' | 'hidden';
}

/** A comment, with its raw text. */
export interface Remark extends Omit<Comment, 'text' | 'attachments'> {
  raw: string;
  /** A file that was put on the ticket without a word. */
  pinned?: Attachment;
  isHeard: boolean;
}

export interface Trouble {
  /** The next write takes effect, its answer is lost. */
  lost: boolean;
  /** Lists stay empty. */
  lag: boolean;
  labels: boolean;
  fault: TrackerFault | undefined;
  /** Id of a ticket that the engine may not touch. */
  forbidden: string | undefined;
}

export interface Store {
  id: string;
  engine: Account;
  sheets: Sheet[];
  files: Map<string, Buffer>;
  trouble: Trouble;
  counts: { writes: number; calls: number };
  /** The tracker's clock: each asking is later than the one before. */
  tick(): Instant;
  now(): Instant;
  account(login: string): Account;
  isAssignable(login: string): boolean;
  /** The sheet of a ref, also after it moved. */
  find(ref: TicketRef): Sheet | undefined;
  /** Counts a call, about one ticket if given. @throws TrackerError for the fault that is on. */
  call(about?: TicketRef): void;
  /** Counts the engine's write and marks the sheet as changed. @throws TrackerError if this answer is to be lost. */
  wrote(sheet: Sheet): void;
  newRef(): TicketRef;
}

export interface InMemoryOptions {
  /** Id of the tracker; default `memory`. */
  id?: string;
  /** Epoch ms. */
  now: () => number;
  /** The engine's login. */
  engine: string;
  /** Who may be assigned. */
  staff: readonly string[];
  /** How long no second create follows one without a known outcome, ms; default 60,000. */
  settleMs?: number;
}

/** @returns a tracker without tickets. */
export function createMemory({ id = 'memory', now, engine, staff }: InMemoryOptions): Store {
  let last = 0;
  let number = 0;
  const account = (login: string): Account => ({ id: `id-of-${login}`, login });
  const store: Store = {
    id,
    engine: account(engine),
    sheets: [],
    files: new Map(),
    trouble: { lost: false, lag: false, labels: false, fault: undefined, forbidden: undefined },
    counts: { writes: 0, calls: 0 },
    tick() {
      last = Math.max(now(), last + 1);
      return new Date(last).toISOString();
    },
    now: () => new Date(Math.max(now(), last)).toISOString(),
    account,
    isAssignable: (login) => staff.includes(login),
    find: (ref) => store.sheets.find((sheet) => sheet.ref.id === ref.id),
    call(about) {
      store.counts.calls += 1;
      if (store.trouble.fault !== undefined) throw new TrackerError(`${id}: as told`, store.trouble.fault);
      if (about && about.id === store.trouble.forbidden)
        throw new TrackerError(`${id}: ${about.number} is out of reach`, { kind: 'refused', fields: ['access'] });
    },
    wrote(sheet) {
      store.counts.writes += 1;
      sheet.updated = store.tick();
      if (!store.trouble.lost) return;
      store.trouble.lost = false;
      throw new TrackerError(`${id}: the answer was lost`, { kind: 'unreachable' });
    },
    newRef() {
      number += 1;
      return { tracker: id, id: `ticket-${number}`, number: `#${number}`, url: `https://tracker.example/${number}` };
    },
  };
  return store;
}
