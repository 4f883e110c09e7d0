import { type Deadline, type Instant, type LocalDate, plusMs, type Span } from '../time.ts';
import { dateAt, endOfDay } from './local-day.ts';
import { addToDate } from './span.ts';
import type { Calendar } from './working-day.ts';

/** @returns the deadline that ends with `date`: at the next local midnight, exclusive. */
export function deadlineOn(zone: string, date: LocalDate): Deadline {
  return { at: endOfDay(zone, date), date };
}

/**
 * A clock: days, months, and working days count local dates, the day of `start` not counted, to the end of the last
 * one; an exact span counts from the instant and has no date. Never moved by a weekend or holiday (domain: deadlines of
 * nonconformities).
 */
export function deadlineAfter(calendar: Calendar, start: Instant, span: Span): Deadline {
  if (span.unit === 'ms') return { at: plusMs(start, span.n) };
  return deadlineOn(calendar.zone, addToDate(calendar, dateAt(calendar.zone, start), span));
}

/** @returns the deadline a span after another one, such as the hard limit after the due date: it ends with its day. */
export function deadlinePast(calendar: Calendar, deadline: Deadline, span: Span): Deadline {
  if (span.unit === 'ms') return { at: plusMs(deadline.at, span.n) };
  return deadlineOn(calendar.zone, addToDate(calendar, dayOf(calendar.zone, deadline), span));
}

/** @returns the last day in time, or for an exact deadline the local day of its instant. */
export function dayOf(zone: string, deadline: Deadline): LocalDate {
  return deadline.date ?? dateAt(zone, deadline.at);
}
