import type { Breaker } from '../rules/breaker.ts';
import type { NewEvent } from '../rules/event.ts';
import type { Instant } from '../rules/time.ts';
import type { Backup } from './backup.ts';
import type { Blob, Sealed } from './blobs.ts';
import type { Taken, WriteLimits, WriteRequest } from './budget.ts';
import type { RecordTable } from './columns.ts';
import type { EffectFilter, NewEffect, StoredEffect } from './effects.ts';
import type { Figures } from './figures.ts';
import type { Overdue } from './find.ts';
import type { Delivered, HookNotes, Unannounced } from './hooks.ts';
import type { Lease, LeaseRequest, Outcome } from './leases.ts';
import type { EventQuery, Head, LoggedEvent } from './log.ts';
import type { NewProgramme, ProgrammeVersion } from './programmes.ts';
import type { Rebuilt } from './rebuild/rebuild.ts';
import type { Hints, Loaded, Page, RecordName, Row } from './records.ts';
import type { Holding, KeptFile } from './redaction/holding.ts';
import type { ColumnValue } from './schema.ts';
import type { Stray } from './strays.ts';
import type { Account, SeenTicket } from './trackers.ts';
import type { Verification } from './verify/breaks.ts';

/** Reading. On the register it sees what is committed, in a transaction also that transaction's own writes. */
export interface Reads {
  /** @returns the record with texts in its state, undefined if there is none. @typeParam S its state; unchecked. */
  load<S>(table: RecordTable, key: string): Promise<Loaded<S> | undefined>;
  /** @returns a page of rows, by key, whose derived columns have these values. @throws RegisterError `misuse`. */
  rows(table: RecordTable, where: Record<string, ColumnValue>, page: Page): Promise<Row[]>;
  /** @returns the same with states. */
  loadRows<S>(table: RecordTable, where: Record<string, ColumnValue>, page: Page): Promise<Loaded<S>[]>;
  /** @returns the tasks of an occurrence or of a nonconformity, by key. */
  tasksOf<S>(parent: string): Promise<Loaded<S>[]>;
  /** @returns every record that has not ended, without states. */
  openRecords(): Promise<Row[]>;
  /**
   * @returns open records of a tracker whose ticket was last read before that instant by its clock, the longest ago first; none that is
   * blocked and looks by itself by `alone`.
   */
  unread(tracker: string, before: Instant, alone: Instant, limit: number): Promise<Row[]>;
  /**
   * Finds what a person means by a key, display id, ticket number, `TRACKER:NUMBER`, or ticket address.
   * @throws RegisterError `ambiguous`, naming the candidates.
   */
  resolve(name: string): Promise<RecordName | undefined>;
  /** @returns the record whose ticket this is, by the tracker's immutable id. */
  byTicket(tracker: string, ticketId: string): Promise<RecordName | undefined>;
  /** @returns records whose `wake_at` has come, the most overdue first; `after` is the last of the page before. */
  due(now: Instant, limit: number, after?: Overdue): Promise<Overdue[]>;
  /** @returns what was ever opened, by `identityOf`: the ledger that the plan is compared with. */
  identities(): Promise<ReadonlySet<string>>;
  /** @returns a page of the log. */
  events(query: EventQuery): Promise<LoggedEvent[]>;
  /** @returns the end of the chain: to be witnessed outside. */
  head(): Promise<Head>;
  /** @returns what is stored under a hash, undefined if nothing is. */
  blob(hash: string): Promise<Blob | undefined>;
  /** @returns hashes of texts and files that begin so, at most three. */
  hashesLike(prefix: string): Promise<string[]>;
  /** @returns all events whose body names a text or file, as written, oldest first. Reads the whole log. */
  eventsNaming(hash: string): Promise<LoggedEvent[]>;
  /** @returns the texts, files, and programmes that hold a text. Reads everything that is kept. */
  holding(text: string): Promise<Holding[]>;
  /** @returns the other files that have the same bytes, whether or not an event names them. */
  copies(hash: string): Promise<KeptFile[]>;
  /** @returns those of these hashes whose text or file was taken out. */
  redacted(hashes: string[]): Promise<Set<string>>;
  /** @returns effects in order of creation. */
  effects(filter: EffectFilter, limit: number): Promise<StoredEffect[]>;
  /** @returns the number of effects per tracker and state. */
  effectCounts(): Promise<{ tracker: string; state: string; count: number }[]>;
  /** @returns the newest version of the programme, undefined before the first. */
  latestProgramme(): Promise<ProgrammeVersion | undefined>;
  /** @returns one version, undefined if there is none of that number. */
  programme(version: number): Promise<ProgrammeVersion | undefined>;
  /** @returns all versions without their programmes, oldest first. */
  programmeHistory(): Promise<Omit<ProgrammeVersion, 'programme'>[]>;
  /** @returns resolved accounts, of one tracker or of all. */
  accounts(tracker?: string): Promise<Account[]>;
  /** @returns up to which instant the sweep of a tracker has asked for changes. */
  watermark(tracker: string): Promise<Instant | undefined>;
  /** @returns the tracker's breaker while it is open. */
  breaker(tracker: string): Promise<Breaker | undefined>;
  /** @returns the tracker's breaker, also one that closed and is still remembered. */
  lastBreaker(tracker: string): Promise<Breaker | undefined>;
  /** @returns the trackers whose breaker is open. */
  openBreakers(): Promise<string[]>;
  /** @returns content writes of the minute and the hour that end at `now`, those under way included. */
  usedWrites(tracker: string, now: Instant): Promise<{ minute: number; hour: number }>;
  /**
   * @param urgency asks for one write of that priority, in place of what stands first.
   * @returns when the budget allows what stands first in a tracker's outbox; undefined if it does now, or nothing is due.
   */
  heldUntil(tracker: string, limits: WriteLimits, now: Instant, urgency?: number): Promise<Instant | undefined>;
  /** @returns trackers and channels whose outbox holds something that is due, whether or not it may go out now. */
  dueOutboxes(now: Instant): Promise<string[]>;
  /** @returns what was noted of a tracker's webhook. */
  hooks(tracker: string): Promise<HookNotes>;
  /** @returns when a tracker was last asked for changes and answered, by our clock. */
  swept(tracker: string): Promise<Instant | undefined>;
  /** @returns the last change looked at, of those tickets that ever were. */
  seen(tracker: string, tickets: string[]): Promise<Map<string, Instant>>;
  /** @returns when the planner last went round. */
  lastTick(): Promise<Instant | undefined>;
  /** @returns tickets that no record knows, the oldest first. */
  strays(): Promise<Stray[]>;
}

