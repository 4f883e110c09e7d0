import { seededChance } from '../../sandbox/faults/chance.ts';

/** Choices that are the same for the same seed. */
export interface Chance {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  shuffled<T>(list: readonly T[]): T[];
}

/** @param about tells choices of one seed apart, so that a new choice in one place moves none elsewhere. */
export function chanceOf(seed: number, about: string): Chance {
  const salt = [...about].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7);
  const next = seededChance(Math.imul(seed, 2_654_435_761) ^ salt);
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    pick: (list) => list[whole(0, list.length - 1)] ?? list[0],
    shuffled: (list) =>
      list
        .map((item) => ({ item, order: next() }))
        .sort((a, b) => a.order - b.order)
        .map(({ item }) => item),
  };
}
