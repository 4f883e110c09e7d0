import type { Instant, LocalDate, Span } from '../time.ts';
import type { Cadence, Interval, Phase } from './cadence.ts';
import { recurrenceDates } from './recurrence.ts';
import { addSpan } from './span.ts';
import type { Calendar } from './working-day.ts';

const DAY = 86_400_000;
const LONGEST = { months: 31 * DAY, days: DAY, 'working-days': Number.POSITIVE_INFINITY, ms: 1 };

/** What an interval counts from. `months` have passed since, so that the last day of a short month is no new anchor. */
interface Start {
  anchor: LocalDate | Instant;
  months: number;
}

/**
 * The dates of a series from `from` on, in order and without end: the k-th is the anchor plus k intervals, never
 * counted from the one before, so 31 January monthly returns to the 31st; of a recurrence rule, the days that it names
 * from the anchor on. Phases follow each other: each counts from the last date of those before it, and begins after
 * their end. Without an interval the anchor is the only one. `from` is of the kind of the dates: a day for a day's anchor, an instant for an exact one.
 * @throws RangeError if an interval is not positive.
 */
export function* nominalDates(
  calendar: Calendar,
  anchor: LocalDate | Instant,
  every: Cadence | undefined,
  from: LocalDate | Instant,
): Generator<LocalDate | Instant, void> {
  if (every === undefined) {
    if (anchor >= from) yield anchor;
    return;
  }
  if (Array.isArray(every)) yield* datesOfPhases(calendar, anchor, every, from);
  else yield* datesOfInterval(calendar, { anchor, months: 0 }, every, from);
}

function* datesOfPhases(
  calendar: Calendar,
  first: LocalDate | Instant,
  phases: Phase[],
  from: LocalDate | Instant,
): Generator<LocalDate | Instant, void> {
  let counted: Start = { anchor: first, months: 0 };
  let last: LocalDate | Instant | undefined;
  let ended: LocalDate = '';
  for (const { each, until } of phases) {
    const start = isMonths(each) ? counted : { anchor: last ?? first, months: 0 };
    // Where a phase ends has to be known, whether or not its dates are asked for.
    for (const date of datesOfInterval(calendar, start, each, until === undefined ? from : first)) {
      if (date <= ended || (last !== undefined && date <= last)) continue;
      if (until !== undefined && date > until) break;
      if (date >= from) yield date;
      last = date;
    }
    ended = until ?? ended;
    const { anchor } = start;
    counted = isMonths(each)
      ? { anchor, months: monthsFrom(anchor, last ?? anchor) }
      : { anchor: last ?? first, months: 0 };
  }
}

function* datesOfInterval(
  calendar: Calendar,
  { anchor, months }: Start,
  each: Interval,
  from: LocalDate | Instant,
): Generator<LocalDate | Instant, void> {
  if ('rule' in each) {
    yield* recurrenceDates(each.rule, anchor, from);
    return;
  }
  if (each.n <= 0) throw new RangeError(`interval: found ${each.n} ${each.unit}; it must be 1 or more`);
  for (let k = firstIndex(anchor, each, months, from); ; k++) {
    const date = addSpan(calendar, anchor, { ...each, n: months + each.n * k });
    if (date >= from) yield date;
  }
}

function firstIndex(anchor: LocalDate | Instant, { unit, n }: Span, passed: number, from: LocalDate | Instant): number {
  const away = Date.parse(from) - Date.parse(anchor);
  return Math.max(0, Math.floor((away / LONGEST[unit] - passed) / n));
}

function isMonths(each: Interval): boolean {
  return 'unit' in each && each.unit === 'months';
}

function monthsFrom(from: LocalDate | Instant, to: LocalDate | Instant): number {
  const of = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return of(to) - of(from);
}
