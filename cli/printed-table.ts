import { Option } from 'commander';
import type { Table } from '../activities/tables/table.ts';
import { dateAt, isInstant } from '../rules/calendar/local-day.ts';
import { clockTime } from '../rules/calendar/show.ts';
import type { TableRow } from '../rules/documented.ts';
import { csvOf } from './csv.ts';
import { counted, type Terminal, table } from './terminal.ts';

/** How a table is asked for. */
export interface TableOptions {
  json?: boolean;
  csv?: boolean;
}

/** @returns the option that asks for CSV; beside `shared.json()`. */
export function csvOption(): Option {
  return new Option('--csv', 'print CSV; where it comes from is said on standard error').conflicts('json');
}

/** Lines, and the zone in which people read their instants; of lines of a file there is none. */
interface Tabled {
  rows: TableRow[];
  zone?: string;
}

/** As the engine writes them; nobody types milliseconds. */
const INSTANTS = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
/** Of an exact duty it is its name, not a time to be read. */
const NAMED_BY_IT = 'period';

/** @returns where lines come from, which of them they are, how many, and up to which event of the log; of a file there are none. */
export function provenance({
  source,
  filter,
  rows,
  through,
}: Omit<Table, 'name' | 'zone' | 'through' | 'rows'> & { rows: unknown[]; through?: Table['through'] }): string {
  const range = through ? [rangeOf(through)] : [];
  return [`Source: ${source}`, `filter: ${filter}`, counted(rows.length, 'line', 'lines'), ...range].join(' · ');
}

function rangeOf({ sequence, hash }: Table['through']): string {
  return sequence === 0 ? 'nothing is recorded yet' : `events 1 to ${sequence}, head ${hash.slice(0, 12)}`;
}

/**
 * Prints lines as text without the columns that are empty everywhere and with times as clocks in the zone show them, as CSV, or with all
 * that is known of them as JSON; these two have instants in UTC.
 * @param what where they come from, and how many there are.
 * @param none what is said where there are no lines.
 */
export function printTable(
  terminal: Terminal,
  tabled: Tabled,
  what: string,
  { json, csv }: TableOptions,
  none = 'Nothing yet.',
): void {
  const { rows, zone } = tabled;
  if (json) return terminal.out(JSON.stringify(tabled, null, 2));
  if (csv) {
    terminal.err(what);
    return terminal.out(csvOf(rows).trimEnd());
  }
  terminal.out(textOf(rows, zone) ?? none);
  terminal.out(`\n${what}${zone ? ` · times in ${zone}` : ''}`);
}

function textOf(rows: TableRow[], zone: string | undefined): string | undefined {
  const cell = (row: TableRow, column: string) => shown(row[column], column === NAMED_BY_IT ? undefined : zone);
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => cell(row, column) !== ''));
  if (columns.length === 0) return undefined;
  return table([columns, ...rows.map((row) => columns.map((column) => cell(row, column)))]);
}

function shown(value: TableRow[string], zone: string | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = String(value);
  return zone
    ? text.replace(INSTANTS, (at) => (isInstant(at) ? `${dateAt(zone, at)} ${clockTime(zone, at)}` : at))
    : text;
}
