import type { Account, Category, Draft, Message, Reading, TicketRef } from '../../rules/ticket.ts';
import type { Instant } from '../../rules/time.ts';

/** Somebody's account as the tracker knows it. */
export interface ResolvedAccount {
  /** Immutable. */
  id: string;
  login: string;
  /** What people see it called, where its login is an id that says nothing to them. */
  name?: string;
}

/** What a set-up may lack: rights at a tracker, its webhook, or a channel of notices. */
export type Lack =
  | 'access'
  | 'permission'
  | 'issues'
  | 'archived'
  | 'name'
  | 'type'
  | 'field'
  | 'status'
  | 'priority'
  | 'quiet'
  | 'token-expiry'
  | 'public'
  | 'dead-webhook'
  | 'wrong-secret'
  | 'mail'
  | 'chat';

/** What set-up lacks, for `doctor` and `apply`. `fix` is the next step for a person. */
export interface Shortcoming {
  what: Lack;
  found: string;
  fix: string;
  /** The values that would do, in words. */
  allowed?: string;
  /** The key of this tracker in the programme that is to be changed, such as `fields.customfield_10417`; undefined: the tracker's own. */
  at?: string[];
  /** Nothing can be written until it is mended; a breaker stays open for it. The others are for people to decide. */
  blocks: boolean;
}

/** What a tracker says of the engine's set-up there. */
export interface Health {
  /** The engine's own account. */
  self: ResolvedAccount;
  /** Name of the target as the tracker spells it. */
  target: string;
  /** Tracker's clock minus ours, ms. */
  skew: number;
  shortcomings: Shortcoming[];
}

/** A change announced by a webhook or found by a sweep: where to look, and whether we caused it. */
export interface Doorbell {
  ticket: { tracker: string; id: string };
  updated: Instant;
  /** By the engine's own account. False where the tracker does not tell, or while that account is not known yet. */
  own: boolean;
  /** Labels that the change gave it or may have given it; undefined where it is about something else. */
  labels?: string[];
}

/** A ticket that the engine's account opened, as a list shows it. */
export interface ChangedTicket extends Omit<Doorbell, 'labels'> {
  ref: TicketRef;
  createdAt: Instant;
  category: Category;
  /** The key and the display id that it carries; undefined where the end marker is lost. */
  key?: string;
  display?: string;
}

/** A ticket that somebody labelled, whoever opened it. */
export interface LabelledTicket {
  ref: TicketRef;
  title: string;
  /** Who opened it. */
  by: Account;
  updated: Instant;
}

/** A webhook's request as it came in, before anybody knows whose it is. */
export interface InboundRequest {
  /** What follows the tracker's own path, without its slash: some trackers prove themselves there. */
  path: string;
  /** Lower-case names. */
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/** What became of a ticket that was to be as drafted. `writes` counts the calls that the tracker counts as writing. */
export interface Ensured {
  ref: TicketRef;
  created: boolean;
  at: Instant;
  updated: Instant;
  writes: number;
  /** Whether the engine's part of a ticket that was there was written anew. */
  rewritten: boolean;
}

/** Until when a process may write, by our clock: after that another one may be at it. It moves on while the lease is renewed. */
export type Until = () => Instant;

/** What became of a comment that was to be there. */
export interface Commented {
  id: string;
  at: Instant;
  writes: number;
}

/** What an adapter's tracker cannot do; printed and counted by the contract suite. */
export type Inability =
  | 'due-date'
  | 'parent'
  | 'grade'
  | 'attachment-bytes'
  | 'reactions'
  | 'silent-edits'
  | 'webhooks'
  | 'deletion-proof';

/**
 * A tracker. Every member has a time-out of its own and throws only `TrackerError`. Nothing here retries: the outbox and a step's
 * next waking do.
 */
export interface Tickets {
  /** Id of the tracker in the programme. */
  readonly id: string;
  /** What this tracker's people type before a command: `/` or `!`. */
  readonly prefix: string;
  /** What this tracker cannot do, so that others make up for it; [] if it can do all. */
  readonly inabilities: readonly Inability[];

