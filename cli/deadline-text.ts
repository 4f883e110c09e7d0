import { dateAt, isLocalDate, startOfDay } from '../rules/calendar/local-day.ts';
import { localTime, longDate } from '../rules/calendar/show.ts';
import { type Instant, type LocalDate, plusMs } from '../rules/time.ts';

/** @returns a deadline that is known by its instant or its day alone: `end of Fri 16 Apr 2027` where it ends a day, else its local time. */
export function deadlineText(zone: string, at: Instant | LocalDate): string {
  if (isLocalDate(at)) return `end of ${longDate(at)}`;
  if (startOfDay(zone, dateAt(zone, at)) !== at) return localTime(zone, at);
  return `end of ${longDate(dateAt(zone, plusMs(at, -1)))}`;
}
