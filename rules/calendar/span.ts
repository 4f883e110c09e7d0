import { Temporal } from 'temporal-polyfill';
import { type Instant, type LocalDate, plusMs, type Span } from '../time.ts';
import { dateAt, instantAt, isLocalDate, plusDays, plusMonths, startOfDay, zonedAt } from './local-day.ts';
import { addWorkingDays, type Calendar } from './working-day.ts';

/** A span that counts days of the calendar, not exact time. */
export type CalendarSpan = Exclude<Span, { unit: 'ms' }>;

/**
 * Adds a span. Calendar units keep the kind of `from`: a day gives a day, an instant the same local time on the day
 * reached. An exact span always gives an instant; from a day it counts from the start of that day.
 */
export function addSpan(calendar: Calendar, from: LocalDate | Instant, span: Span): LocalDate | Instant {
  if (span.unit === 'ms') return plusMs(isLocalDate(from) ? startOfDay(calendar.zone, from) : from, span.n);
  if (isLocalDate(from)) return addToDate(calendar, from, span);
  const day = addToDate(calendar, dateAt(calendar.zone, from), span);
  const plainTime = zonedAt(calendar.zone, from).toPlainTime();
  return instantAt(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: calendar.zone, plainTime }));
}

/** @returns the day a calendar span after `date`, never moved by weekends or holidays except by working days. */
export function addToDate(calendar: Calendar, date: LocalDate, span: CalendarSpan): LocalDate {
  if (span.unit === 'months') return plusMonths(date, span.n);
  if (span.unit === 'days') return plusDays(date, span.n);
  return addWorkingDays(calendar, date, span.n);
}

/** @returns `span` taken `times` times: the way from an anchor to the `times`-th date of its series. */
export function scaled(span: Span, times: number): Span {
  return { ...span, n: span.n * times };
}
