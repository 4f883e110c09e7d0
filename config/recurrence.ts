import type { Recurrence } from '../rules/calendar/cadence.ts';
import { partsOf } from '../rules/calendar/cadence.ts';

/** What is wrong with a rule: said of its part, with what may stand there. */
export interface RuleFault {
  message: string;
  allowed: string;
}

/** How a message describes a rule. */
export const RULE_FORM = '"RRULE:FREQ=MONTHLY;BYDAY=2TU"';

const WEEKDAYS = 'MO, TU, WE, TH, FR, SA, SU';
const NO_TIMES = 'dates are days of the organisation, without times';
const IN_THE_DUTY = 'the duty says it itself';

/** Parts that a rule may have by RFC 5545, and not here. */
const REFUSED: Record<string, { why: string; instead: string }> = {
  BYHOUR: { why: NO_TIMES, instead: 'a rule without it' },
  BYMINUTE: { why: NO_TIMES, instead: 'a rule without it' },
  BYSECOND: { why: NO_TIMES, instead: 'a rule without it' },
  COUNT: { why: IN_THE_DUTY, instead: 'until: the last day on which it can be due' },
  UNTIL: { why: IN_THE_DUTY, instead: 'until: the last day on which it can be due' },
  DTSTART: { why: IN_THE_DUTY, instead: 'first: the day from which the rule counts' },
};

/** What may stand in a part. */
const FORMS: Record<string, { allowed: string; fits: (value: string) => boolean }> = {
  FREQ: { allowed: 'DAILY, WEEKLY, MONTHLY, YEARLY', fits: (v) => /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/.test(v) },
  INTERVAL: { allowed: 'a whole number from 1 to 3650', fits: (v) => whole(v, 1, 3650) },
  BYDAY: { allowed: `weekdays, ${WEEKDAYS}; with a number such as 2TU or -1FR`, fits: each(isDay) },
  BYMONTH: { allowed: 'months, 1 to 12', fits: each((v) => whole(v, 1, 12)) },
  BYMONTHDAY: { allowed: 'days of the month, 1 to 31 or -31 to -1', fits: each((v) => fromEitherEnd(v, 31)) },
  BYYEARDAY: { allowed: 'days of the year, 1 to 366 or -366 to -1', fits: each((v) => fromEitherEnd(v, 366)) },
  BYWEEKNO: { allowed: 'weeks of the year, 1 to 53 or -53 to -1', fits: each((v) => fromEitherEnd(v, 53)) },
  BYSETPOS: { allowed: 'positions, 1 to 366 or -366 to -1', fits: each((v) => fromEitherEnd(v, 366)) },
  WKST: { allowed: WEEKDAYS, fits: (v) => WEEKDAYS.split(', ').includes(v) },
  RSCALE: { allowed: 'GREGORIAN', fits: (v) => v === 'GREGORIAN' },
  SKIP: { allowed: 'OMIT, BACKWARD', fits: (v) => v === 'OMIT' || v === 'BACKWARD' },
};

/** @returns whether a text means to be a rule. */
export function isRule(text: string): boolean {
  return /^(RRULE|DTSTART|FREQ|RSCALE)\b/i.test(text.trim());
}

/**
 * Reads a recurrence rule (RFC 5545; `SKIP` of RFC 7529) whose dates are days: `RRULE:FREQ=MONTHLY;BYDAY=2TU`. Its DTSTART is the duty's
 * `first`.
 * @returns the rule in capitals, or the first thing that is wrong with it, naming the part.
 */
export function readRecurrence(text: string): Recurrence | RuleFault {
  const rule = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '');
  if (/\s/.test(rule)) return { message: 'a rule is one line without spaces', allowed: RULE_FORM };
  const names = rule.split(';').map((part) => part.split('=')[0] ?? '');
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  if (twice !== undefined) return { message: `${twice} stands there twice`, allowed: 'each part once' };
  const parts = partsOf(rule);
  const bad = [...parts].map(([name, value]) => badPart(name, value)).find((fault) => fault !== undefined);
  return bad ?? badTogether(parts) ?? { rule: withScale(rule, parts) };
}