/** A transaction under the lock of the chain's head. No I/O belongs in it: have bytes ready before. */
export interface Tx extends Reads {
  /**
   * Appends events in this order: words become hashes, projections fold.
   * @param given bytes that they may name: those that one of them does are stored. @returns them as recorded, words as hashes.
   */
  append(events: NewEvent[], given?: Sealed[]): Promise<LoggedEvent[]>;
  /** @throws StreamConflict unless the stream is at this version (`streamVersion` of the record, 0 for none). */
  expect(stream: string, version: number): Promise<void>;
  /**
   * Forgets a text or a file, also where it stands beside the log (messages, the ticket as last written, a programme's old version), and
   * appends the event `redacted` to the stream `engine`. @throws RegisterError `unknown`, `misuse` for a programme that is still needed.
   */
  redact(hash: string, by: { actor: string; at: Instant; because: string }): Promise<void>;
  /** Writes effects; keys already there are ignored. @returns how many are new. */
  addEffects(effects: NewEffect[]): Promise<number>;
  /** Cancels what waits, failed, or was left behind. @returns how many. */
  cancelEffects(record: string, filter?: EffectFilter): Promise<number>;
  /** Puts off what waits and is not in delivery, also what an expired lease left behind. @returns how many. */
  postponeEffects(keys: string[], until: Instant): Promise<number>;
  /** Marks an effect as delivered, even if its lease was lost. @returns false if it was known already. */
  finishEffect(key: string, result: unknown): Promise<boolean>;
  /** Gives a lease back undelivered. @returns false if it is no longer the owner's. */
  releaseEffect(lease: Lease, outcome: Outcome): Promise<boolean>;
  /** Puts effects of a record or tracker that failed, or wait after a failed attempt, back into the queue. @returns how many. */
  redriveEffects(of: { record?: string; tracker?: string }): Promise<number>;
  /** A person knows that no earlier attempt of this effect wrote anything: the next look-up that finds nothing may write. */
  ruleOutEffect(key: string): Promise<void>;
  /** Sets what is remembered beside the log; fields left out stay. @throws RegisterError `unknown`, `misuse`. */
  hint(table: RecordTable, key: string, hints: Hints): Promise<void>;
  /** @returns the next number of a counter, from 1. */
  nextCount(name: string): Promise<number>;
  /** Raises a counter to at least `least`. */
  raiseCount(name: string, least: number): Promise<void>;
  /** Notes tickets that no record knows. */
  putStrays(strays: Stray[]): Promise<void>;
  /** Forgets a stray: a record knows it now. */
  dropStray(stray: Pick<Stray, 'tracker' | 'ticketId'>): Promise<void>;
  /** Keeps the next version. @returns its number, and the hash to tell in an event. */
  addProgramme(programme: NewProgramme): Promise<{ version: number; hash: string }>;
  /** Changes what a version has in effect. @returns the new hash. @throws RegisterError `unknown`. */
  reviseProgramme(version: number, programme: object, state: string): Promise<string>;
  /** Replaces what was known about these people's accounts; others stay. */
  putAccounts(accounts: Account[]): Promise<void>;
  /** @param watermark by the tracker's clock. */
  setWatermark(tracker: string, watermark: Instant): Promise<void>;
  /** Sets a tracker's breaker, open or closed. */
  setBreaker(tracker: string, breaker: Breaker): Promise<void>;
  /** Forgets a closed breaker: something went out since. */
  forgetBreaker(tracker: string): Promise<void>;
  /** Makes due what waits after a failure at a tracker; not what keeps opening its breaker, nor what was refused. @returns how many. */
  reviveEffects(tracker: string, opener?: string): Promise<number>;
  /** Says how many of the writes taken from the budget were made: they count from now on. */
  spendWrites(id: number, n: number): Promise<void>;
  /** Notes that a tracker was asked for changes and answered. @param at by our clock. */
  setSwept(tracker: string, at: Instant): Promise<void>;
  /** Notes up to which change these tickets were looked at. */
  markSeen(tracker: string, tickets: SeenTicket[]): Promise<void>;
  /** Notes which changes no delivery of the webhook told of. */
  setUnannounced(tracker: string, found: Unannounced): Promise<void>;
  /** Notes that the planner went round. @returns when it did so before, undefined the first time. */
  tick(now: Instant): Promise<Instant | undefined>;
}

