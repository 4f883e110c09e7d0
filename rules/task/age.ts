import { dateAt, plusDays } from '../calendar/local-day.ts';
import { addToDate } from '../calendar/span.ts';
import type { Organisation } from '../organisation.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { Item } from './state.ts';

const DATE = /(?<!\d)(20\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/g;

/** @returns the latest day that a text states (`2027-04-12`, `20270412`), not later than the day it was given on; undefined without one. */
export function dateIn(text: string, givenOn: LocalDate): LocalDate | undefined {
  return [...text.matchAll(DATE)]
    .map(([, year, , month, day]) => `${year}-${month}-${day}`)
    .filter((date) => date <= plusDays(givenOn, 1) && plusDays(date, 0) === date)
    .sort()
    .at(-1);
}

/** Whether something of that date is too old for an item, as of the instant it was given (9.1: current enough to be evidence). */
export function isStale({ maxAge }: Item, dated: LocalDate | undefined, givenAt: Instant, org: Organisation): boolean {
  if (!maxAge || maxAge.unit === 'ms' || dated === undefined) return false;
  return addToDate(org.calendar, dated, maxAge) < dateAt(org.programme.zone, givenAt);
}
