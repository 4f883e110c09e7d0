import { Argument, Command, Option } from 'commander';
import type { Table } from '../../activities/tables/table.ts';
import { tableOf, tables } from '../../activities/tables.ts';
import type { TableRow } from '../../rules/documented.ts';
import { systemClock } from '../../workers/installation.ts';
import { csvOf } from '../csv.ts';
import { shared, withRegister } from '../options.ts';
import { type Terminal, table } from '../terminal.ts';

interface Options {
  data: string;
  json?: boolean;
  csv?: boolean;
}

/** `records`: the tables that an auditor asks for, each with its source, filter, number of lines, and how far the log is in it. */
export function records(terminal: Terminal): Command {
  return new Command('records')
    .description('a table of the record: which there are, or one of them')
    .addArgument(new Argument('[table]', 'without it, what there is').choices(Object.keys(tables)))
    .addOption(shared.data())
    .addOption(shared.json())
    .addOption(new Option('--csv', 'print CSV; where it comes from is said on standard error').conflicts('json'))
    .action(async (name: string | undefined, { data, json, csv }: Options) => {
      if (name === undefined) return list(terminal, json);
      const found = await withRegister(terminal, data, (register) => tableOf(register, name, systemClock()));
      if (json) return terminal.out(JSON.stringify(found, null, 2));
      if (csv) {
        terminal.err(provenance(found));
        return terminal.out(csvOf(found.rows).trimEnd());
      }
      for (const line of [...lines(found.rows), '', provenance(found)]) terminal.out(line);
    });
}

function list(terminal: Terminal, json: boolean | undefined): void {
  const all = Object.entries(tables).map(([name, { about, source }]) => ({ name, about, source }));
  if (json) return terminal.out(JSON.stringify(all, null, 2));
  terminal.out(table(all.map(({ name, about }) => [name, about])));
}

/** A line each, without the columns that are empty everywhere. */
function lines(rows: TableRow[]): string[] {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => shown(row[column]) !== ''));
  if (columns.length === 0) return ['Nothing yet.'];
  return [table([columns, ...rows.map((row) => columns.map((column) => shown(row[column])))])];
}

function shown(value: TableRow[string]): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function provenance({ source, filter, rows, through }: Table): string {
  const n = `${rows.length} ${rows.length === 1 ? 'line' : 'lines'}`;
  return `Source: ${source} · filter: ${filter} · ${n} · events 1 to ${through.sequence}, head ${through.hash.slice(0, 12)}`;
}