  /**
   * Finds the ticket by its key or creates it, then makes the owned parts (block, labels, assignee if given, due date, grade, parent,
   * category, `heard` reactions) as drafted, in as few calls as the tracker allows; what already is so is not written. Looks the key up once
   * before creating, and repeatedly with waits if `firstTried` is set; only tickets of the engine's own account count. Read back
   * and compared: parts that the tracker silently dropped are an error (`refused`). Text typed inside the block is moved below it.
   * @param ref given once the ticket is known; then nothing is looked up or created. A ticket stays with whoever it was handed to
   * meanwhile.
   * @param until when it must be sent by, where it cannot be taken back; asked right before.
   * @returns where it is now (it may have moved since `ref`), when the tracker says it was created, its `updated` after the writing, and
   * how many calls wrote something.
   * @throws TrackerError
   * - `unreachable` also where `until` had passed before a ticket was created: nothing was written.
   * - `uncertain` where an earlier attempt can be neither found nor ruled out: nothing was written. It is ruled out when a settling time
   *   since `lastTried` has passed and no look-up finds it.
   * - `refused` where a part was dropped; a ticket that this call created is named (`opened`). With the field `fence` the block's end is
   *   lost: all other parts were written, the text was left alone.
   * - `gone` where a known ticket is not there.
   * - `refused` with the field `access`, here and in the other calls about one ticket, where the account may not touch it but may work in
   *   the target; `unauthorised` where the target is out of reach.
   */
  ensure(draft: Draft, ref?: TicketRef, until?: Until): Promise<Ensured>;

  /**
   * Reads the whole ticket, all pages.
   * @param since the `updated` of the last reading: if nothing changed, answers `unchanged`. (A reading within the tracker's
   * smallest unit of time after a change reports an `updated` just before it, so that the next one is whole again.)
   * @returns the ticket, `unchanged`, or `gone` with the reason; always with the tracker's own clock in `asOf`. The ticket's `ref`
   * differs from the asked one, id included, after it was moved: store the new one.
   */
  read(ref: TicketRef, since?: Instant): Promise<Reading>;

  /**
   * Writes a comment once per key: looks for the key's mark first if an earlier attempt may have succeeded.
   * @param tried an earlier attempt's outcome is unknown.
   * @param until as for `ensure`.
   * @returns the comment, and how many calls wrote something: none where it was there already.
   * @throws TrackerError `unreachable` where `until` has passed before it was sent.
   */
  comment(ref: TicketRef, key: string, text: Message, tried: boolean, until?: Until): Promise<Commented>;

  /** Closes a stray ticket (a deleted one that reappeared), pointing at its successor. */
  retire(ref: TicketRef, successor: TicketRef): Promise<void>;

  /** Tickets of the engine changed since `instant` (inclusive, by the tracker's clock), all pages, oldest first. */
  changedSince(instant: Instant): Promise<ChangedTicket[]>;

  /** Tickets of the target that carry a label and changed since `instant`, whoever opened them, all pages, oldest change first. */
  labelled(label: string, instant: Instant): Promise<LabelledTicket[]>;

  /**
   * Bytes of an attachment, capped at 25 MB, only from the tracker's own hosts.
   * @returns undefined when the tracker will not hand them over: then the evidence is linked, not kept.
   */
  attachment(ref: TicketRef, url: string): Promise<{ bytes: Buffer; media: string } | undefined>;

  /** Checks a webhook's signature over the raw bytes. @returns undefined if it is not the tracker's, [] if it rings for nothing; a new label rings with it, whoever's the ticket is. */
  authenticate(request: InboundRequest): Doorbell[] | undefined;

  /** Resolves a login. @returns undefined if there is none, or it may not be assigned in the target. */
  account(login: string): Promise<ResolvedAccount | undefined>;

  /** Who the engine is and what set-up lacks. Writes nothing. */
  check(): Promise<Health>;
}
