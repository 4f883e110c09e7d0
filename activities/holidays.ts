import Holidays from 'date-holidays';
import { type Calendar, calendarOf } from '../rules/calendar/working-day.ts';
import type { Programme, WorkingCalendar } from '../rules/programme.ts';
import type { Instant, LocalDate } from '../rules/time.ts';

/** What is read back over the years, such as a whole record judged at its end, needs the days that were free then. */
const YEARS_BACK = 10;
const YEARS_AHEAD = 4;
const known = new Map<string, LocalDate[]>();

/** @returns the working calendar of a programme, public holidays included. */
export function calendarOn(programme: Programme, now: Instant): Calendar {
  return calendarOf(programme, publicHolidays(programme.calendar, now));
}

/** @returns public holidays of the calendar's country and region from ten years ago to four years ahead, [] without a country. */
function publicHolidays(calendar: WorkingCalendar, now: Instant): LocalDate[] {
  const { country, region } = calendar;
  if (!country) return [];
  const first = Number(now.slice(0, 4)) - YEARS_BACK;
  return Array.from({ length: YEARS_BACK + 1 + YEARS_AHEAD }, (_, i) => daysOf(country, region, first + i)).flat();
}

function daysOf(country: string, region: string | undefined, year: number): LocalDate[] {
  const name = [country, region, year].join('/');
  const found = known.get(name) ?? read(country, region, year);
  known.set(name, found);
  return found;
}

function read(country: string, region: string | undefined, year: number): LocalDate[] {
  const calendar = region ? new Holidays(country, region) : new Holidays(country);
  return calendar
    .getHolidays(year)
    .filter((h) => h.type === 'public')
    .map((h) => h.date.slice(0, 10));
}
