import { Command } from 'commander';
import { loadOrganisation } from '../../activities/organisation.ts';
import type { Reads } from '../../register/register.ts';
import { deadlineNamed } from '../../rules/calendar/named.ts';
import { ANNEX_A } from '../../rules/clauses.ts';
import type { TableRow } from '../../rules/documented.ts';
import { withoutEntry } from '../../rules/statement/controls.ts';
import { lastVersionOf, STATEMENT, type Statement, statementAt } from '../../rules/statement/state.ts';
import { differenceRows, standingRows } from '../../rules/statement/table.ts';
import { plusMs } from '../../rules/time.ts';
import { systemClock } from '../../workers/installation.ts';
import { shared, withRegister } from '../options.ts';
import { csvOption, printTable, provenance, type TableOptions } from '../printed-table.ts';
import { Refusal, type Terminal } from '../terminal.ts';

interface Options extends TableOptions {
  data: string;
  on?: string;
  since?: string;
}

interface Found {
  source: string;
  /** As it stood when, or since when only what differs. */
  filter: string;
  version: number;
  /** The version that it is compared with, where one was asked for. */
  before?: number;
  rows: TableRow[];
  zone: string;
  /** Controls of Annex A that it says nothing of. */
  lacking: string[];
  /** Sequence and hash of the last event that is in it. */
  through: { sequence: number; hash: string };
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
      const said = await withRegister(terminal, options.data, (register) =>
        register.snapshot((reads) => read(reads, options)),
      );
      const found = { source: 'documented information: statement', filter: filterOf(options), ...said };
      if (found.lacking.length > 0) terminal.err(lacking(found));
      printTable(terminal, found, versionsIn(found), options, unchanged(found, options));
    });
}

function versionsIn(found: Found): string {
  const against = found.before === undefined ? '' : `, against ${versionNamed(found.before)}`;
  return `Version ${found.version}${against} · ${provenance(found)}`;
}

function filterOf({ on, since }: Options): string {
  const held = on === undefined ? 'as it stands' : `held on ${on}`;
  return since === undefined ? held : `what differs from ${since}, ${held}`;
}

function versionNamed(version: number): string {
  return version === 0 ? 'the time before its first version' : `version ${version}`;
}

function unchanged({ version, before }: Found, { since, on }: Options): string {
  if (version === 0) return `There was no statement of applicability by ${on ?? 'then'}.`;
  if (before === undefined) return 'It has no controls.';
  return `Nothing changed since ${since}: version ${before} was in force then, and ${on === undefined ? 'is now' : `was on ${on}`}.`;
}

/** How incomplete it is, and how it becomes complete. */
function lacking({ lacking: controls }: Found): string {
  const first = controls.slice(0, 5).join(', ');
  const shown = controls.length > 5 ? `${first}, …; --json lists all` : first;
  return [
    `${controls.length} of ${ANNEX_A.length} controls of Annex A have no entry yet (${shown}).`,
    'dutybound import statement FILE brings them, with the columns control, included, reason, and status.',
  ].join('\n');
}

async function read(register: Reads, { on, since }: Options): Promise<Omit<Found, 'source' | 'filter'>> {
  const key = `statement/${STATEMENT}`;
  const state = (await register.load<Statement>('documented', key))?.state;
  if (!state)
    throw new Refusal('There is no statement of applicability yet; dutybound import statement FILE brings one along.');
  const { zone } = (await loadOrganisation(register, systemClock())).programme;
  const at = (option: string, date: string) => {
    const day = deadlineNamed(zone, date);
    if (!day) throw new Refusal(`${option}: found "${date}"; write a date such as 2027-04-06`);
    // A day ends before the first instant of the next one.
    return statementAt(state, day.date ? plusMs(day.at, -1) : day.at);
  };
  const standing = on === undefined ? state : at('--on', on);
  const rest = {
    version: lastVersionOf(standing),
    zone,
    lacking: withoutEntry(standing),
    through: await register.head(),
  };
  if (since === undefined) return { rows: standingRows(standing), ...rest };
  const earlier = at('--since', since);
  return { before: lastVersionOf(earlier), rows: differenceRows(earlier, standing), ...rest };
}
