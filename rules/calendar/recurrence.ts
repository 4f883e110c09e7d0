import { RRuleTemporal } from 'rrule-temporal';
import { type LocalDate, later } from '../time.ts';
import { plusDays, plusMonths } from './local-day.ts';

/** A rule is asked for so many years at once at most. */
const MOST_YEARS = 8;
/** A rule without a date in so many years has none any more. */
const SILENT_YEARS = 40;

/**
 * The days of a recurrence rule (RFC 5545) from `from` on, in order, none before `first`, which is its DTSTART and counts only if the rule
 * names it. Days are reckoned in UTC, which has all of them, so no change of clocks moves one; `RSCALE` and `SKIP` are those of RFC 7529.
 * Ends where the rule has no day in forty years.
 * @throws Error if the rule is none; `config` lets none through.
 */
export function* recurrenceDates(rule: string, first: LocalDate, from: LocalDate): Generator<LocalDate, void> {
  const rruleString = `DTSTART;TZID=UTC:${first.replaceAll('-', '')}T000000\nRRULE:${rule}`;
  const days = new RRuleTemporal({ rruleString, strict: true });
  let begin = later(first, from);
  let silent = 0;
  for (let years = 1; silent < SILENT_YEARS; years = Math.min(2 * years, MOST_YEARS)) {
    const end = plusMonths(begin, 12 * years);
    const found = days.between(new Date(begin), new Date(plusDays(end, -1)), true);
    yield* found.map(({ epochMilliseconds }) => new Date(epochMilliseconds).toISOString().slice(0, 10));
    silent = found.length > 0 ? 0 : silent + years;
    begin = end;
  }
}
