import { dateAt, isLocalDate, plusDays, plusMonths, startOfDay } from '../calendar/local-day.ts';
import type { Calendar } from '../calendar/working-day.ts';
import type { Duty, DutyKind, Programme } from '../programme.ts';
import type { LocalDate } from '../time.ts';
import { isExactDuty, owedDates } from './owed-dates.ts';

/** Kinds that are owed at least yearly, with what asks for it (domain, section 5). */
export const YEARLY: Partial<Record<DutyKind, string>> = { 'risk-assessment': '8.2', 'management-review': '9.3' };

/** As far as it is looked ahead: a certification cycle. */
const AHEAD_MONTHS = 36;
/** A rule such as the second Tuesday of April wanders by as much. */
const WANDERING_DAYS = 7;

/** A kind of duty that is owed too seldom: by all its duties together not once between two days. */
export interface Seldom {
  kind: DutyKind;
  clause: string;
  duties: Duty[];
  /** The last day before the gap; undefined where nothing is owed before it. */
  after?: LocalDate;
  /** The first day behind the gap; undefined where nothing is owed any more. */
  next?: LocalDate;
}

/** @returns whether two days of something that is owed yearly lie too far apart. */
export function isTooFar(from: LocalDate, next: LocalDate): boolean {
  return next > plusDays(plusMonths(from, 12), WANDERING_DAYS);
}

/**
 * @param on today.
 * @returns what a programme owes too seldom from today on, a certification cycle ahead, the first gap of each kind: risks are assessed, and
 * top management reviews the ISMS, at least once a year (8.2, 9.3; domain, section 5). Nothing of a kind of which it has no duty.
 */
export function owedSeldom({ duties }: Programme, calendar: Calendar, on: LocalDate): Seldom[] {
  return (Object.entries(YEARLY) as [DutyKind, string][]).flatMap(([kind, clause]) => {
    const those = duties.filter((duty) => duty.kind === kind);
    const gap = those.length > 0 && firstGap((from) => firstOwed(duties, calendar, those, from), on);
    return gap ? [{ kind, clause, duties: those, ...gap }] : [];
  });
}

function firstGap(
  owedFrom: (from: LocalDate) => LocalDate | undefined,
  on: LocalDate,
): Pick<Seldom, 'after' | 'next'> | undefined {
  let last: LocalDate | undefined;
  while (last === undefined || last < plusMonths(on, AHEAD_MONTHS)) {
    const next = owedFrom(last === undefined ? on : plusDays(last, 1));
    if (next === undefined || isTooFar(last ?? on, next))
      return { ...(last && { after: last }), ...(next && { next }) };
    last = next;
  }
  return undefined;
}

function firstOwed(duties: readonly Duty[], calendar: Calendar, those: Duty[], from: LocalDate): LocalDate | undefined {
  const days = those.flatMap((duty) => {
    const start = isExactDuty(duty) ? startOfDay(calendar.zone, from) : from;
    const { value } = owedDates(duties, calendar, duty, start).next();
    return value === undefined ? [] : [isLocalDate(value) ? value : dateAt(calendar.zone, value)];
  });
  return days.sort()[0];
}
