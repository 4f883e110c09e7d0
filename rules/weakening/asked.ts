import type { Change } from './change.ts';

/** What a version already asked top management about. */
export interface AskedBefore {
  changes: Change[];
  /** It said no: they stay out of force. */
  denied: boolean;
}

/**
 * @param waiting every change that needs top management now. @returns those of them that nobody gave a purpose for yet (ISO/IEC 27001, 6.3):
 * what waits already, or was denied as a whole, needs none again; of what was denied as a whole, a part is a new question.
 */
export function withoutPurpose<C extends Change>(waiting: C[], before: AskedBefore | undefined): C[] {
  const fresh = waiting.filter((c) => !before?.changes.some((old) => isSame(old, c)));
  const isWhole = fresh.length === 0 && waiting.length === before?.changes.length;
  return before?.denied && !isWhole ? waiting : fresh;
}

function isSame(one: Change, other: Change): boolean {
  return one.path === other.path && one.before === other.before && one.after === other.after;
}

/** @returns the purpose of all that waits: the one given, beside the one that was given before for the rest of it. */
export function purposeOf(
  given: string | undefined,
  before: string | undefined,
  { waiting, unexplained }: { waiting: Change[]; unexplained: Change[] },
): string | undefined {
  if (waiting.length === 0 || before === undefined || unexplained.length === waiting.length) return given;
  if (given === undefined || given === before) return before;
  return unexplained.length === 0 ? given : `${before}; ${given}`;
}
