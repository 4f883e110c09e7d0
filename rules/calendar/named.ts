import type { Deadline } from '../time.ts';
import { deadlineOn } from './deadline.ts';
import { isLocalDate, plusDays } from './local-day.ts';

/** @returns the deadline that a typed day or instant means; undefined if there is no such day (`2027-02-31`) or instant. */
export function deadlineNamed(zone: string, text: string): Deadline | undefined {
  if (Number.isNaN(Date.parse(text))) return undefined;
  if (!isLocalDate(text)) return { at: new Date(text).toISOString() };
  return plusDays(text, 0) === text ? deadlineOn(zone, text) : undefined;
}
