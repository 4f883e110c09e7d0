import type { Kysely } from 'kysely';
import type { Instant } from '../rules/time.ts';

/** Value of a column that a projection derives. Booleans are 0 and 1: not every engine binds them. */
export type ColumnValue = string | number | null;

export interface EventRow {
  sequence: number;
  noticed: Instant;
  at: Instant;
  stream: string;
  version: number;
  kind: string;
  actor: string;
  /** Canonical JSON, free text replaced by salted hashes. */
  body: string;
  schema: number;
  previous: string;
  hash: string;
}

export interface BlobRow {
  hash: string;
  /** Emptied by a redaction, as the bytes are: else short text could be guessed from the hash. */
  salt: string;
  /** `words` go back into what is read; `bytes` are evidence and documents. */
  kind: 'words' | 'bytes';
  media: string;
  bytes: Uint8Array;
  redacted: number;
}

/** What the four projected tables share; the derived columns stand in columns.ts. */
export interface ProjectedRow {
  key: string;
  stream_version: number;
  folded: string;
  updated: Instant;
  display: string | null;
  state: string | null;
}

/** A record that a workflow follows. */
export interface FollowedRow extends ProjectedRow {
  wake_at: Instant | null;
  ended: number | null;
}

export interface TicketRow extends FollowedRow {
  tracker: string | null;
  ticket_id: string | null;
  ticket_number: string | null;
  ticket_url: string | null;
  read_at: Instant | null;
  seen_through: Instant | null;
  written_through: Instant | null;
  written: string | null;
}

export interface OccurrenceRow extends FollowedRow {
  duty: string | null;
  subject: string | null;
  period: string | null;
  cause: string | null;
}

export interface TaskRow extends TicketRow {
  occurrence: string | null;
  nonconformity: string | null;
}

export interface DocumentedRow extends ProjectedRow {
  noun: string | null;
  id: string | null;
  owner: string | null;
  due: string | null;
}

export interface EffectRow {
  key: string;
  record: string;
  tracker: string;
  kind: string;
  priority: number;
  position: number;
  body: string;
  state: string;
  not_before: Instant;
  lease_owner: string | null;
  lease_until: Instant | null;
  first_tried: Instant | null;
  last_tried: Instant | null;
  attempts: number;
  last_error: string | null;
  result: string | null;
  created: Instant;
  done_at: Instant | null;
}

export interface ProgrammeRow {
  version: number;
  at: Instant;
  hash: string;
  source: string;
  programme: string;
  state: string;
  actor: string;
  because: string | null;
}

export interface TrackerRow {
  id: string;
  watermark: Instant | null;
  hook_taken: Instant | null;
  hook_refused: Instant | null;
  /** JSON. */
  unannounced: string | null;
}

export interface BreakerRow {
  tracker: string;
  kind: string;
  why: string;
  since: Instant;
  told: number;
  pause: number;
  next_check: Instant;
  opener: string | null;
  closed: Instant | null;
}

/** A ticket that carries the engine's mark and that no record knows: found after a restore, until a record claims it. */
export interface StrayRow {
  tracker: string;
  ticket_id: string;
  /** The key that it carries. */
  key: string;
  display: string;
  number: string;
  url: string;
  /** When the tracker created it. */
  created: Instant;
  open: number;
}

export interface Schema {
  migration: { number: number; name: string; at: Instant };
  event: EventRow;
  chain_head: { id: number; sequence: number; hash: string };
  blob: BlobRow;
  occurrence: OccurrenceRow;
  task: TaskRow;
  nonconformity: TicketRow;
  documented: DocumentedRow;
  effect: EffectRow;
  programme: ProgrammeRow;
  account: { tracker: string; person: string; login: string; account_id: string };
  tracker: TrackerRow;
  breaker: BreakerRow;
  content_write: { id: number; tracker: string; at: Instant; n: number };
  seen: { tracker: string; ticket: string; updated: Instant };
  counter: { name: string; value: number };
  /** `copied_at`: set in a backup alone, when it was taken. */
  engine: { id: number; last_tick: Instant | null; copied_at: Instant | null };
  stray: StrayRow;
}

/** A connection, or the transaction on it: what every function of this folder takes first. */
export type Db = Kysely<Schema>;
