/** Compares texts by their code units, as the register orders them: instants, dates, keys. 0 for equal ones, which stay as they stand. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** @returns a comparison by a text of each thing, such as its instant. */
export function byText<T>(text: (thing: T) => string): (one: T, other: T) => number {
  return (one, other) => compareText(text(one), text(other));
}

/** Compares what has numbers in it as people count: `R-2` before `R-10`. */
export function compareNumbered(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
