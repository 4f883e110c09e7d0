import { parse } from 'yaml';

/** What is written into the file: a text, or a map of such. */
export type Value = string | { [key: string]: Value };

/** What is to stand at a path; undefined: nothing. Keys of a map that stands there already and are not named here stay. */
export interface Edit {
  path: readonly string[];
  value: Value | undefined;
}

const STEP = 2;
/** A map of more keys, or with maps in it, is written line by line. */
const MOST_INLINE = 4;

/** @returns a text as one line of YAML, quoted where it would be read as anything else. */
export function printedText(text: string): string {
  const isWord = /^[A-Za-z0-9](?:[\w./@+ -]*[\w./@+-])?$/.test(text) && !/^(yes|no|on|off|null)$/i.test(text);
  return isWord && parse(text, { schema: 'failsafe' }) === text ? text : JSON.stringify(text);
}

/** @returns the value within one line, `{ open: 10000, done: 10002 }`. */
export function printedInline(value: Value): string {
  if (typeof value === 'string') return printedText(value);
  const pairs = Object.entries(value).map(([key, inner]) => `${printedText(key)}: ${printedInline(inner)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** @returns `key: value` at a column, in as many lines as it takes. */
export function printedLines(key: string, value: Value, column: number): string[] {
  const start = `${' '.repeat(column)}${printedText(key)}:`;
  if (typeof value === 'string' || isShort(value)) return [`${start} ${printedInline(value)}`];
  return [start, ...Object.entries(value).flatMap(([name, inner]) => printedLines(name, inner, column + STEP))];
}

function isShort(value: { [key: string]: Value }): boolean {
  const inner = Object.values(value);
  return inner.length <= MOST_INLINE && inner.every((each) => typeof each === 'string');
}
