import type { Deadline, Instant, LocalDate } from '../time.ts';
import { zonedAt } from './local-day.ts';
import { weekdayOf } from './working-day.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** How a date reads: `Fri 16 Apr 2027`, `Friday, 16 April`, `16 April`, `16 Apr`. */
export type DateStyle = 'long' | 'weekday' | 'day' | 'short';

/** @returns `Fri 16 Apr 2027`. */
export function longDate(date: LocalDate): string {
  return `${weekdayName(date).slice(0, 3)} ${shortDate(date)} ${date.slice(0, 4)}`;
}

/** @returns `Friday, 16 April`. */
export function weekdayDate(date: LocalDate): string {
  return `${weekdayName(date)}, ${dayMonth(date)}`;
}

/** @returns `16 April`. */
export function dayMonth(date: LocalDate): string {
  return `${Number(date.slice(8))} ${monthName(date)}`;
}

/** @returns `16 Apr`. */
export function shortDate(date: LocalDate): string {
  return `${Number(date.slice(8))} ${monthName(date).slice(0, 3)}`;
}

/** @returns `April`, in English whatever the machine's language. */
export function monthName(date: LocalDate): string {
  return MONTHS[Number(date.slice(5, 7)) - 1] ?? date;
}

/** @returns `22 Nov 2026 09:41:20` as clocks in `zone` show the instant. */
export function localTime(zone: string, instant: Instant): string {
  const date = zonedAt(zone, instant).toPlainDate().toString();
  return `${shortDate(date)} ${date.slice(0, 4)} ${clockTime(zone, instant)}`;
}

/** @returns `09:41:20` as clocks in `zone` show the instant, whole seconds. */
export function clockTime(zone: string, instant: Instant): string {
  return zonedAt(zone, instant).toPlainTime().toString({ smallestUnit: 'second' });
}

/**
 * @returns the last day in time in the given style; for a deadline without a day its local time, in every style the
 * same.
 */
export function showDeadline(zone: string, deadline: Deadline, style: DateStyle): string {
  if (deadline.date === undefined) return localTime(zone, deadline.at);
  const shown = { long: longDate, weekday: weekdayDate, day: dayMonth, short: shortDate };
  return shown[style](deadline.date);
}

function weekdayName(date: LocalDate): string {
  return WEEKDAYS[weekdayOf(date) - 1] ?? date;
}
