import Holidays from 'date-holidays';
import type { WorkingCalendar } from '../rules/programme.ts';
import type { Instant, LocalDate } from '../rules/time.ts';

const YEARS_AHEAD = 4;
const known = new Map<string, LocalDate[]>();

/** @returns public holidays of the calendar's country and region from last year to four years ahead, [] without a country. */
export function publicHolidays(calendar: WorkingCalendar, now: Instant): LocalDate[] {
  const { country, region } = calendar;
  if (!country) return [];
  const year = Number(now.slice(0, 4));
  const name = [country, region, year].join('/');
  const found = known.get(name) ?? daysOf(country, region, year);
  known.set(name, found);
  return found;
}

function daysOf(country: string, region: string | undefined, year: number): LocalDate[] {
  const calendar = region ? new Holidays(country, region) : new Holidays(country);
  const years = Array.from({ length: YEARS_AHEAD + 2 }, (_, i) => year - 1 + i);
  return years.flatMap((y) =>
    calendar
      .getHolidays(y)
      .filter((h) => h.type === 'public')
      .map((h) => h.date.slice(0, 10)),
  );
}
