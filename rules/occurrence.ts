import type { Words } from './event.ts';
import type { Occasion } from './occasion/occasion.ts';
import type { Deadline, Instant, LocalDate } from './time.ts';

/** What started an occurrence: its interval, somebody's `trigger`, an event (`event:ID`), or another record. */
export type Cause = string;

/** Why somebody started it beside its interval, and who: as it stands in the log. */
export interface Started {
  because: Words;
  actor: string;
}

/** One time that a duty is owed, as planned: identity and dates, before anything was done. */
export interface PlannedOccurrence {
  duty: string;
  subject?: string;
  /** Nominal date before any shift; for exact intervals the instant. Identity, with duty, subject, cause. */
  period: LocalDate | Instant;
  /** As printed: `2027 Q2`, `2027`, `May 2027`, `2027-W14`, or the instant. */
  periodName: string;
  cause: Cause;
  opens: Instant;
  due: Deadline;
  hardLimit?: Deadline;
  /** Programme version whose terms it opens under. */
  version: number;
  zone: string;
  /** What happened, where it is owed on that. */
  occasion?: Occasion;
  /** Somebody's reason, where nothing else tells it. */
  started?: Started;
  /** How much later than `opens` the engine opens it, ms; due and hard limit already moved by it. 0 in time. */
  openedLateBy: number;
}
