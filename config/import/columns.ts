import { distance } from 'fastest-levenshtein';
import { isDay, startOfDay } from '../../rules/calendar/local-day.ts';
import { deadlineNamed } from '../../rules/calendar/named.ts';
import { groupedNumber } from '../../rules/measurement/grouped.ts';
import type { PersonId, Programme } from '../../rules/programme.ts';
import type { Instant, LocalDate } from '../../rules/time.ts';
import { listed, nearest } from '../near.ts';
import type { Column } from './table.ts';

/** A text, at most so many characters. */
export function words(longest: number): Column<string> {
  const read = (text: string) =>
    text.length <= longest && !/\p{Cc}/u.test(text.replace(/\n/g, ' ')) ? text : undefined;
  return { needed: true, allowed: `text, at most ${longest} characters`, read };
}

/** Somebody of the programme, by id, name, or mail address. */
export function person({ people }: Pick<Programme, 'people'>): Column<PersonId> {
  return { needed: true, allowed: listed(people.map(({ id }) => id)), read: (text) => calledSo(people, text)?.id };
}

function calledSo(people: Programme['people'], text: string) {
  const bare = text.toLowerCase();
  return people.find(({ id, name, mail }) => [id, name, mail].some((one) => one?.toLowerCase() === bare));
}

/**
 * Whoever did something once: somebody of the programme by id, name, or mail address, or somebody who has left it by their full name.
 * @param known people whom records name already, by id.
 */
export function pastPerson({ people }: Pick<Programme, 'people'>, known: readonly string[] = []): Column<PersonId> {
  const names = people.map(({ name }) => name);
  const read = (text: string) => {
    const found = calledSo(people, text);
    if (found) return found.id;
    if (known.includes(text)) return text;
    const isFullName = /^\p{L}[\p{L}.'’-]*( \p{L}[\p{L}.'’-]*)+$/u.test(text) && text.length <= 80;
    return isFullName && !isMisspelt(text, names) ? text : undefined;
  };
  const ids = listed(people.map(({ id }) => id));
  return { needed: true, allowed: `${ids}, or the full name of somebody who has left`, read };
}

/** A name that differs from one of the programme's by a slip is meant to be that one. */
function isMisspelt(text: string, names: string[]): boolean {
  const name = nearest(text, names);
  return name !== undefined && distance(text.toLowerCase(), name.toLowerCase()) <= 2;
}

/** A day or instant on which something was done, as the file says it, and when that was. */
export interface PastDay {
  on: LocalDate | Instant;
  at: Instant;
}

/** Stands where a line says none: it is a mistake by then. */
export const NO_DAY: PastDay = { on: '', at: '' };

/** A day, or an instant with its offset, that is not ahead. */
export function pastDay(zone: string, now: Instant): Column<PastDay> {
  const read = (text: string) => {
    const at = isDay(text) ? startOfDay(zone, text) : deadlineNamed(zone, text)?.at;
    return at !== undefined && at <= now ? { on: text, at } : undefined;
  };
  return { needed: true, allowed: 'a day such as 2027-04-16 that is not ahead', read };
}

/** A day of the calendar. */
export const day: Column<LocalDate> = {
  needed: true,
  allowed: 'a day such as 2027-04-16',
  read: (text) => (isDay(text) ? text : undefined),
};

/** A number, its decimals behind a point, as `records` writes them, or behind a comma that cannot stand before thousands. */
export const decimal: Column<number> = {
  needed: true,
  allowed: 'a number such as 97.5 or 1200, its thousands not set apart',
  read: (text) => {
    if (!/^-?\d{1,12}(?:[.,]\d{1,6})?$/.test(text) || (text.includes(',') && groupedNumber(text))) return undefined;
    return Number(text.replace(',', '.'));
  },
};

/**
 * Something of the programme by its id, or by its last part or its title where only one has that.
 * @param known what records are about already: the programme may have it no longer.
 */
export function named(all: readonly { id: string; title?: string }[], known: readonly string[] = []): Column<string> {
  const read = (text: string) => {
    const bare = text.toLowerCase();
    const exact = all.find(({ id }) => id === bare)?.id ?? known.find((id) => id === text);
    const alike = all.filter(({ id, title }) => id.split('.').at(-1) === bare || title?.toLowerCase() === bare);
    return exact ?? (alike.length === 1 ? alike[0]?.id : undefined);
  };
  return { needed: true, allowed: listed([...new Set([...all.map(({ id }) => id), ...known])]), read };
}

/** @returns columns that a table of `records` has, and nothing is read from. */
export function passedOver(...names: string[]): Record<string, Column<string>> {
  const column: Column<string> = { needed: false, allowed: 'anything', read: (text) => text, passed: true };
  return Object.fromEntries(names.map((name) => [name, column]));
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
