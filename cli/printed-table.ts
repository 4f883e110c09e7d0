import { Option } from 'commander';
import type { TableRow } from '../rules/documented.ts';
import { csvOf } from './csv.ts';
import { type Terminal, table } from './terminal.ts';

/** How a table is asked for. */
export interface TableOptions {
  json?: boolean;
  csv?: boolean;
}

/** @returns the option that asks for CSV; beside `shared.json()`. */
export function csvOption(): Option {
  return new Option('--csv', 'print CSV; where it comes from is said on standard error').conflicts('json');
}

/**
 * Prints lines as text without the columns that are empty everywhere, as CSV, or with all that is known of them as JSON.
 * @param what where they come from, and how many there are. @param whole what JSON says.
 */
export function printTable(
  terminal: Terminal,
  rows: TableRow[],
  what: string,
  whole: object,
  { json, csv }: TableOptions,
): void {
  if (json) return terminal.out(JSON.stringify(whole, null, 2));
  if (csv) {
    terminal.err(what);
    return terminal.out(csvOf(rows).trimEnd());
  }
  terminal.out(textOf(rows));
  terminal.out(`\n${what}`);
}

function textOf(rows: TableRow[]): string {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => shown(row[column]) !== ''));
  if (columns.length === 0) return 'Nothing yet.';
  return table([columns, ...rows.map((row) => columns.map((column) => shown(row[column])))]);
}

function shown(value: TableRow[string]): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
