import { Command } from 'commander';
import { loadOrganisation } from '../../activities/organisation.ts';
import type { Register } from '../../register/register.ts';
import { deadlineNamed } from '../../rules/calendar/named.ts';
import type { TableRow } from '../../rules/documented.ts';
import { STATEMENT, type Statement, versionAt } from '../../rules/statement/state.ts';
import { differenceRows, standingRows } from '../../rules/statement/table.ts';
import { systemClock } from '../../workers/installation.ts';
import { shared, withRegister } from '../options.ts';
import { csvOption, printTable, type TableOptions } from '../printed-table.ts';
import { Refusal, type Terminal } from '../terminal.ts';

interface Options extends TableOptions {
  data: string;
  on?: string;
  since?: string;
}

interface Found {
  version: number;
  /** The version that it is compared with, where one was asked for. */
  before?: number;
  rows: TableRow[];
  zone: string;
}

/** `statement`: the statement of applicability as it stood on a day, or what changed in it since one (6.1.3 d). */
export function statement(terminal: Terminal): Command {
  return new Command('statement')
    .description('the statement of applicability: each control as it stands, or what changed since a day')
    .option('--on <date>', 'as it stood at the end of that day; default: now')
    .option('--since <date>', 'only what differs from the end of that day')
    .addOption(shared.data())
    .addOption(shared.json())
    .addOption(csvOption())
    .action(async (options: Options) => {
      const found = await withRegister(terminal, options.data, (register) => read(register, options));
      const what = `Version ${found.version}${found.before === undefined ? '' : `, against version ${found.before}`}`;
      printTable(terminal, found, what, options);
    });
}

async function read(register: Register, { on, since }: Options): Promise<Found> {
  const key = `statement/${STATEMENT}`;
  const state = (await register.load<Statement>('documented', key))?.state;
  if (!state)
    throw new Refusal('There is no statement of applicability yet; dutybound import statement FILE brings one along.');
  const { zone } = (await loadOrganisation(register, systemClock())).programme;
  const at = (option: string, date: string) => {
    const day = deadlineNamed(zone, date);
    if (!day) throw new Refusal(`${option}: found "${date}"; write a date such as 2027-04-06`);
    return versionAt(state, day.at);
  };
  const version = on === undefined ? state.versions.length : at('--on', on);
  if (since === undefined) return { version, rows: standingRows(state, version), zone };
  const before = at('--since', since);
  return { version, before, rows: differenceRows(state, before, version), zone };
}
