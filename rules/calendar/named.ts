import { type Deadline, instantOf } from '../time.ts';
import { deadlineOn } from './deadline.ts';
import { isDay } from './local-day.ts';

/** An instant says its offset: without one, each machine would read another time. */
const INSTANT = /^(\S{10})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** @returns what is wrong with a typed day or instant, `2027-04-31 does not exist, …`; undefined where there is such a one. */
export function noSuchDay(zone: string, text: string): string | undefined {
  return deadlineNamed(zone, text) ? undefined : `${text} does not exist; a date is written like 2027-04-23`;
}

/**
 * @returns the deadline that a typed day (`2027-04-16`) or instant (`2027-04-16T08:00:00Z`, `…+02:00`) means; undefined if there is no
 * such day (`2027-02-31`) or instant.
 */
export function deadlineNamed(zone: string, text: string): Deadline | undefined {
  if (isDay(text)) return deadlineOn(zone, text);
  const [, day = ''] = INSTANT.exec(text) ?? [];
  return isDay(day) && !Number.isNaN(Date.parse(text)) ? { at: instantOf(text) } : undefined;
}