function badPart(name: string, value: string): RuleFault | undefined {
  const refused = REFUSED[name];
  if (refused) return { message: `${name} cannot be used: ${refused.why}`, allowed: refused.instead };
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (!form) return { message: 'a part of the rule is not known', allowed: Object.keys(FORMS).join(', ') };
  if (form.fits(value)) return undefined;
  const timed = name === 'FREQ' && /^(HOURLY|MINUTELY|SECONDLY)$/.test(value);
  return { message: timed ? `FREQ cannot be ${value}: ${NO_TIMES}` : `${name} cannot be used`, allowed: form.allowed };
}

/** What RFC 5545 does not allow side by side, and what could not be told apart here. */
function badTogether(parts: Map<string, string>): RuleFault | undefined {
  const freq = parts.get('FREQ');
  const by = [...parts.keys()].filter((name) => name.startsWith('BY'));
  const numbered =
    parts
      .get('BYDAY')
      ?.split(',')
      .filter((day) => /\d/.test(day)) ?? [];
  const inMonth = freq === 'MONTHLY' || parts.has('BYMONTH');
  if (freq === undefined) return { message: 'FREQ is missing', allowed: FORMS.FREQ?.allowed ?? '' };
  if (numbered.length > 0 && freq !== 'MONTHLY' && freq !== 'YEARLY')
    return { message: `BYDAY has a number, which FREQ=${freq} does not know`, allowed: WEEKDAYS };
  if (numbered.length > 0 && parts.has('BYWEEKNO'))
    return { message: 'BYDAY has a number, which BYWEEKNO does not go with', allowed: WEEKDAYS };
  if (inMonth && numbered.some((day) => Math.abs(Number.parseInt(day, 10)) > 5))
    return {
      message: 'BYDAY cannot be used',
      allowed: 'a month has five of a weekday at most: 1TU to 5TU, -5TU to -1TU',
    };
  if (parts.has('BYMONTHDAY') && freq === 'WEEKLY')
    return { message: 'BYMONTHDAY does not go with FREQ=WEEKLY', allowed: 'FREQ=MONTHLY, FREQ=YEARLY' };
  const yearly = ['BYYEARDAY', 'BYWEEKNO'].find((name) => parts.has(name));
  if (yearly && freq !== 'YEARLY') return { message: `${yearly} goes with FREQ=YEARLY only`, allowed: 'FREQ=YEARLY' };
  if (parts.has('BYSETPOS') && by.length === 1)
    return { message: 'BYSETPOS counts what other parts name, and there are none', allowed: 'BYDAY beside it' };
  return badSkip(parts, by);
}

/** A day that is there only at times is moved back where the rule takes it from `first`. */
function badSkip(parts: Map<string, string>, by: string[]): RuleFault | undefined {
  if (parts.get('SKIP') !== 'BACKWARD') return undefined;
  const freq = parts.get('FREQ');
  if ((freq === 'MONTHLY' || freq === 'YEARLY') && by.every((name) => name === 'BYMONTH')) return undefined;
  const allowed = 'FREQ=MONTHLY or YEARLY, INTERVAL, BYMONTH; for the last day of each month BYMONTHDAY=-1';
  return { message: 'SKIP=BACKWARD takes its day from "first"', allowed };
}

/** RFC 7529 knows `SKIP` only beside `RSCALE`. */
function withScale(rule: string, parts: Map<string, string>): string {
  return parts.has('SKIP') && !parts.has('RSCALE') ? `RSCALE=GREGORIAN;${rule}` : rule;
}

function each(fits: (value: string) => boolean): (value: string) => boolean {
  return (value) => value.split(',').every(fits);
}

function whole(value: string, least: number, most: number): boolean {
  return /^\d{1,4}$/.test(value) && Number(value) >= least && Number(value) <= most;
}

function fromEitherEnd(value: string, most: number): boolean {
  return whole(value.replace(/^[+-]/, ''), 1, most);
}

function isDay(value: string): boolean {
  const [, number, day = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(value) ?? [];
  return WEEKDAYS.split(', ').includes(day) && (number === undefined || fromEitherEnd(number, 53));
}
