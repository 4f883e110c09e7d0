import { Temporal } from 'temporal-polyfill';
import type { Instant, LocalDate, Span } from '../time.ts';
import { type Cadence, intervalAt, partsOf } from './cadence.ts';
import { dateAt, isLocalDate } from './local-day.ts';
import { clockTime, monthName, shortDate } from './show.ts';

/**
 * The calendar period that holds a nominal date, as printed (domain, section 3): `2027` for whole years, `2027 H1`,
 * `2027 Q2`, `May 2027` for other months, `2027-W14` (ISO 8601) for whole weeks, else the day, `16 Apr 2027`; for an
 * instant `09:41:20 on 22 Nov`. A recurrence rule is named as an interval is where it has one date in each, else by the day.
 */
export function periodName(zone: string, period: LocalDate | Instant, every: Cadence | undefined): string {
  if (!isLocalDate(period)) return `${clockTime(zone, period)} on ${shortDate(dateAt(zone, period))}`;
  const named = every && spanNamed(every, period);
  if (named?.unit === 'months') return monthsName(period, named.n);
  if (named?.unit === 'days' && named.n % 7 === 0) return weekName(period);
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

function spanNamed(every: Cadence, date: LocalDate): Span | undefined {
  const each = intervalAt(every, date);
  return 'rule' in each ? spanOfOne(each.rule) : each;
}

/** The span in which a rule has one date; undefined where it may have several, or one that another year's week brings. */
function spanOfOne(rule: string): Span | undefined {
  const parts = partsOf(rule);
  const many = (name: string) => parts.get(name)?.split(',').length ?? 0;
  const n = Number(parts.get('INTERVAL') ?? 1);
  const position = many('BYSETPOS') === 1;
  if (parts.get('FREQ') === 'WEEKLY') return position || many('BYDAY') <= 1 ? { unit: 'days', n: 7 * n } : undefined;
  if (parts.get('FREQ') === 'DAILY' || parts.has('BYWEEKNO')) return undefined;
  const days = many('BYDAY') + many('BYMONTHDAY') + many('BYYEARDAY');
  const oneDay = days === 0 || (days === 1 && /^[+-]?\d/.test(parts.get('BYDAY') ?? '1'));
  if (parts.get('FREQ') === 'MONTHLY') return position || oneDay ? { unit: 'months', n } : undefined;
  if (position || (oneDay && many('BYMONTH') <= 1 && hasOneMonth(parts))) return { unit: 'months', n: 12 * n };
  return oneDay && many('BYMONTH') > 1 && !parts.has('BYYEARDAY') ? { unit: 'months', n: 1 } : undefined;
}

/** A day of the month without a month is one in each. */
function hasOneMonth(parts: Map<string, string>): boolean {
  return parts.has('BYMONTH') || !parts.has('BYMONTHDAY');
}
