import type { Span } from '../rules/time.ts';
import { type Path, type Tree, textAt } from './tree.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const WORDS: Record<string, Span> = {
  s: { unit: 'ms', n: SECOND },
  second: { unit: 'ms', n: SECOND },
  min: { unit: 'ms', n: MINUTE },
  minute: { unit: 'ms', n: MINUTE },
  h: { unit: 'ms', n: HOUR },
  hour: { unit: 'ms', n: HOUR },
  day: { unit: 'days', n: 1 },
  week: { unit: 'days', n: 7 },
  'working day': { unit: 'working-days', n: 1 },
  month: { unit: 'months', n: 1 },
  quarter: { unit: 'months', n: 3 },
  year: { unit: 'months', n: 12 },
};

/** How a message describes a length of time. */
export const SPAN_FORMS =
  '"90 days", "10 working days", "2 weeks", "3 months", "1 year", "4 hours", "5 min", "40 s", "PT1H30M"';

/**
 * Reads a length of time: calendar (`90 days`, `3 months`), working (`10 working days`), or exact (`40 s`, `PT1H30M`; domain,
 * section 3). A minus sign in front makes it lie before.
 * @returns undefined if the text is none.
 */
export function readSpan(text: string): Span | undefined {
  const [, sign, rest] = /^([+-]?)(.+)$/.exec(text.trim()) ?? [];
  if (rest === undefined) return undefined;
  const span = readWords(rest) ?? readIso(rest);
  if (span === undefined) return undefined;
  return sign === '-' && span.n !== 0 ? { ...span, n: -span.n } : span;
}

function readWords(text: string): Span | undefined {
  const [, count, word] = /^(\d{1,5}) ?([a-z]+(?: [a-z]+)?)$/.exec(text) ?? [];
  if (count === undefined || word === undefined) return undefined;
  const known = [word, word.replace(/s$/, '')].find((name) => Object.hasOwn(WORDS, name));
  const one = known === undefined ? undefined : WORDS[known];
  return one === undefined ? undefined : { unit: one.unit, n: one.n * Number(count) };
}

function readIso(text: string): Span | undefined {
  const [whole, hours, minutes, seconds] = /^PT(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})S)?$/.exec(text) ?? [];
  if (whole === undefined || whole === 'PT') return undefined;
  return { unit: 'ms', n: Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE + Number(seconds ?? 0) * SECOND };
}

const NOMINAL_MS = { ms: 1, days: DAY, 'working-days': (DAY * 7) / 5, months: DAY * 30 } as const;

/** @returns about how long a span is, ms: good enough to compare two of them, never to compute a date. */
export function nominalMs(span: Span): number {
  return span.n * NOMINAL_MS[span.unit];
}

/** @returns the length of time at the path, undefined if none stands there. */
export function spanAt(tree: Tree, ...path: Path): Span | undefined {
  return readSpan(textAt(tree, ...path) ?? '');
}
