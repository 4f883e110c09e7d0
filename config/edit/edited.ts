import { isDeepStrictEqual } from 'node:util';
import { isMap, type Node, parseDocument } from 'yaml';
import { readDocument } from '../document.ts';
import { apart, expected, nested } from './expected.ts';
import {
  behindComments,
  behindLine,
  type Entries,
  type Entry,
  endOf,
  entryOf,
  isBlockText,
  isEmpty,
  lineStart,
  startOf,
} from './places.ts';
import { type Edit, printedInline, printedLines, printedText, type Value } from './value.ts';

/**
 * Writes into the text of `isms.yaml`. Every character that is no part of an edit stays as it is, comments and order included.
 * @returns the new text; undefined where the file is written so that a program cannot be certain of it: then people write.
 */
export function edited(text: string, edits: readonly Edit[]): string | undefined {
  const before = readDocument(text);
  if (!before.readable || before.faults.length > 0) return undefined;
  const all = edits.flatMap((edit) => apart(before.tree, edit));
  const result = all.reduce(changed, text);
  const after = readDocument(result);
  const isRight = after.readable && isDeepStrictEqual(after.tree, all.reduce(expected, before.tree));
  return isRight ? result : undefined;
}

function changed(text: string, { path, value }: Edit): string {
  const [key = '', ...rest] = path;
  const root = parseDocument<Node, false>(text, { schema: 'failsafe', uniqueKeys: false }).contents;
  if (isMap(root))
    return value === undefined ? without(text, root as Entries, path) : set(text, root as Entries, path, value);
  return value === undefined ? text : insertedAt(text, text.length, printedLines(key, nested(rest, value), 0));
}

function set(text: string, map: Entries, path: readonly string[], value: Value): string {
  const [key = '', ...rest] = path;
  const entry = entryOf(map, key);
  if (entry === undefined) return added(text, map, key, nested(rest, value));
  if (rest.length > 0 && isMap(entry.value) && !isEmpty(entry.value))
    return set(text, entry.value as Entries, rest, value);
  return filled(text, entry, nested(rest, value), map.flow === true);
}

/** A new entry behind the last one. */
function added(text: string, map: Entries, key: string, value: Value): string {
  const [first, last] = [map.items[0], map.items.at(-1)];
  if (first === undefined || last === undefined) return text;
  const end = endOf(last);
  if (map.flow) return spliced(text, end, end, `, ${printedText(key)}: ${printedInline(value)}`);
  const column = startOf(first) - lineStart(text, startOf(first));
  const place = behindComments(text, behindLine(text, end), column);
  return insertedAt(text, place, printedLines(key, value, column));
}

/** Another value behind a key that stands there. */
function filled(text: string, entry: Entry, value: Value, isWithinLine: boolean): string {
  const { key, value: old } = entry;
  const start = startOf(entry);
  if (isEmpty(old) && typeof value === 'object' && !isWithinLine) {
    const cleared = old === null ? text : spliced(text, old.range?.[0] ?? 0, old.range?.[1] ?? 0, '');
    const column = start - lineStart(text, start);
    const lines = Object.entries(value).flatMap(([name, inner]) => printedLines(name, inner, column + 2));
    return insertedAt(cleared, behindLine(cleared, key.range?.[1] ?? 0), lines);
  }
  const behindColon = text.indexOf(':', key.range?.[1] ?? 0) + 1;
  if (old === null || old.range?.[0] === old.range?.[1])
    return spliced(text, behindColon, behindColon, ` ${printedInline(value)}`);
  const ending = isBlockText(old) ? '\n' : '';
  return spliced(text, old.range?.[0] ?? 0, old.range?.[1] ?? 0, `${printedInline(value)}${ending}`);
}

function without(text: string, map: Entries, path: readonly string[]): string {
  const [key = '', ...rest] = path;
  const entry = entryOf(map, key);
  if (entry === undefined) return text;
  if (rest.length > 0) return isMap(entry.value) ? without(text, entry.value as Entries, rest) : text;
  if (!map.flow) return spliced(text, lineStart(text, startOf(entry)), behindLine(text, endOf(entry)), '');
  const n = map.items.indexOf(entry);
  const [before, after] = [map.items[n - 1], map.items[n + 1]];
  if (after !== undefined) return spliced(text, startOf(entry), startOf(after), '');
  return spliced(text, before === undefined ? startOf(entry) : endOf(before), endOf(entry), '');
}

/** Whole lines, with the line ends of the file. */
function insertedAt(text: string, offset: number, lines: string[]): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const isLineStart = offset === 0 || text[offset - 1] === '\n';
  return spliced(text, offset, offset, `${isLineStart ? '' : end}${lines.map((line) => line + end).join('')}`);
}

function spliced(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}
