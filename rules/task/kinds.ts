import { type Organisation, personById } from '../organisation.ts';
import type { TaskKind, TaskState } from './state.ts';

/** Kinds of task that only a word of certain people ends: closing decides nothing (domain: submitted). */
export const BY_WORD = [
  'effectiveness-review',
  'triage',
  'programme-change',
  'repeats',
  'improvement',
  'risk-criteria',
  'risk-acceptance',
  'risk-concession',
] as const satisfies readonly TaskKind[];

export type KindByWord = (typeof BY_WORD)[number];

/** Of these, those that are never overdue: past their date they wait for a decision, and stand among what does. */
export const NEVER_OVERDUE = ['programme-change', 'repeats'] as const satisfies readonly KindByWord[];

/** Kinds that are for certain people alone: those, and what the owner of a risk says of it. */
export type RestrictedKind = KindByWord | 'risk-rating' | 'risk-plan';

/** Kinds that a close ends, but that nobody else can take over (domain: authority). */
const STAYING = ['management-review', 'risk-rating', 'risk-plan'] as const satisfies readonly TaskKind[];

/** Whether reassigning a task in the tracker changes nothing. */
export function staysPut({ terms: { kind, personal }, assignee }: TaskState, org: Organisation): boolean {
  // Whether something helped is not for whoever did it, so it is handed over only where its checker has left.
  if (kind === 'benefit-check') return personById(org, assignee) !== undefined;
  return isByWord(kind) || STAYING.some((one) => one === kind) || personal === true;
}

/** Whether tasks of that kind are never overdue. */
export function isNeverOverdue(kind: TaskKind): boolean {
  return NEVER_OVERDUE.some((one) => one === kind);
}

/** Whether only a word ends tasks of that kind. */
export function isByWord(kind: TaskKind): kind is KindByWord {
  return BY_WORD.some((one) => one === kind);
}
