import type { AuditState, AuditTerms } from '../audit/terms.ts';
import type { Verb } from '../commands.ts';
import { type Json, textOf, type Words } from '../event.ts';
import type { Duty, DutyKind, EvidenceItem, Grade, Ladder, OccasionKind, PersonId, Who } from '../programme.ts';
import type { RecordLink } from '../record-link.ts';
import type { Redated } from '../redating.ts';
import type { Level } from '../risk/state.ts';
import type { RiskTerms } from '../risk/terms.ts';
import type { Thread } from '../thread.ts';
import type { Deadline, Instant, LocalDate, Span } from '../time.ts';
import type { Whole } from '../whole/whole.ts';

export type TaskKind =
  | DutyKind
  | 'risk-criteria'
  | 'risk-rating'
  | 'risk-plan'
  | 'risk-acceptance'
  | 'risk-concession'
  | 'triage'
  | 'action'
  | 'benefit-check'
  | 'effectiveness-review'
  | 'programme-change'
  | 'repeats';

/**
 * Where a task comes from: an occurrence of a duty, a nonconformity and its round, a version of the programme, minors that repeat on one
 * process, a management review that decided an action (the key of its task), or an action that was kept elsewhere before (its former id).
 */
export type Origin =
  | { occurrence: string }
  | { review: string; display: string }
  | { brought: string }
  | { nonconformity: string; display: string; round: number }
  | { programme: number }
  | { minors: RecordLink[] };

/**
 * Something that a task asks for. With `word` it is given by that word of the ticket language only, in the word's own form; `form` is
 * what the word has to know of it. What is `counted` is given by the engine only.
 */
export interface Item extends Omit<EvidenceItem, 'text'> {
  text: Words;
  word?: Verb;
  form?: Record<string, Json>;
  counted?: true;
  /** Given again, each stands beside the others; without it the last one counts. */
  several?: true;
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
  /** When the next one opens, as it was planned then. */
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
  /** Measurements: which series of values it adds to, and the period that it stands for; of a decision also when its value came to stand. */
  measures?: { series: string; period: string; endedAt?: Instant };
  /** Document reviews: which document, and when it is due again. */
  document?: { id: string; title: Words; period: string; next?: LocalDate };
  /** Campaigns: what each person does it for, and how long it holds. */
  campaign?: { id: string; title: Words; period: string; zone: string; expires?: Span };
  /** Done in parts, each with a ticket of its own: what it needs of them. */
  whole?: Whole;
  /** A part of another task: its key. That one is missed, verified, and ended as a whole. */
  partOf?: string;
  /** Nobody else can do it, such as an acknowledgement: it is not handed over, and others do not hand it in. */
  personal?: true;
  /** Of a list: whom it names, where the programme knows nobody of that name. The lead has it until they assign somebody. */
  unknownOwner?: Words;
  /** Management reviews: the register's end that the pack was made at, and the blob of the pack. */
  pack?: { sequence: number; head: string; kept: string };
  /** Ids of the records of documented information that its end is written to. */
  action?: string;
  improvement?: string;
  /** Tasks about risks. */
  risks?: RiskTerms;
  /** Internal audits: which one it belongs to. */
  audit?: AuditTerms;
  /** Who had a part in what is decided here, and so may not: of an effectiveness review, who implemented, planned, or owns the nonconformity; of a programme change, who applied it. */
  barred?: PersonId[];
  ladder: Ladder;
  extensions: number;
  missedGrade: Grade;
  opens: Instant;
  /** How late the engine planned it, ms: `due` and `hardLimit` are moved by it already. */
  openedLateBy?: number;
  /** An exact opening within this of its instant is in time, ms. */
  lateAfter?: number;
  /** To which side a due date moved by a delay leaves weekends and holidays, if at all. */
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
  /** Where its age counts: the day that it states. */
  dated?: LocalDate;
  /** Given by a word in its own form: what it said. */
  says?: Record<string, Json>;
}

/** A request that somebody else decides: to extend or to waive. */
export interface Request {
  by: PersonId;
  at: Instant;
  reason: Words;
}

/** A request to extend. */
export interface ExtensionRequest extends Request {
  /** The due date asked for. */
  to: Deadline;
}

export interface SentRung {
  id: string;
  at: Instant;
  to: PersonId[];
}

