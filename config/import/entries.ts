import type { Brought } from '../../rules/brought.ts';
import { evolveDocumented, rowsOf, type TableRow } from '../../rules/documented.ts';
import { jsonOf, type NewEvent } from '../../rules/event.ts';
import type { PastDay } from './columns.ts';
import type { ImportContext, ImportPlan } from './importable.ts';
import { type Column, hashOf, type TableFile, type TableMistake, withoutMistakes } from './table.ts';

/** What a line of a table becomes. */
export interface Entry {
  event: NewEvent;
  /** Whether a line of the record's table is about the same thing. */
  is(row: TableRow): boolean;
  /** What makes it one and the same, and the column in which that stands. */
  id: string;
  column: string;
}

/** The column in which a table of `records` marks what was taken back. */
export const TAKEN_BACK: Column<string> = { needed: false, allowed: 'anything', read: (text) => text, unnamed: true };

/** @returns what a table says without what was taken back: that is not brought along, whatever its line says. */
export function withoutTakenBack<L extends Read & { cells: { taken_back?: string } }>(table: {
  lines: L[];
  mistakes: TableMistake[];
}): { lines: L[]; mistakes: TableMistake[] } {
  const taken = table.lines.filter(({ cells }) => cells.taken_back !== undefined).map(({ line }) => line);
  return {
    lines: table.lines.filter(({ line }) => !taken.includes(line)),
    mistakes: table.mistakes.filter(({ line }) => !taken.includes(line)),
  };
}

/** @returns the mark of what a table brings along: its file and hash, who asserts it, and when it happened, where the file says that. */
export function broughtFrom(file: TableFile, { actor }: ImportContext, day?: PastDay): Brought {
  return { file: { text: file.name }, hash: hashOf(file), by: actor, ...(day && { on: day.on }) };
}

/** @returns the event that records something brought along, at the instant at which it is said to have happened. */
export function broughtEvent(
  stream: string,
  kind: string,
  body: object,
  { actor }: ImportContext,
  at: string,
): NewEvent {
  return { stream, kind, actor, at, body: jsonOf(body) };
}

/**
 * What a table of things that happened comes to: what is not recorded yet; and anew, what was brought along before and the file now says
 * otherwise. What the engine saw itself no table changes.
 * @param mistakes found so far; lines without one are looked at all the same. With any, nothing is planned.
 */
export function planEntries<L extends Read>(
  lines: L[],
  mistakes: TableMistake[],
  context: ImportContext,
  entryOf: (line: L) => Entry,
): ImportPlan {
  const entries = withoutMistakes(lines, mistakes).map((line) => ({ line, entry: entryOf(line) }));
  const planned = entries.map(({ line, entry }) => {
    const first = entries.find((other) => other.entry.id === entry.id)?.line.line ?? line.line;
    return first === line.line ? metBy(line, entry, context) : twice(line, entry, first);
  });
  const wrong = [...mistakes, ...planned.flatMap((one) => (one && 'message' in one ? [one] : []))];
  if (wrong.length > 0) return { mistakes: wrong };
  return { events: planned.flatMap((one) => (one && 'stream' in one ? [one] : [])), lines: lines.length };
}

interface Read {
  line: number;
  cells: Record<string, unknown>;
}

function twice({ line }: Read, { column, id }: Entry, first: number): TableMistake {
  return { line, column, message: `stands in line ${first} already`, found: id };
}

/** @returns the event, undefined where all of it is recorded; a mistake where the engine saw it otherwise. */
function metBy(
  { line, cells }: Read,
  { event, is, id }: Entry,
  { known }: ImportContext,
): NewEvent | TableMistake | undefined {
  const record = known.find((d) => `documented/${d.noun}/${d.id}` === event.stream);
  const before = record && rowsOf(record).filter((row) => is(row) && !row.taken_back);
  const [seen] = before?.filter((row) => !row.brought_along) ?? [];
  const standing = seen ?? before?.[0];
  if (!standing) return event;
  const after = rowsOf(evolveDocumented(record, event)).find((row) => is(row) && row.brought_along);
  const differs = Object.keys(cells).find(
    (column) => after && column in after && text(after, column) !== text(standing, column),
  );
  if (differs === undefined) return undefined;
  if (!seen) return event;
  const message = `the engine recorded this itself, of ${id}; leave the line out`;
  return { line, column: differs, message, found: text(after ?? {}, differs), allowed: text(standing, differs) };
}

function text(row: TableRow, column: string): string {
  return String(row[column] ?? '').trim();
}
