import { closest, distance } from 'fastest-levenshtein';

const MOST_NAMES = 20;

/** @returns the name most like `word`, undefined if none is near enough to have been meant. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const name = closest(word.toLowerCase(), names);
  return distance(word.toLowerCase(), name) <= Math.max(2, Math.ceil(word.length / 2)) ? name : undefined;
}

/** @returns `; did you mean "name"?`, or nothing where no name is near. */
export function suggestion(word: string, names: readonly string[]): string {
  const name = nearest(word, names);
  return name === undefined ? '' : `; did you mean "${name}"?`;
}

/** @returns names for a message, in their order, cut after twenty. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none yet';
  return names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')}, …`;
}
