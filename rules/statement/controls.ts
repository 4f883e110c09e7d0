import { ANNEX_A, readControl } from '../clauses.ts';
import { compareNumbered } from '../order.ts';
import { controlsOf, type Statement } from './state.ts';

/** @returns whether a text names a control: one of Annex A, or one of the organisation's own (6.1.3 b), such as `X-3`. */
export function isControl(text: string): boolean {
  return (
    readControl(text) !== undefined ||
    (/^[A-Z][\w-]*(\.[\w-]+)*$/.test(text) && text.length <= 24 && !/^A\./.test(text))
  );
}

/** @returns controls in the order of the annex, then those of one's own. */
export function inOrder(controls: Iterable<string>): string[] {
  return [...controls].sort(compareNumbered);
}

/** @returns the controls of Annex A that a statement says nothing of: each has to be in it, with why it is or is not necessary (6.1.3 c, d). */
export function withoutEntry(statement: Statement): string[] {
  const stated = controlsOf(statement);
  return ANNEX_A.filter((control) => stated[control] === undefined);
}
