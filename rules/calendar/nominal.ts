import type { Instant, LocalDate, Span } from '../time.ts';
import { addSpan, scaled } from './span.ts';
import type { Calendar } from './working-day.ts';

const DAY = 86_400_000;
const LONGEST = { months: 31 * DAY, days: DAY, 'working-days': Number.POSITIVE_INFINITY, ms: 1 };

/**
 * The dates of a series from `from` on, in order and without end: the k-th is the anchor plus k intervals, never
 * counted from the one before, so 31 January monthly returns to the 31st. Without an interval the anchor is the only
 * one. `from` is of the kind of the dates: a day for a day's anchor, an instant for an exact one.
 * @throws RangeError if the interval is not positive.
 */
export function* nominalDates(
  calendar: Calendar,
  anchor: LocalDate | Instant,
  every: Span | undefined,
  from: LocalDate | Instant,
): Generator<LocalDate | Instant, void> {
  if (every === undefined) {
    if (anchor >= from) yield anchor;
    return;
  }
  if (every.n <= 0) throw new RangeError(`interval: found ${every.n} ${every.unit}; it must be 1 or more`);
  for (let k = firstIndex(anchor, every, from); ; k++) {
    const date = addSpan(calendar, anchor, scaled(every, k));
    if (date >= from) yield date;
  }
}

function firstIndex(anchor: LocalDate | Instant, every: Span, from: LocalDate | Instant): number {
  const away = Date.parse(from) - Date.parse(anchor);
  return Math.max(0, Math.floor(away / (LONGEST[every.unit] * every.n)));
}
