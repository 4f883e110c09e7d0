import Holidays from 'date-holidays';
import type { z } from 'zod';
import type { Pace } from '../rules/pace.ts';
import type { ContactHours, Process, WorkingCalendar } from '../rules/programme.ts';
import { CALENDAR, CONTACT_HOURS, PACE } from './defaults.ts';
import { byId, date, field, fields, flag, line, list, milliseconds, name, oneOf } from './fields.ts';

const HOUR = 3_600_000;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const NUMBERS = { monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6, sunday: 7 } as const;

const day = oneOf(WEEKDAYS).transform((weekday) => NUMBERS[weekday]);
const country = field('a country code of ISO 3166-1 with known holidays, such as DE', (text) =>
  Object.hasOwn(new Holidays().getCountries(), text) ? text : undefined,
);

/** The working calendar. Whether `region` belongs to `country` is checked afterwards. */
export const calendar = fields({
  weekend: list(day, 'a list of weekdays').exactOptional(),
  country: country.exactOptional(),
  region: name.exactOptional(),
  holidays: list(date, 'a list of dates').exactOptional(),
  workdays: list(date, 'a list of dates').exactOptional(),
});

/** @returns the codes of a country's regions, undefined for a country that is not known. */
export function regionsOf(code: string): string[] | undefined {
  const known = Object.hasOwn(new Holidays().getCountries(), code);
  return known ? Object.keys(new Holidays().getStates(code) ?? {}) : undefined;
}

const time = field('a time of day, HH:MM, from 00:00 to 24:00', (text) => (isTimeOfDay(text) ? text : undefined));

/** @returns whether the text is a time of day, `HH:MM`, `24:00` included. */
export function isTimeOfDay(text: string): boolean {
  return /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text);
}

/** Contact hours. Whether `from` is before `to` is checked afterwards. */
export const contactHours = fields({
  from: time.exactOptional(),
  to: time.exactOptional(),
  every_day: flag.exactOptional(),
});

/** How fast the engine itself goes round. */
export const pace = fields({
  planner: milliseconds(1000, HOUR, 'from 1 s to 1 h').exactOptional(),
  gate_wait: milliseconds(0, HOUR, 'from 0 s to 1 h').exactOptional(),
  look: milliseconds(10_000, 24 * HOUR, 'from 10 s to 24 h').exactOptional(),
});

/** The closed list of processes (4.4). */
export const processes = byId(fields({ title: line(80), owner: name, tracker: name.exactOptional() }));

/** The organisation's time zone. */
export const zone = field('a time zone of the IANA database, such as Europe/Berlin', (text) => {
  if (!/^[A-Za-z]/.test(text)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone === undefined
      ? undefined
      : text;
  } catch {
    return undefined;
  }
});

/** @returns the calendar with its defaults. */
export function calendarOf(raw: z.output<typeof calendar> = {}): WorkingCalendar {
  return { ...CALENDAR, ...raw };
}

/** @returns the contact hours with their defaults. */
export function contactHoursOf({ every_day, ...hours }: z.output<typeof contactHours> = {}): ContactHours {
  return { ...CONTACT_HOURS, ...hours, everyDay: every_day ?? CONTACT_HOURS.everyDay };
}

/** @returns the engine's pace with its defaults, ms. */
export function paceOf(raw: z.output<typeof pace> = {}): Pace {
  return {
    planner: raw.planner ?? PACE.planner,
    gateWait: raw.gate_wait ?? PACE.gateWait,
    look: raw.look ?? PACE.look,
  };
}

/** @returns the processes in the order of the file. */
export function processesOf(raw: z.output<typeof processes>): Process[] {
  return Object.entries(raw).map(([id, process]) => ({ id, ...process }));
}
