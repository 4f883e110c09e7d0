import type { Programme } from '../programme.ts';
import type { LocalDate } from '../time.ts';
import { plusDays } from './local-day.ts';

/** The working calendar as the rules read it: the organisation's zone and days. Weekdays count from Monday, 1. */
export interface Calendar {
  zone: string;
  weekend: ReadonlySet<number>;
  holidays: ReadonlySet<LocalDate>;
  /** Worked although they look free. */
  workdays: ReadonlySet<LocalDate>;
}

const LONGEST_REST = 366;

/** @returns the programme's calendar, with the public holidays of its country and region added to its own. */
export function calendarOf(programme: Pick<Programme, 'zone' | 'calendar'>, publicHolidays: LocalDate[]): Calendar {
  const { weekend, holidays, workdays } = programme.calendar;
  return {
    zone: programme.zone,
    weekend: new Set<number>(weekend),
    holidays: new Set([...publicHolidays, ...holidays]),
    workdays: new Set(workdays),
  };
}

/** @returns whether the organisation works on `date`. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  if (calendar.workdays.has(date)) return true;
  return !calendar.holidays.has(date) && !calendar.weekend.has(weekdayOf(date));
}

/** @returns `date` or the first working day after it. @throws RangeError if a year has none. */
export function nextWorkingDay(calendar: Calendar, date: LocalDate): LocalDate {
  return nearestWorkingDay(calendar, date, 1);
}

/** @returns `date` or the last working day before it. @throws RangeError if a year has none. */
export function previousWorkingDay(calendar: Calendar, date: LocalDate): LocalDate {
  return nearestWorkingDay(calendar, date, -1);
}

/** @returns the `n`-th working day after `date`, which is not counted (before, if negative; `date` itself for 0). */
export function addWorkingDays(calendar: Calendar, date: LocalDate, n: number): LocalDate {
  const step = n < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(n); left > 0; left--) day = nearestWorkingDay(calendar, plusDays(day, step), step);
  return day;
}

/** @returns 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(date).getUTCDay() || 7;
}

function nearestWorkingDay(calendar: Calendar, date: LocalDate, step: 1 | -1): LocalDate {
  let day = date;
  for (let tried = 0; tried < LONGEST_REST; tried++) {
    if (isWorkingDay(calendar, day)) return day;
    day = plusDays(day, step);
  }
  throw new RangeError(
    `calendar: no working day within ${LONGEST_REST} days of ${date}; leave at least one weekday out of weekend, or list workdays`,
  );
}
