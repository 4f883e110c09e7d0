import type { Verb } from '../commands.ts';
import type { Json, Words } from '../event.ts';
import type { Duty, DutyKind, EvidenceItem, Grade, Ladder, OccasionKind, PersonId, Who } from '../programme.ts';
import type { RecordLink } from '../record-link.ts';
import type { RiskTerms } from '../risk/terms.ts';
import type { Thread } from '../thread.ts';
import type { Deadline, Instant } from '../time.ts';

export type TaskKind =
  | DutyKind
  | 'risk-criteria'
  | 'risk-rating'
  | 'risk-plan'
  | 'risk-acceptance'
  | 'risk-concession'
  | 'triage'
  | 'action'
  | 'effectiveness-review'
  | 'programme-change'
  | 'repeats';

/**
 * Where a task comes from: an occurrence of a duty, a nonconformity and its round, a version of the programme, or minors that repeat on
 * one process.
 */
export type Origin =
  | { occurrence: string }
  | { nonconformity: string; display: string; round: number }
  | { programme: number }
  | { minors: RecordLink[] };

/**
 * Something that a task asks for. With `word` it is given by that word of the ticket language only, in the word's own form; `form` is
 * what the word has to know of it.
 */
export interface Item extends Omit<EvidenceItem, 'text'> {
  text: Words;
  word?: Verb;
  form?: Record<string, Json>;
}

/** The terms a task opened under; later versions of the programme do not change them (domain, section 3). */
export interface TaskTerms {
  key: string;
  display: string;
  kind: TaskKind;
  origin: Origin;
  slot: string;
  duty?: string;
  title: Words;
  ask: Words;
  instructions: Words[];
  evidence: Item[];
  /** Why the task exists, for the closing line: clause and interval. */
  clauses: string[];
  interval?: string;
  /** The one before, as printed: `#184, accepted 14 Jan`. */
  last?: string;
  /** When the next one opens, as planned. */
  next?: Instant;
  process: string;
  tracker: string;
  owner: PersonId;
  verifier?: Who;
  selfVerification: boolean;
  /** Which incident, change, or the like it follows. */
  occasion?: { kind: OccasionKind; id: string; subject?: string };
  /** Its due date is somebody else's: no delay of ours moves it. */
  external?: true;
  /** Measurements: which series of values it adds to, and the period that it stands for. */
  measures?: { series: string; period: string };
  /** Tasks about risks. */
  risks?: RiskTerms;
  /** Effectiveness reviews: who implemented, planned, or owns the nonconformity, and so may not judge. */
  barred?: PersonId[];
  ladder: Ladder;
  extensions: number;
  missedGrade: Grade;
  opens: Instant;
  /** How late the engine planned it, ms: `due` and `hardLimit` are moved by it already. */
  openedLateBy?: number;
  /** An exact opening within this of its instant is in time, ms. */
  lateAfter?: number;
  /** Whether a due date that a delay moves leaves weekends and holidays alone. */
  shift?: Duty['shift'];
  due: Deadline;
  hardLimit?: Deadline;
  version: number;
}

/** One answer to an evidence item. `kept` holds the blob of its bytes; without it the evidence is linked, not kept. */
export interface Evidence {
  item: string;
  by: PersonId;
  at: Instant;
  how: 'file' | 'link' | 'text' | 'none-needed';
  name: Words;
  url?: string;
  kept?: string;
  /** Given by a word in its own form: what it said. */
  says?: Record<string, Json>;
}

/** A request that somebody else decides: to extend or to waive. */
export interface Request {
  by: PersonId;
  at: Instant;
  reason: Words;
  /** Extension: the due date asked for. */
  to?: Deadline;
}

export interface SentRung {
  id: string;
  at: Instant;
  to: PersonId[];
}

export interface Submission {
  by: PersonId;
  at: Instant;
  /** One for each item that was asked for. */
  items: Evidence[];
  /** Whatever else was attached: frozen too. */
  others?: Evidence[];
  /** Blob of the ticket as it was read: fields, comments, changes. */
  snapshot?: string;
  implementers: PersonId[];
}

/** A task as the log tells it. */
export interface TaskState {
  terms: TaskTerms;
  thread: Thread;
  stage: 'open' | 'submitted' | 'ended';
  verdict?: Verdict;
  endedAt?: Instant;
  assignee: PersonId;
  /** Who did it before, and until when. */
  formerly?: { assignee: PersonId; until: Instant }[];
  due: Deadline;
  hardLimit?: Deadline;
  /** Answers given by `evidence`; files and links in comments are gathered at the close. */
  given: Evidence[];
  submission?: Submission;
  verified?: { by: PersonId; at: Instant; self: boolean };
  verification?: { due: Deadline; asked: PersonId[]; rungs: SentRung[]; at?: Instant };
  /** `handedIn`: the submission that was rejected. */
  rejections: { by: PersonId; at: Instant; reason: Words; handedIn?: Instant }[];
  /** How often a close came back for missing evidence. */
  refusals: number;
  /** What the last of them found: shown in the ticket. */
  returned?: { missing: string[]; items: Evidence[] };
  extension?: Request;
  extended: { by: PersonId; at: Instant; from: Deadline; to: Deadline }[];
  waiver?: Request;
  waived?: { by: PersonId; at: Instant; reason: Words; covering?: string };
  /** Effectiveness reviews: what the reviewer found. */
  judged?: { verdict: 'effective' | 'ineffective'; by: PersonId; at: Instant; text: Words };
  missed?: { at: Instant; noticed: Instant; nonconformity?: string };
  unread?: { deadline: Instant; noticed: Instant };
  /** A programme change or a proposal: what was decided. */
  decided?: { decision: TaskDecided; by: PersonId; at: Instant; reason?: Words };
  rungs: SentRung[];
  /** Ended tickets that people reopened. */
  reopenings: number;
  /** The engine opened the ticket late: by so many ms. */
  delayed?: { by: number };
  /** Ends that a rejection undid: the old verdicts stay. */
  revivals?: { by: PersonId; at: Instant; verdict?: Verdict; endedAt?: Instant }[];
  /** When a due date changed by hand was last put back, and last commented on. */
  redated?: { at: Instant; said: Instant };
}

/** A task that should exist: its terms, to which the caller gives key and display id; its slot is unique in its occurrence or nonconformity. */
export interface TaskDraft {
  terms: Omit<TaskTerms, 'key' | 'display'>;
  assignee: PersonId;
}

/** @returns who was the assignee at that instant. */
export function assigneeAt(state: TaskState, at: Instant): PersonId {
  return state.formerly?.find((f) => at < f.until)?.assignee ?? state.assignee;
}

/** What whoever decides by word may say: of a programme change, and of a proposal. */
export type TaskDecided = 'approved' | 'denied' | 'accepted' | 'rejected';

/** How a task ended. `decided`: every question of it was answered by whoever may. */
export type Verdict =
  | 'recorded'
  | 'verified'
  | 'waived'
  | 'effective'
  | 'ineffective'
  | TaskDecided
  | 'withdrawn'
  | 'decided';

/** @returns the stream of the log that a task's events stand in. */
export function taskStream(key: string): string {
  return `task/${key}`;
}
