import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { suggestion } from '../near.ts';

/** A column of a table that is imported: what may stand in it. */
export interface Column<T> {
  needed: boolean;
  /** What may stand there, in words. */
  allowed: string;
  /** @returns undefined for what may not stand there. */
  read(text: string): T | undefined;
  /** Of a table that `records` wrote: what only the engine says of its own, passed over here. */
  passed?: true;
  /** Read, so that its mistakes are told, and no column to be offered. */
  unnamed?: true;
}

/** One line of a table: what its columns hold, empty ones left out. */
export interface Line<C extends Record<string, Column<unknown>>> {
  line: number;
  /** Columns in which something stands that cannot be used. */
  wrong: string[];
  cells: { [K in keyof C]?: C[K] extends Column<infer T> ? T : never };
}

/** Something in a table that cannot be used; lines count from 1, the header's included. */
export interface TableMistake {
  line: number;
  column: string;
  message: string;
  found?: string;
  allowed?: string;
}

/** A text as a file brought it. */
export interface TableFile {
  name: string;
  text: string;
}

/** @returns SHA-256 of a file, as `sha256sum` prints it. */
export function hashOf({ text }: TableFile): string {
  return createHash('sha256').update(text).digest('hex');
}

const LONGEST_SHOWN = 60;

/**
 * Reads a table with a header line, separated by commas, semicolons, or tabs (RFC 4180; a byte order mark is left out).
 * @returns its lines in the order of the file, or every mistake at once. Columns in another order are fine, unknown ones are not.
 */
export function readTable<C extends Record<string, Column<unknown>>>(
  { text }: TableFile,
  columns: C,
): { lines: Line<C>[]; mistakes: TableMistake[] } {
  const records = recordsOf(text);
  if ('mistake' in records) return { lines: [], mistakes: [records.mistake] };
  const [header, ...rest] = records.all;
  if (!header)
    return { lines: [], mistakes: [{ line: 1, column: '', message: 'the file is empty', allowed: headerOf(columns) }] };
  const names = header.cells.map((name) => name.trim().toLowerCase());
  const mistakes = headerMistakes(names, columns);
  if (mistakes.length > 0) return { lines: [], mistakes };
  const lines = rest.map((record) => lineOf(record, names, columns, mistakes));
  return { lines, mistakes };
}

/** @returns one line per mistake: `risks.csv:3 owner: message (found …; allowed …)`, in the order of the file. */
export function formatTableMistakes(file: string, mistakes: TableMistake[]): string {
  return [...mistakes]
    .sort((a, b) => a.line - b.line)
    .map(({ line, column, message, found, allowed }) => {
      const details = [found !== undefined && `found ${shown(found)}`, allowed && `allowed ${allowed}`].filter(Boolean);
      const where = `${file}:${line}${column ? ` ${column}` : ''}`;
      return `${where}: ${message}${details.length > 0 ? ` (${details.join('; ')})` : ''}`;
    })
    .join('\n');
}

/** @returns the lines of which no mistake was found: what they say together can be looked at. */
export function withoutMistakes<L extends { line: number }>(lines: L[], mistakes: TableMistake[]): L[] {
  return lines.filter(({ line }) => !mistakes.some((mistake) => mistake.line === line));
}

/** @returns the header that a table may have: `id,title,owner[,scope]`. */
export function headerOf(columns: Record<string, Column<unknown>>): string {
  const [needed, optional] = [true, false].map((is) =>
    Object.entries(columns).flatMap(([name, { needed, passed, unnamed }]) =>
      needed === is && !passed && !unnamed ? [name] : [],
    ),
  );
  return `${needed?.join(',') ?? ''}${optional?.map((name) => `[,${name}]`).join('') ?? ''}`;
}

interface Row {
  line: number;
  cells: string[];
}

/** @returns what the cells of a table are separated by, as its header shows: spreadsheets write semicolons where a comma is the decimal sign, and tabs as text. */
export function delimiterOf(text: string): ',' | ';' | '\t' {
  const [first = ''] = text.split('\n');
  if (first.includes(',')) return ',';
  return first.includes(';') ? ';' : first.includes('\t') ? '\t' : ',';
}

function recordsOf(text: string): { all: Row[] } | { mistake: TableMistake } {
  // What was garbled before and saved as UTF-8 since has lost its letters for good.
  const [before, garbled] = text.split('\uFFFD', 2);
  if (before !== undefined && garbled !== undefined)
    return {
      mistake: { line: before.split('\n').length, column: '', message: 'this is not UTF-8; save it as CSV UTF-8' },
    };
  const delimiter = delimiterOf(text);
  try {
    const parsed: { record: string[]; info: { lines: number } }[] = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
    }) as never;
    let begins = 1;
    const all = parsed.map(({ record, info }) => {
      const line = begins;
      begins = info.lines + 1;
      return { line, cells: record };
    });
    return { all: all.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return { mistake: { line, column: '', message: 'this is not CSV; is a quotation mark missing?' } };
  }
}

function headerMistakes(names: string[], columns: Record<string, Column<unknown>>): TableMistake[] {
  const known = Object.keys(columns);
  const at = { line: 1 };
  const mistakes: TableMistake[] = [
    ...names
      .filter((name) => !known.includes(name))
      .map((name) => ({ ...at, column: shown(name), message: `there is no such column${suggestion(name, known)}` })),
    ...names
      .filter((name, i) => known.includes(name) && names.indexOf(name) !== i)
      .map((name) => ({ ...at, column: name, message: 'this column stands there twice' })),
    ...known
      .filter((name) => columns[name]?.needed && !names.includes(name))
      .map((name) => ({ ...at, column: name, message: 'this column is missing' })),
  ];
  // The whole header is long: said once.
  return mistakes.map((mistake, i) =>
    i === mistakes.length - 1 ? { ...mistake, allowed: headerOf(columns) } : mistake,
  );
}

function lineOf<C extends Record<string, Column<unknown>>>(
  { line, cells }: Row,
  names: string[],
  columns: C,
  mistakes: TableMistake[],
): Line<C> {
  const read: Record<string, unknown> = {};
  const wrong: string[] = [];
  if (cells.length > names.length)
    mistakes.push({
      line,
      column: '',
      message: `there are ${cells.length} cells for ${names.length} columns; is a quotation mark missing?`,
    });
  for (const [i, name] of names.entries()) {
    const column = columns[name];
    const text = withoutQuote(plain(cells[i] ?? ''));
    if (!column || column.passed) continue;
    if (text === '') {
      if (column.needed) mistakes.push({ line, column: name, message: 'is missing', allowed: column.allowed });
      continue;
    }
    const value = column.read(text);
    if (value !== undefined) read[name] = value;
    else {
      wrong.push(name);
      mistakes.push({ line, column: name, message: 'cannot be used', found: text, allowed: column.allowed });
    }
  }
  return { line, wrong, cells: read as Line<C>['cells'] };
}

/** Line breaks within a cell are whatever the file's own are, and tabs come from tables that were pasted: neither says anything. */
function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').trim();
}

/** Exports write what a spreadsheet would take for a formula behind a quotation mark. */
function withoutQuote(text: string): string {
  return text.replace(/^'(?=[=+\-@])/, '');
}

function shown(text: string): string {
  return JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}
