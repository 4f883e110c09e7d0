import type { ContactHours } from '../programme.ts';
import { type Instant, type LocalDate, later } from '../time.ts';
import { dateAt, plusDays, startOfDay, timeOn } from './local-day.ts';
import { type Calendar, isWorkingDay } from './working-day.ts';

const LONGEST_SILENCE = 366;

/**
 * @returns the first instant at or after `at` that lies in contact hours (`from` inclusive, `to` exclusive) on a
 * working day, or on any day if they are `everyDay`.
 * @throws RangeError if a year has none, as where `from` is not before `to`.
 */
export function contactTime(calendar: Calendar, hours: ContactHours, at: Instant): Instant {
  let day = dateAt(calendar.zone, at);
  for (let tried = 0; tried <= LONGEST_SILENCE; tried++) {
    const found = hours.everyDay || isWorkingDay(calendar, day) ? withinDay(calendar.zone, hours, day, at) : undefined;
    if (found !== undefined) return found;
    day = plusDays(day, 1);
  }
  throw new RangeError(
    `contact hours: nobody may be contacted within ${LONGEST_SILENCE} days of ${at}; found ${hours.from} to ${hours.to}, ` +
      'and from must be before to on some working day',
  );
}

/** @returns the beginning of contact hours on `date`, or on the next working day after it. */
export function startOfContact(calendar: Calendar, hours: ContactHours, date: LocalDate): Instant {
  return contactTime(calendar, hours, startOfDay(calendar.zone, date));
}

/** @returns the next beginning of contact hours after `at`: the morning on which people are back at work. */
export function nextMorning(calendar: Calendar, hours: ContactHours, at: Instant): Instant {
  const today = dateAt(calendar.zone, at);
  const morning = startOfContact(calendar, hours, today);
  return morning > at ? morning : startOfContact(calendar, hours, plusDays(today, 1));
}

function withinDay(zone: string, hours: ContactHours, day: LocalDate, at: Instant): Instant | undefined {
  const found = later(at, timeOn(zone, day, hours.from));
  return found < timeOn(zone, day, hours.to) ? found : undefined;
}
