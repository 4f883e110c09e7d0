import { closest, distance } from 'fastest-levenshtein';
import { isPlainKey } from './found.ts';

const MOST_NAMES = 20;

/** @returns the name most like `word`, undefined if none is near enough to have been meant. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const shown = names.filter(isShown);
  if (shown.length === 0) return undefined;
  const name = closest(word.toLowerCase(), shown);
  return distance(word.toLowerCase(), name) <= Math.max(2, Math.ceil(word.length / 2)) ? name : undefined;
}

/** @returns `; did you mean "name"?`, or nothing where no name is near. */
export function suggestion(word: string, names: readonly string[]): string {
  const name = nearest(word, names);
  return name === undefined ? '' : `; did you mean "${name}"?`;
}

/** @returns names for a message, in their order, cut after twenty; one that may be a secret in the wrong place is left out. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none yet';
  const shown = names.filter(isShown);
  return shown.length <= MOST_NAMES ? shown.join(', ') : `${shown.slice(0, MOST_NAMES).join(', ')}, …`;
}

function isShown(name: string): boolean {
  return isPlainKey(name.replace(/^role:/, ''));
}