/** Documented information: the log, its projections, the outbox, evidence, programme versions. */
export interface Register extends Reads {
  /**
   * Runs `work` in one transaction: all of it or nothing; which of the two is unknown after `unreachable`, so read again.
   * @throws StreamConflict, RegisterError `busy`, `unwritable`, `unreachable`, `duplicate` (a key, display id, or occurrence that is there already),
   * `misuse`, and whatever `work` throws.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads one state of everything, from the first read of `work` to its last, while others go on writing. @throws whatever `work` throws. */
  snapshot<T>(work: (reads: Reads) => Promise<T>): Promise<T>;
  /** @returns bytes with the salted hash that an event may name; they are stored when one does (`append`). */
  seal(bytes: Uint8Array, media: string): Sealed;
  /** Keeps bytes under a salted hash, before the transaction that names them, and whether or not one does. @returns the hash. */
  putBlob(bytes: Uint8Array, media: string): Promise<string>;
  /** Leases effects for delivery, a transaction of its own. */
  leaseEffects(request: LeaseRequest): Promise<Lease[]>;
  /** Holds a lease for longer, a transaction of its own. @returns false if it is no longer the owner's. */
  renewLease(lease: Lease, until: Instant): Promise<boolean>;
  /** Takes writes from a tracker's budget, a transaction of its own. @throws RegisterError `misuse`. */
  takeWrites(request: WriteRequest): Promise<Taken>;
  /** Asks for more, or fewer, writes for what was taken already, a transaction of its own. */
  retakeWrites(id: number, request: WriteRequest): Promise<Taken>;
  /** Notes what became of a webhook's delivery, a transaction of its own. @param at by this machine's clock. */
  noteDelivered(tracker: string, what: Delivered, at: Instant): Promise<void>;
  /** Counts what is open, without loading states. @param after where `nextDeadline` begins. */
  figures(now: Instant, after: Instant): Promise<Figures>;
  /** Checks chain, blobs, projections, and programmes from a snapshot of its own, while others go on writing. */
  verify(): Promise<Verification>;
  /**
   * Folds the log anew beside the writes of others, and puts right what differs from it in the tables; then the event `rebuilt` of the
   * stream `engine` tells so. Hints stay. It trusts the log: verify first.
   * @param actor who asked for it; default `engine`.
   * @throws RegisterError `busy` if another rebuild begins, `misuse` for an event that cannot be folded, `newer`.
   */
  rebuild(actor?: string): Promise<Rebuilt>;
  /**
   * Has what was overwritten leave the files of the engine that can do so (SQLite's write-ahead log).
   * @returns what may still hold it, in words; undefined if nothing of the register does.
   */
  purge(): Promise<string | undefined>;
  /**
   * Copies the register, while others go on writing, into a new file that is a register itself, and verifies it.
   * @throws RegisterError `duplicate` if the file is there, `unwritable`, `damaged`; then no file is made.
   */
  backUp(file: string): Promise<Backup>;
  /** Waits for nothing: call it when no write is under way. */
  close(): Promise<void>;
}
