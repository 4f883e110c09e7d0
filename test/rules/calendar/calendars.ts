import { type Calendar, calendarOf } from '../../../rules/calendar/working-day.ts';
import type { LocalDate } from '../../../rules/time.ts';

/** A calendar of Monday to Friday with these holidays. */
export function workweek(zone: string, holidays: LocalDate[] = [], workdays: LocalDate[] = []): Calendar {
  return calendarOf({ zone, calendar: { weekend: [6, 7], holidays, workdays } }, []);
}

export const berlin = workweek('Europe/Berlin');
