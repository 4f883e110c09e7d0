import { type Deadline, instantOf } from '../time.ts';
import { deadlineOn } from './deadline.ts';
import { isDay } from './local-day.ts';

/** An instant says its offset: without one, each machine would read another time. */
const INSTANT = /^(\S{10})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** @returns what is said of a typed day or instant that there is not, or of none: `2027-04-31 does not exist; …`. */
export function noSuchDay(text: string | undefined): string {
  return text === undefined
    ? `it needs a date, such as ${EXAMPLE}`
    : `${text} does not exist; a date is written like ${EXAMPLE}`;
}

const EXAMPLE = '2027-04-23';

/**
 * @returns the deadline that a typed day (`2027-04-16`) or instant (`2027-04-16T08:00:00Z`, `…+02:00`) means; undefined if there is no
 * such day (`2027-02-31`) or instant.
 */
export function deadlineNamed(zone: string, text: string): Deadline | undefined {
  if (isDay(text)) return deadlineOn(zone, text);
  const [, day = ''] = INSTANT.exec(text) ?? [];
  return isDay(day) && !Number.isNaN(Date.parse(text)) ? { at: instantOf(text) } : undefined;
}
