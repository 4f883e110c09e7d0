import type { TaskKind } from './state.ts';

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

/** Whether tasks of that kind are never overdue. */
export function isNeverOverdue(kind: TaskKind): boolean {
  return NEVER_OVERDUE.some((one) => one === kind);
}

/** Whether only a word ends tasks of that kind. */
export function isByWord(kind: TaskKind): kind is KindByWord {
  return BY_WORD.some((one) => one === kind);
}
