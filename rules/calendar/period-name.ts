import { Temporal } from 'temporal-polyfill';
import type { Instant, LocalDate, Span } from '../time.ts';
import { dateAt, isLocalDate } from './local-day.ts';
import { clockTime, monthName, shortDate } from './show.ts';

/**
 * The calendar period that holds a nominal date, as printed (domain, section 3): `2027` for whole years, `2027 H1`,
 * `2027 Q2`, `May 2027` for other months, `2027-W14` (ISO 8601) for whole weeks, else the day, `16 Apr 2027`; for an
 * instant `09:41:20 on 22 Nov`.
 */
export function periodName(zone: string, period: LocalDate | Instant, every: Span | undefined): string {
  if (!isLocalDate(period)) return `${clockTime(zone, period)} on ${shortDate(dateAt(zone, period))}`;
  if (every?.unit === 'months') return monthsName(period, every.n);
  if (every?.unit === 'days' && every.n % 7 === 0) return weekName(period);
  return `${shortDate(period)} ${period.slice(0, 4)}`;
}

function monthsName(date: LocalDate, months: number): string {
  const year = date.slice(0, 4);
  const month = Number(date.slice(5, 7)) - 1;
  if (months % 12 === 0) return year;
  if (months === 6) return `${year} H${Math.floor(month / 6) + 1}`;
  if (months === 3) return `${year} Q${Math.floor(month / 3) + 1}`;
  return `${monthName(date)} ${year}`;
}

function weekName(date: LocalDate): string {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(date);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}
