/** An instant, ISO 8601 in UTC with milliseconds: `2027-04-16T22:00:00.000Z`. Order of text is order of time. */
export type Instant = string;

/** A day of the organisation's own calendar, `YYYY-MM-DD`. */
export type LocalDate = string;

/** A length of time: months and days count on the calendar, working days skip weekends and holidays, ms are exact. */
export type Span =
  | { unit: 'months'; n: number }
  | { unit: 'days'; n: number }
  | { unit: 'working-days'; n: number }
  | { unit: 'ms'; n: number };

/**
 * The end of a permitted time. `at` is exclusive: an act at `at` is late. `date` is the last day that is still in time, where the
 * deadline is a date; a deadline from an exact span has none.
 */
export interface Deadline {
  at: Instant;
  date?: LocalDate;
}

/** @returns the instant `ms` milliseconds after (before, if negative) `instant`. */
export function plusMs(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** @returns milliseconds from `from` to `to`, negative if `to` is earlier. */
export function msBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

/** Seven days of 24 hours. ms. */
export const WEEK_MS = 604_800_000;

/** @returns whole weeks from `from` to `to`. */
export function weeksBetween(from: Instant, to: Instant): number {
  return Math.floor(msBetween(from, to) / WEEK_MS);
}

/** @returns the earliest of the given instants, undefined if none is given. */
export function earliest(...instants: (Instant | undefined)[]): Instant | undefined {
  return instants.filter((i) => i !== undefined).sort()[0];
}

/** @returns the later of two instants. */
export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** @returns `text` (any ISO 8601 instant, whole seconds or an offset included) in this product's one form. */
export function instantOf(text: string): Instant {
  return new Date(text).toISOString();
}
