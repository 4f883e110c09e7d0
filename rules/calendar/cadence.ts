import type { LocalDate, Span } from '../time.ts';

/** A recurrence rule of RFC 5545 without the name of its property: `FREQ=MONTHLY;BYDAY=2TU`. Its DTSTART is the anchor. */
export interface Recurrence {
  rule: string;
}

/** From one nominal date to the next. */
export type Interval = Span | Recurrence;

/** A stretch of a cadence. `until` is the last day on which a date of it may fall; the last phase has none. */
export interface Phase {
  each: Interval;
  until?: LocalDate;
}

/** How often something is owed: at one interval, or at one after the other. */
export type Cadence = Interval | Phase[];

/** @returns the interval that a nominal date belongs to. @throws RangeError for a cadence without any phase. */
export function intervalAt(every: Cadence, date: LocalDate): Interval {
  if (!Array.isArray(every)) return every;
  const phase = every.find(({ until }) => until === undefined || date.slice(0, 10) <= until) ?? every.at(-1);
  if (phase) return phase.each;
  throw new RangeError('every: found an empty list; it must hold at least one phase');
}

/** @returns whether dates of this cadence are instants, an exact time apart. */
export function isExact(every: Cadence | undefined): boolean {
  return every !== undefined && 'unit' in every && every.unit === 'ms';
}

/** @returns the parts of a rule by name: `FREQ` to `MONTHLY`, `BYDAY` to `2TU`. */
export function partsOf(rule: string): Map<string, string> {
  return new Map(
    rule.split(';').map((part): [string, string] => {
      const [name = '', value = ''] = part.split('=');
      return [name, value];
    }),
  );
}
