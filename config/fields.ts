import { z } from 'zod';
import { ID } from '../rules/ids.ts';
import type { Instant, LocalDate, Span } from '../rules/time.ts';
import { instantOf } from '../rules/time.ts';
import { nominalMs, readSpan, SPAN_FORMS } from './span.ts';

/**
 * A field: one scalar of the file, read by `read`. Every message of the schema is the text of what is allowed.
 * @param message what is wrong, where "not usable" says too little.
 */
export function field<T>(allowed: string, read: (text: string) => T | undefined, message?: string) {
  return z.string({ error: allowed }).transform((text, context) => {
    const value = read(text.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: allowed, ...(message === undefined ? {} : { params: { message } }) });
    return z.NEVER;
  });
}

/** A map with exactly these keys. */
export function fields<S extends z.core.$ZodShape>(shape: S) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? keys : `a map with ${keys}`),
  });
}

/** A map from ids to `entry`. No id is a word that every object has: it would be found where nothing was named. */
export function byId<T extends z.ZodType>(entry: T, id = idKey) {
  const own = id.refine((key) => !(key in {}), { error: 'any other name: this one is a word of the engine' });
  return z.record(own, entry, { error: 'a map by id' });
}

/** A list, or one entry that stands for a list of one. */
export function list<T extends z.ZodType>(entry: T, allowed: string) {
  return z.preprocess(
    (value) => (typeof value === 'string' && value !== '' ? [value] : value),
    z.array(entry, { error: allowed }),
  );
}

/** A list of numbers of the standard. @param read what one of them names: more than one where the number is of an older edition. */
export function numbers(form: string, read: (text: string) => string[]) {
  const entry = field(form, (text) => {
    const named = read(text);
    return named.length > 0 ? named : undefined;
  });
  return list(entry, `a list; each entry ${form}`);
}

/** @returns what a list of `numbers` names, each once. */
export function distinct(named: string[][] = []): string[] {
  return [...new Set(named.flat())];
}

/** How a message describes an id. */
export const ID_FORM = 'lower-case letters, digits, and hyphens, at most 40';
/** The instance's: a part of every key. */
export const INSTANCE = /^[a-z0-9](?:[a-z0-9-]{0,22}[a-z0-9])?$/;
const idKey = z.string().regex(ID, { error: ID_FORM });

/** One line of text. */
export function line(longest: number) {
  return field(`one line of text, at most ${longest} characters`, (text) =>
    text !== '' && text.length <= longest && !/\p{Cc}/u.test(text) ? text : undefined,
  );
}

/** A name of something else in the file; whether it exists is checked afterwards. */
export const name = field('a name', (text) => (text === '' ? undefined : text));

/** `true` or `false`. */
export const flag = field('true, false', (text) => (text === 'true' ? true : text === 'false' ? false : undefined));

/** A whole number between two bounds, both included. */
export function whole(least: number, most: number) {
  return field(`a whole number from ${least} to ${most}`, (text) => {
    const n = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    return n >= least && n <= most ? n : undefined;
  });
}

/** One of these words. */
export function oneOf<const T extends string>(values: readonly T[]) {
  return field(values.join(', '), (text) => values.find((value) => value === text));
}

const DATE_FORM = 'a date that exists, YYYY-MM-DD';

/** A day of the calendar. */
export const date = field(DATE_FORM, readDate);

/** A date, or an instant with its offset from UTC. */
export const dateOrInstant = field(
  `${DATE_FORM}, or an instant such as 2027-04-16T08:00:00Z`,
  (text) => readDate(text) ?? readInstant(text),
);

function readDate(text: string): LocalDate | undefined {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return undefined;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text) ? text : undefined;
}

function readInstant(text: string): Instant | undefined {
  const [, day] = /^(\S{10})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(text) ?? [];
  if (day === undefined || readDate(day) === undefined || Number.isNaN(Date.parse(text))) return undefined;
  return instantOf(text);
}

/** A length of time that `fits`. */
export function span(allowed: string, fits: (span: Span) => boolean) {
  return field(allowed, (text) => {
    const value = readSpan(text);
    return value !== undefined && fits(value) ? value : undefined;
  });
}

/** The longest length of time that a programme may state, about, ms. */
export const TEN_YEARS = nominalMs({ unit: 'months', n: 120 });

/** A length of time before (negative) or after something. */
export const offset = span(
  `${SPAN_FORMS}, or before with a minus sign, at most 10 years`,
  (s) => Math.abs(nominalMs(s)) <= TEN_YEARS,
);
/** A length of time longer than nothing. */
export const duration = span(
  `longer than nothing, at most 10 years: ${SPAN_FORMS}`,
  (s) => s.n > 0 && nominalMs(s) <= TEN_YEARS,
);
/** A length of time, nothing included. */
export const durationOrNone = span(
  `not negative, at most 10 years: ${SPAN_FORMS}`,
  (s) => s.n >= 0 && nominalMs(s) <= TEN_YEARS,
);

/** An exact length of time in ms, between two bounds in ms that `words` names. */
export function milliseconds(least: number, most: number, words: string) {
  return field(`an exact time ${words}, such as "40 s", "5 min", "PT1M30S"`, (text) => {
    const value = readSpan(text);
    return value?.unit === 'ms' && value.n >= least && value.n <= most ? value.n : undefined;
  });
}
