import type { Suggestion } from '../improvement/suggestion.ts';
import type { Finding } from '../nonconformity/finding.ts';
import type { Failure } from '../occasion/failure.ts';
import type { OccasionKind, PersonId } from '../programme.ts';
import type { Instant } from '../time.ts';
import { append, type Turn } from '../turn.ts';
import type { TaskEvents } from './events.ts';
import type { Seen } from './seen.ts';
import type { DecidedAction, TaskState } from './state.ts';

/** A nonconformity that a decision about a task calls for; raised in the same transaction. */
export interface NonconformityCall {
  because: 'missed' | 'waived';
  /** When it counts as having happened, and when it was noticed: its clocks count from the latter. */
  at: Instant;
  noticed: Instant;
}

/** Somebody found a nonconformity in the course of a task. `cause` makes it one and the same, however often it is said. */
export interface FindingCall {
  because: 'found';
  cause: string;
  finding: Finding;
  at: Instant;
}

/** A duty is asked for, beside its interval. `cause` as above. */
export interface DutyCall {
  because: 'asked';
  cause: string;
  duty: string;
  reason: string;
  /** Undefined where it follows from what the engine found. */
  by?: PersonId;
  at: Instant;
}

/** Somebody saw an opportunity for improvement in the course of a task (10.1). `cause` as above. */
export interface ImprovementCall {
  because: 'improvement';
  cause: string;
  suggestion: Suggestion;
  at: Instant;
}

/** A signed management review has its `nth` action followed, counted from 1 (9.3.3). */
export interface ActionCall {
  because: 'action';
  nth: number;
  action: DecidedAction & { by: PersonId };
  at: Instant;
}

/** Somebody tells of something that happened. `id` makes it one and the same. */
export interface OccasionCall {
  because: 'happened';
  kind: OccasionKind;
  id: string;
  title: string;
  /** Undefined where it is the engine that found it. */
  by?: PersonId;
  at: Instant;
  /** Who joins, moves, or leaves. */
  person?: PersonId;
  /** The risk whose treatment failed, and how that showed. */
  risk?: string;
  failed?: Failure;
}

/** What a decision about a task starts, in the same transaction. */
export type Call = NonconformityCall | FindingCall | DutyCall | ImprovementCall | ActionCall | OccasionCall;

/** One pass over one task. */
export interface TaskTurn extends Turn<TaskState> {
  readonly seen: Seen;
  calls: Call[];
  /** Keys of other tasks that have to look again. */
  wakes: string[];
  /** Whether the ticket was frozen as read, so that a close may be judged by it. */
  readonly frozen: boolean;
}

/** Appends a typed event. `at` and `actor` default to now and the engine. */
export function record<K extends keyof TaskEvents>(
  turn: TaskTurn,
  kind: K,
  body: TaskEvents[K],
  at: Instant = turn.now,
  actor = 'engine',
): void {
  append(turn, kind, body, at, actor);
}
