import type { Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { RecordLink } from '../record-link.ts';
import type { Redated } from '../redating.ts';
import type { ExtensionRequest, SentRung } from '../task/state.ts';
import type { Thread } from '../thread.ts';
import type { Deadline, Instant, LocalDate } from '../time.ts';
import { type External, externalEnd } from './external.ts';
import type { NonconformityGrade, NonconformityTerms } from './terms.ts';

/** Why a grade holds. */
export type GradeRule =
  | 'raised'
  | 'nc.minor.overdue'
  | 'nc.minor.rejected'
  | 'nc.minor.entered-late'
  | 'nc.ineffective.twice'
  | 'regrade'
  | 'body'
  | 'annul'
  | 'brought';

/** A grade and since when; appended, never overwritten. `deadline` is the one that passed. */
export interface GradeChange {
  grade: NonconformityGrade;
  at: Instant;
  noticed: Instant;
  rule: GradeRule;
  by?: PersonId;
  because?: Words;
  deadline?: Deadline;
  /** Of one that was brought along: since when, as its file says it. */
  on?: LocalDate | Instant;
}

/** Answers that the owner gives before the plan can be agreed; `changes` of the ISMS and its risks whenever they are made (10.2 e). */
export type StepName = 'correction' | 'extent' | 'similar' | 'cause' | 'criterion' | 'changes';

export interface Step {
  by: PersonId;
  at: Instant;
  text: Words;
}

/** A corrective action as drafted; a task once the plan, or it by itself, was agreed. */
export interface Action extends Step {
  id: string;
  round: number;
  owner: PersonId;
  due: Deadline;
  approved?: Instant;
  denied?: true;
  ticket?: { key: string; number: string; url: string };
}

export interface Agreement {
  by: PersonId;
  at: Instant;
  reviewer: PersonId;
}

export interface Judgement {
  verdict: 'effective' | 'ineffective';
  round: number;
  by: PersonId;
  at: Instant;
  task: string;
  why?: Words;
}

/** A nonconformity as the log tells it. */
export interface NonconformityState {
  terms: NonconformityTerms;
  thread: Thread;
  /** Who does the steps: the owner, or whoever it was reassigned to in the tracker. */
  assignee: PersonId;
  grade: NonconformityGrade;
  grades: GradeChange[];
  /** Since when the present clocks run. */
  from: Instant;
  clocks: { plan: Deadline; resolve: Deadline };
  round: number;
  steps: Partial<Record<StepName, Step>>;
  actions: Action[];
  noAction?: Step;
  /** `former` is an agreement that turning major made void; `denied`: it goes back to its owner until something of it is written. */
  plan: { agreed?: Agreement; former?: Agreement; denied?: { by: PersonId; at: Instant } };
  extension?: ExtensionRequest;
  extended: { grade: NonconformityGrade; by: PersonId; at: Instant; from: Deadline; to: Deadline }[];
  /** Every action stands handed in since then; for no-action since the agreement. */
  resolved?: { at: Instant };
  /** When a resolution last fell through a rejection. */
  fell?: Instant;
  /** The deadline that was read to have been met. */
  kept?: Instant;
  /** A major past its own deadline. */
  overdue?: { at: Instant; noticed: Instant };
  /** Verified as a whole; the fix is left to work until `opens`. `review`: which review of the round, where it had one before. */
  verified?: { at: Instant; opens: Instant; due: Deadline; implementers: PersonId[]; review?: number };
  verdicts: Judgement[];
  /** A second ineffective round proposes a major to the lead. */
  proposal?: { at: Instant };
  /** The certification body's axis, where its auditor raised it. */
  external?: External;
  /** `on`: of one that was brought along the day as its file says it. */
  closed?: { at: Instant; on?: LocalDate | Instant };
  /** Closed ones of the same process and a clause in common, which it may be a recurrence of. */
  similar?: RecordLink[];
  recurrenceOf?: RecordLink;
  /** What happened again after this one was closed: its verdict is annotated, and stays. */
  recurrences?: (RecordLink & { at: Instant })[];
  unread?: { deadline: Instant; noticed: Instant };
  /** Since when tickets of actions are being read for a deadline. */
  awaited?: { deadline: Instant; since: Instant };
  rungs: (SentRung & { of: ChaseOf })[];
  redated?: Redated;
  reopenings: number;
}

export type ChaseOf = 'plan' | 'resolve';

/** The standard's steps, in the order in which the ticket lists them. */
export const STAGES = [
  'correction',
  'extent',
  'similar',
  'cause',
  'actions',
  'plan',
  'implementation',
  'effectiveness',
] as const;
/** `external`: ours is done, and the certification body's letter is waited for. */
export type Stage = (typeof STAGES)[number] | 'external' | 'closed';

/** @returns the stream of the log that a nonconformity's events stand in. */
export function nonconformityStream(key: string): string {
  return `nonconformity/${key}`;
}

/** @returns the resolution deadline that passed while a ticket could not be read, undefined once it was read, or a later one took its place. */
export function deadlineUnread({ unread, clocks }: Pick<NonconformityState, 'unread' | 'clocks'>): Instant | undefined {
  return unread?.deadline === clocks.resolve.at ? unread.deadline : undefined;
}

/** @returns the actions of the present round that are drafted or agreed. */
export function currentActions(state: NonconformityState): Action[] {
  return state.actions.filter((a) => a.round === state.round && !a.denied);
}

/** @returns whether a step of the ticket's list is done. */
export function isDone(state: NonconformityState, stage: (typeof STAGES)[number]): boolean {
  if (stage === 'actions')
    return state.steps.criterion !== undefined && (currentActions(state).length > 0 || state.noAction !== undefined);
  if (stage === 'plan') return state.plan.agreed !== undefined;
  if (stage === 'implementation') return state.verified !== undefined;
  if (stage === 'effectiveness') return state.closed !== undefined || foundEffective(state) !== undefined;
  return state.steps[stage] !== undefined;
}

/** @returns what an annulment leads back to: what stage 2 has not graded is a concern. */
export function gradeBack({ external }: Pick<NonconformityState, 'external'>): 'minor' | 'concern' {
  return external?.grade === 'concern' ? 'concern' : 'minor';
}

/** @returns the verdict that ends our own axis: effective, in the present round, since the grade last changed and an action was last rejected. */
export function foundEffective({ verdicts, round, grades, fell }: NonconformityState): Judgement | undefined {
  const graded = grades.at(-1)?.at ?? '';
  const since = fell && fell > graded ? fell : graded;
  return verdicts.find((v) => v.round === round && v.verdict === 'effective' && v.at >= since);
}

/** @returns how often a fix was found ineffective, all rounds; an effective verdict that fell is none of them. */
export function timesIneffective({ verdicts }: Pick<NonconformityState, 'verdicts'>): number {
  return verdicts.filter((v) => v.verdict === 'ineffective').length;
}

/** @returns the certification body whose letter has to come before it closes; undefined where our own axis is the only one left. */
export function awaitedBody({ external, terms }: NonconformityState): string | undefined {
  if (!external || externalEnd(external) !== undefined) return undefined;
  return terms.external?.body ?? 'the certification body';
}

/** @returns the first step that is not done. */
export function stageOf(state: NonconformityState): Stage {
  // Of one that was closed before it was brought along, nobody asks for the steps any more.
  if (state.closed && state.terms.brought) return 'closed';
  return STAGES.find((stage) => !isDone(state, stage)) ?? (state.closed ? 'closed' : 'external');
}

/** @returns the number of the first step that is not done, as the ticket counts them; 0 once all are. */
export function stepNumber(state: NonconformityState): number {
  if (stageOf(state) === 'closed') return 0;
  return STAGES.findIndex((stage) => !isDone(state, stage)) + 1;
}
