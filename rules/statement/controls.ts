import { ANNEX_A, controlsNamed } from '../clauses.ts';
import { compareNumbered } from '../order.ts';
import { controlsOf, type Statement } from './state.ts';

/** @returns the controls that a text names: of Annex A, or one of the organisation's own (6.1.3 b), such as `X-3`; [] where it names none. */
export function controlsIn(text: string): string[] {
  const isOwn = /^[A-Z][\w-]*(\.[\w-]+)*$/.test(text) && text.length <= 24 && !/^A\./.test(text);
  return isOwn ? [text] : controlsNamed(text);
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
