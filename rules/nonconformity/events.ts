import type { NewEvent, Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { RecordLink } from '../record-link.ts';
import type { ThreadEvents } from '../thread.ts';
import type { Deadline, Instant, LocalDate } from '../time.ts';
import type { BodyGrade, External, Letter } from './external.ts';
import type { Action, ChaseOf, GradeRule, NonconformityState, StepName } from './state.ts';
import type { NonconformityGrade, NonconformityTerms } from './terms.ts';

type Clock = Pick<NonconformityState, 'from' | 'clocks'>;

/** Bodies of a nonconformity's events, by kind. `cause` is the comment or close that an event answers. */
export interface NonconformityEvents extends ThreadEvents {
  raised: { terms: NonconformityTerms } & Clock;
  'step-recorded': { step: StepName | 'no-action'; by: PersonId; text: Words; cause: string };
  'action-drafted': { action: Pick<Action, 'id' | 'round' | 'owner' | 'due' | 'text'>; by: PersonId; cause: string };
  /** `instead`: the reviewer is named anew, with an action added to an agreed plan; else that of the plan stays. */
  'plan-agreed': { by: PersonId; reviewer: PersonId; instead?: true; cause: string };
  /** Actions added to an agreed plan go with a denial; a plan that was not agreed stays as drafted. */
  'plan-denied': { by: PersonId; reason: Words; cause: string };
  'actions-opened': { tickets: { id: string; key: string; number: string; url: string }[] };
  'extension-asked': { by: PersonId; to: Deadline; reason: Words; cause: string };
  'extension-approved': { by: PersonId; due: Deadline; cause: string };
  'extension-denied': { by: PersonId; reason: Words; cause: string };
  /** The deadline passed before anybody decided. */
  'extension-lapsed': Record<string, never>;
  resolved: Record<string, never>;
  /** A rejection took a hand-in back that the resolution rested on. */
  unresolved: Record<string, never>;
  verified: NonNullable<Pick<NonconformityState, 'verified'>['verified']>;
  'deadline-kept': { deadline: Deadline; noticed: Instant };
  graded: {
    grade: NonconformityGrade;
    rule: GradeRule;
    noticed: Instant;
    by?: PersonId;
    because?: Words;
    deadline?: Deadline;
    cause?: string;
    /** Of one that was brought along: since when, as its file says it. */
    on?: LocalDate | Instant;
  } & Clock;
  /** The certification body's axis: what went to it, or what its letter says. */
  'letter-recorded': Omit<Letter, 'at'> & { cause: string };
  /** What its auditor graded later; what follows for our own grade is `graded`. */
  /** `clocks`: with its dates, where our own grade was that already. */
  'body-graded': Omit<BodyGrade, 'at'> &
    Pick<External, 'planBy' | 'resolveBy'> & { cause: string; clocks?: NonconformityState['clocks'] };
  /** A major past its own deadline. */
  overdue: { deadline: Deadline; noticed: Instant };
  judged: { verdict: 'effective' | 'ineffective'; by: PersonId; task: string; text: Words };
  'round-begun': { round: number } & Clock;
  'major-proposed': Record<string, never>;
  'proposal-rejected': { by: PersonId; reason: Words; cause: string };
  /** `on`: of one that was brought along the day as its file says it. */
  closed: { on?: LocalDate | Instant };
  /** Closed ones that it resembles, as the register knew them when it was raised. */
  'similar-found': { closed: RecordLink[] };
  'recurrence-stated': { link: RecordLink; by: PersonId; cause: string };
  /** On the closed one's stream: which one it happened again as. */
  recurred: RecordLink;
  unread: { deadline: Instant };
  'reading-asked': { deadline: Instant; tasks: string[] };
  chased: { of: ChaseOf; rung: string; to: PersonId[]; skipped: string[] };
  reassigned: { to: PersonId; by?: string };
  'put-back': { found: string; cause: string };
  /** Its due date, changed by hand in the tracker, was put back; said: commented on, too. */
  're-dated': { found: string; said: boolean };
  'put-open': { by: string; cause: string };
  'reopened-by-hand': { by: string; cause: string };
}

/** An event of a nonconformity's stream, its body typed by its kind. */
export type NonconformityEvent = {
  [K in keyof NonconformityEvents]: Omit<NewEvent, 'kind' | 'body'> & { kind: K; body: NonconformityEvents[K] };
}[keyof NonconformityEvents];
