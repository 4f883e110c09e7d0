import { Temporal } from 'temporal-polyfill';
import type { Instant, LocalDate } from '../time.ts';

const DAY = 86_400_000;

/** @returns whether `text` is a day (`2027-04-16`), not an instant. */
export function isLocalDate(text: LocalDate | Instant): boolean {
  return text.length === 10;
}

/** @returns whether `text` is a day that the calendar has: `2027-02-31` is none. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && plusDays(text, 0) === text;
}

/** @returns whether `text` is an instant that the calendar has (`2027-04-16T08:00:00.000Z`), and nothing else. */
export function isInstant(text: string): boolean {
  const [, day = '', time] = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d+)?Z)$/.exec(text) ?? [];
  return time !== undefined && isDay(day) && !Number.isNaN(Date.parse(text));
}

/** @returns the day `n` days after `date` (before, if negative). */
export function plusDays(date: LocalDate, n: number): LocalDate {
  return new Date(Date.parse(date) + n * DAY).toISOString().slice(0, 10);
}

/** @returns days from `from` to `to`, negative if `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

/** @returns the same day of the month `n` months on; the last day of a month that is too short. */
export function plusMonths(date: LocalDate, n: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months: n }).toString();
}

/** @returns the first instant of `date` in `zone`; after a gap at midnight, the first instant that the day has. */
export function startOfDay(zone: string, date: LocalDate): Instant {
  return instantAt(Temporal.PlainDate.from(date).toZonedDateTime(zone));
}

/** @returns the end of `date` in `zone`, exclusive: the first instant of the next day. */
export function endOfDay(zone: string, date: LocalDate): Instant {
  return startOfDay(zone, plusDays(date, 1));
}

/** @returns the day that `instant` falls on in `zone`. */
export function dateAt(zone: string, instant: Instant): LocalDate {
  return zonedAt(zone, instant).toPlainDate().toString();
}

/**
 * @param time `HH:MM`, `24:00` being the end of the day.
 * @returns the instant at which clocks in `zone` show `time` on `date`; inside a gap, the same time after the gap.
 */
export function timeOn(zone: string, date: LocalDate, time: string): Instant {
  if (time === '24:00') return endOfDay(zone, date);
  if (time === '00:00') return startOfDay(zone, date);
  const plainTime = Temporal.PlainTime.from(time);
  return instantAt(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime }));
}

/** @returns `instant` as clocks in `zone` show it. */
export function zonedAt(zone: string, instant: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
}

/** @returns the instant of a zoned time. */
export function instantAt(zoned: Temporal.ZonedDateTime): Instant {
  return new Date(zoned.epochMilliseconds).toISOString();
}
