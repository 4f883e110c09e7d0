import { type Difference, difference, type Weight } from './change.ts';

/** @returns the items of two lists that stand in both, by id, in the order of the first. */
export function pairs<T extends { id: string }>(before: T[], after: T[]): [T, T][] {
  return before.flatMap((old) => after.filter(({ id }) => id === old.id).map((now): [T, T] => [old, now]));
}

/** @returns what was removed from a list, weighing as `weigh` says, and what was added to it. */
export function addedAndRemoved<T extends { id: string }>(
  keys: string[],
  label: string,
  before: T[],
  after: T[],
  weigh: (removed: T) => Weight = () => 'plain',
): Difference[] {
  const missing = (list: T[], { id }: T) => !list.some((item) => item.id === id);
  return [
    ...before
      .filter((item) => missing(after, item))
      .flatMap((item) => difference([...keys, item.id], item, undefined, weigh(item), label)),
    ...after
      .filter((item) => missing(before, item))
      .flatMap((item) => difference([...keys, item.id], undefined, item, 'plain', label)),
  ];
}
