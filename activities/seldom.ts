import { dateAt } from '../rules/calendar/local-day.ts';
import type { Programme } from '../rules/programme.ts';
import type { Instant } from '../rules/time.ts';
import { seldomLines } from '../rules/wording/yearly.ts';
import { calendarOn } from './holidays.ts';

/** @returns what a programme has to owe yearly and owes less often from now on, in words, whatever waits for top management (8.2, 9.3). */
export function seldomIn(programme: Programme, now: Instant): string[] {
  const calendar = calendarOn(programme, now);
  return seldomLines(programme, calendar, dateAt(programme.zone, now));
}
