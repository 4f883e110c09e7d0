import { Argument, Command } from 'commander';
import { datedTables, tableOf, tables } from '../../activities/tables.ts';
import { isLocalDate } from '../../rules/calendar/local-day.ts';
import { systemClock } from '../../workers/installation.ts';
import { shared, withRegister } from '../options.ts';
import { csvOption, printTable, provenance, type TableOptions } from '../printed-table.ts';
import { Refusal, type Terminal, table } from '../terminal.ts';

interface Options extends TableOptions {
  data: string;
  on?: string;
}

/** `records`: the tables that an auditor asks for, each with its source, filter, number of lines, and how far the log is in it. */
export function records(terminal: Terminal): Command {
  return new Command('records')
    .description('a table of the record: which there are, or one of them')
    .addArgument(new Argument('[table]', 'without it, what there is').choices(Object.keys(tables)))
    .option('--on <date>', `only what held on that day: ${datedTables.join(', ')}`)
    .addOption(shared.data())
    .addOption(shared.json())
    .addOption(csvOption())
    .action(async (name: string | undefined, { data, on, ...as }: Options) => {
      if (name === undefined) return list(terminal, as.json);
      checkDay(name, on);
      const found = await withRegister(terminal, data, (register) => tableOf(register, name, systemClock(), on));
      printTable(terminal, found, provenance(found), as);
    });
}

function checkDay(name: string, on: string | undefined): void {
  if (on === undefined) return;
  if (!isLocalDate(on) || Number.isNaN(Date.parse(on)))
    throw new Refusal(`--on: found "${on}"; write a date such as 2027-04-06`);
  if (!datedTables.includes(name))
    throw new Refusal(`--on: ${name} does not say what held on a day; these do: ${datedTables.join(', ')}`);
}

function list(terminal: Terminal, json: boolean | undefined): void {
  const all = Object.entries(tables).map(([name, { about, source }]) => ({ name, about, source }));
  if (json) return terminal.out(JSON.stringify(all, null, 2));
  terminal.out(table(all.map(({ name, about }) => [name, about])));
}
