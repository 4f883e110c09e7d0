import type { PersonId, Programme } from '../../rules/programme.ts';
import { listed } from '../near.ts';
import type { Column } from './table.ts';

/** A line of text, at most so many characters. */
export function words(longest: number): Column<string> {
  const read = (text: string) =>
    text.length <= longest && !/\p{Cc}/u.test(text.replace(/\n/g, ' ')) ? text : undefined;
  return { needed: true, allowed: `text, at most ${longest} characters`, read };
}

/** Somebody of the programme, by id. */
export function person({ people }: Programme): Column<PersonId> {
  const ids = people.map(({ id }) => id);
  return { needed: true, allowed: listed(ids), read: (text) => ids.find((id) => id === text) };
}

/** A whole number between two bounds, both included. */
export function number(least: number, most: number): Column<number> {
  const read = (text: string) => {
    const n = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    return n >= least && n <= most ? n : undefined;
  };
  return { needed: true, allowed: `a whole number from ${least} to ${most}`, read };
}

/** One of these words. */
export function word<const T extends string>(values: readonly T[]): Column<T> {
  return { needed: true, allowed: values.join(', '), read: (text) => values.find((v) => v === text.toLowerCase()) };
}

/** @returns the same column, which may be left out or be empty. */
export function optional<T>(column: Column<T>): Column<T> {
  return { ...column, needed: false };
}