/** An action that a management review or an adopted improvement decides. */
export interface DecidedAction {
  owner: PersonId;
  due: Deadline;
  text: Words;
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
  /** By id, whose the risks are that it is about, where they were handed over since it opened. */
  riskOwners?: Record<string, PersonId>;
  /** Acceptances: as what the risk was rated last, where that changed since it opened. */
  ratedSince?: Level;
  /** Who did it before, and until when. */
  formerly?: { assignee: PersonId; until: Instant }[];
  due: Deadline;
  hardLimit?: Deadline;
  /** Answers given by `evidence`; files and links in comments are gathered at the close. */
  given: Evidence[];
  submission?: Submission;
  verified?: { by: PersonId; at: Instant; self: boolean };
  verification?: { due: Deadline; asked: PersonId[]; rungs: SentRung[]; at?: Instant };
  /** `handedIn`: the last submission by then. `did`: who had done it; unknown of older ones. */
  rejections: { by: PersonId; at: Instant; reason: Words; handedIn?: Instant; did?: PersonId[] }[];
  /** How often a close came back for missing evidence. */
  refusals: number;
  /** What the last of them found: shown in the ticket. */
  returned?: { missing: string[]; items: Evidence[] };
  extension?: ExtensionRequest;
  extended: { by: PersonId; at: Instant; from: Deadline; to: Deadline }[];
  waiver?: Request;
  waived?: { by: PersonId; at: Instant; reason: Words; covering?: string };
  /** Effectiveness reviews: what the reviewer found. */
  judged?: { verdict: 'effective' | 'ineffective'; by: PersonId; at: Instant; text: Words };
  /** Internal audits: who was checked, who may audit, who got the report. */
  audit?: AuditState;
  /** Management reviews: actions that the chair has written down; each opens with the signature. */
  actions?: (DecidedAction & { by: PersonId; at: Instant })[];
  /** Management reviews: signatures that did not count, with what was open. */
  unsigned?: { by: PersonId; at: Instant; open: string[] }[];
  /** Opportunities for improvement: what the owner made of it. */
  evaluated?: Evaluation & { at: Instant };
  missed?: { at: Instant; noticed: Instant; nonconformity?: string };
  unread?: { deadline: Instant; noticed: Instant };
  /** Done in parts: at which limit it waits for verdicts on those that were handed in before. */
  awaits?: { deadline: Instant };
  /** A programme change or a proposal: what was decided. */
  decided?: { decision: TaskDecided; by: PersonId; at: Instant; reason?: Words };
  /** Done in parts: how far it was when last noted. */
  counted?: { done: number; of: number; lacking: Words };
  rungs: SentRung[];
  /** Ended tickets that people reopened. */
  reopenings: number;
  /** The engine opened the ticket late: by so many ms. */
  delayed?: { by: number };
  /** Ends that a rejection undid: the old verdicts stay, and of newer ones whose they were. */
  revivals?: {
    by: PersonId;
    at: Instant;
    verdict?: Verdict;
    endedAt?: Instant;
    verifiedBy?: PersonId;
    waivedBy?: PersonId;
  }[];
  redated?: Redated;
}

/** What became of an opportunity for improvement (10.1). `why` is one of the classes for declining. */
export interface Evaluation {
  decision: 'adopted' | 'declined';
  by: PersonId;
  reason: Words;
  why?: string;
  action?: DecidedAction;
}

/** A task that should exist: its terms, to which the caller gives key and display id; its slot is unique in its occurrence or nonconformity. */
export interface TaskDraft {
  terms: Omit<TaskTerms, 'key' | 'display'>;
  assignee: PersonId;
}

/** @returns why a task waits for the lead to say whose it is; undefined once somebody has it. */
export function ownerMissing({ terms, stage, formerly }: TaskState): string | undefined {
  if (!terms.unknownOwner || stage !== 'open' || formerly) return undefined;
  const named = textOf(terms.unknownOwner);
  return named === '' ? 'the list names nobody for it' : `the list names ${named}, whom the programme does not know`;
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
  | 'adopted'
  | 'declined'
  | 'decided';

/** @returns the stream of the log that a task's events stand in. */
export function taskStream(key: string): string {
  return `task/${key}`;
}
