import { type Cadence, type Interval, intervalAt } from '../calendar/cadence.ts';
import { shortDate } from '../calendar/show.ts';
import { tiedTo } from '../plan/owed-dates.ts';
import type { Duty } from '../programme.ts';
import type { LocalDate, Span } from '../time.ts';
import { ruleSpoken } from './recurrence.ts';

/** @returns `3 months`, `year`, `40 seconds`: what stands after `every`. */
export function spoken(span: Span): string {
  if (span.unit === 'months' && span.n % 12 === 0) return times(span.n / 12, 'year');
  if (span.unit === 'ms') return exactly(span.n / 1000);
  return times(span.n, { months: 'month', days: 'day', 'working-days': 'working day' }[span.unit]);
}

/**
 * @returns what stands after `every` in the ticket of one date: the interval that it belongs to, and the duty that it is tied to;
 * undefined for what is owed once.
 */
export function intervalSpoken(duties: readonly Duty[], duty: Duty, period: LocalDate): string | undefined {
  const other = tiedTo(duties, duty);
  if (!other) return duty.every && each(intervalAt(duty.every, period));
  const interval = intervalSpoken(without(duties, duty), other, period);
  return interval && `${interval}, ${tie(duty, other)}`;
}

/** @returns how often a duty with dates is owed, whole: `every 6 months until 31 Dec 2027, then every year`, `once`. */
export function cadenceSpoken(duties: readonly Duty[], duty: Duty): string {
  const other = tiedTo(duties, duty);
  if (other) return `${cadenceSpoken(without(duties, duty), other)}, ${tie(duty, other)}`;
  return duty.every ? whole(duty.every) : 'once';
}

/** Leave the duty itself out, or two tied duties would recurse without end. */
function without(duties: readonly Duty[], { id }: Duty): Duty[] {
  return duties.filter((duty) => duty.id !== id);
}

function tie({ before }: Duty, other: Duty): string {
  return before ? `${amountOf(before.by)} before “${other.title}”` : '';
}

function whole(every: Cadence): string {
  if (!Array.isArray(every)) return `every ${each(every)}`;
  const phases = every.map(
    (phase) =>
      `every ${each(phase.each)}${phase.until ? ` until ${shortDate(phase.until)} ${phase.until.slice(0, 4)}` : ''}`,
  );
  return phases.join(', then ');
}

function each(interval: Interval): string {
  return 'rule' in interval ? ruleSpoken(interval.rule) : spoken(interval);
}

/** @returns `1 day`, `10 days`, `40 seconds`. */
export function amountOf(span: Span): string {
  const words = spoken(span);
  return /^\d/.test(words) ? words : `1 ${words}`;
}

function exactly(seconds: number): string {
  if (seconds % 3600 === 0) return times(seconds / 3600, 'hour');
  return seconds % 60 === 0 ? times(seconds / 60, 'minute') : times(seconds, 'second');
}

function times(n: number, unit: string): string {
  return n === 1 ? unit : `${n} ${unit}s`;
}
