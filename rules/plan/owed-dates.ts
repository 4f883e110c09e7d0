import { type Cadence, isExact } from '../calendar/cadence.ts';
import { dateAt, isLocalDate } from '../calendar/local-day.ts';
import { nominalDates } from '../calendar/nominal.ts';
import { periodName } from '../calendar/period-name.ts';
import { addToDate } from '../calendar/span.ts';
import type { Calendar } from '../calendar/working-day.ts';
import type { Before, Duty } from '../programme.ts';
import type { Instant, LocalDate } from '../time.ts';

/** A nominal date, and what its printed period is made of: itself, or the date of the duty that it is tied to. */
interface Owed {
  period: LocalDate | Instant;
  named: { date: LocalDate | Instant; every: Cadence | undefined };
}

/**
 * The nominal dates of a duty from `from` on, in order, up to its last day: by its own interval, or so long before each date of the duty
 * that it is tied to (domain, section 3), after whose period it is then named. None for a duty that is owed on what happens.
 * @param duties those of its programme, among which it finds the one that it is tied to.
 * @param from of the kind of its dates, see `isExactDuty`.
 * @throws RangeError if an interval is not positive, or if it is tied to a duty that is not there or to itself, which `config` lets
 * nobody write.
 */
export function* owedPeriods(
  duties: readonly Duty[],
  calendar: Calendar,
  duty: Duty,
  from: LocalDate | Instant,
): Generator<{ period: LocalDate | Instant; periodName: string }, void> {
  for (const { period, named } of owed(duties, calendar, duty, from))
    yield { period, periodName: periodName(calendar.zone, named.date, named.every) };
}

/** @returns the dates alone, as `owedPeriods` has them. */
export function* owedDates(
  duties: readonly Duty[],
  calendar: Calendar,
  duty: Duty,
  from: LocalDate | Instant,
): Generator<LocalDate | Instant, void> {
  for (const { period } of owed(duties, calendar, duty, from)) yield period;
}

/** @returns whether the dates of a duty are instants, of an interval of hours or seconds; all others are days. */
export function isExactDuty({ first, every, before }: Duty): boolean {
  return before === undefined && (isExact(every) || (first !== undefined && !isLocalDate(first)));
}

/** @returns the duty whose dates one is tied to, undefined where it has dates of its own. @throws RangeError if there is none of that id. */
export function tiedTo(duties: readonly Duty[], { id, before }: Duty): Duty | undefined {
  if (before === undefined) return undefined;
  const other = duties.find((duty) => duty.id === before.duty);
  if (other) return other;
  throw new RangeError(
    `duties.${id}.before.duty: found ${before.duty}; no other duty is called so. Name one with dates`,
  );
}

function* owed(
  duties: readonly Duty[],
  calendar: Calendar,
  duty: Duty,
  from: LocalDate | Instant,
): Generator<Owed, void> {
  const other = tiedTo(duties, duty);
  const dates =
    other && duty.before
      ? datesBefore(duties, calendar, { duty, other, by: duty.before.by }, from)
      : ownDates(calendar, duty, from);
  for (const each of dates) {
    if (duty.until !== undefined && dayIn(calendar.zone, each.period) > duty.until) return;
    yield each;
  }
}

function* ownDates(calendar: Calendar, { first, every }: Duty, from: LocalDate | Instant): Generator<Owed, void> {
  if (first === undefined) return;
  for (const date of nominalDates(calendar, first, every, from)) yield { period: date, named: { date, every } };
}

function* datesBefore(
  duties: readonly Duty[],
  calendar: Calendar,
  { duty, other, by }: { duty: Duty; other: Duty; by: Before['by'] },
  from: LocalDate,
): Generator<Owed, void> {
  // Leave the duty itself out, or two tied duties would recurse without end.
  const others = duties.filter(({ id }) => id !== duty.id);
  let last = '';
  for (const { period, named } of owed(others, calendar, other, from)) {
    const day = addToDate(calendar, dayIn(calendar.zone, period), { ...by, n: -by.n });
    // A month before the 30th and before the 31st can be the same day.
    if (day < from || day <= last) continue;
    yield { period: day, named };
    last = day;
  }
}

function dayIn(zone: string, date: LocalDate | Instant): LocalDate {
  return isLocalDate(date) ? date : dateAt(zone, date);
}
