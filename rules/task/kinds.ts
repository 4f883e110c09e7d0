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

/** Kinds that are for certain people alone: those, and what the owner of a risk says of it. */
export type RestrictedKind = KindByWord | 'risk-rating' | 'risk-plan';

/** Whether only a word ends tasks of that kind. */
export function isByWord(kind: TaskKind): kind is KindByWord {
  return BY_WORD.some((one) => one === kind);
}
