import type { Rules, Story } from '../story.ts';

/** A rule of nonconformities, told as a short story: it throws where the rules under test break it. */
export interface Scenario {
  rule: string;
  check: (rules: Rules) => void;
}

/** @returns the grade, the rule of its last change, and since when it holds. */
export function graded({ state }: Story): [grade: string, rule: string | undefined, at: string | undefined] {
  const last = state.grades.at(-1);
  return [state.grade, last?.rule, last?.at];
}
