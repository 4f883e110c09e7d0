import { Command, Option } from 'commander';
import { currentProgramme, loadOrganisation } from '../../../activities/organisation.ts';
import { raiseFound } from '../../../activities/raise.ts';
import type { Register } from '../../../register/register.ts';
import { isLocalDate } from '../../../rules/calendar/local-day.ts';
import type { Finding } from '../../../rules/nonconformity/finding.ts';
import type { Grade } from '../../../rules/programme.ts';
import { systemClock } from '../../../workers/installation.ts';
import { wakeRunning } from '../../engine.ts';
import { installationOf, shared, typist, withRegister } from '../../options.ts';
import { Refusal, type Terminal } from '../../terminal.ts';

interface RaiseOptions {
  data: string;
  title: string;
  nature: string;
  evidence?: string;
  clause: string[];
  process: string;
  grade: Grade;
  owner?: string;
  date?: string;
  tracker?: string;
  as: string;
  json?: boolean;
}

/** `nc raise`: enters what somebody found; its ticket opens when the engine runs. */
export function raise(terminal: Terminal): Command {
  return new Command('raise')
    .description('raise a nonconformity that somebody found')
    .requiredOption('--title <text>', 'a few words')
    .requiredOption('--nature <text>', 'which requirement is not fulfilled, in a sentence')
    .requiredOption('--clause <number...>', 'clauses of ISO/IEC 27001:2022')
    .requiredOption('--process <id>', 'process of the programme that it belongs to')
    .addOption(new Option('--grade <grade>', 'as the raiser grades it').choices(['minor', 'major']).default('minor'))
    .option('--evidence <text>', 'what shows it')
    .option('--owner <person>', 'default: the owner of the process')
    .option('--date <date>', "the finding's own date, if it was not today")
    .option('--tracker <id>', 'where its ticket opens; default: management_tracker, else the first')
    .requiredOption('--as <person>', 'who raises it, by id')
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (options: RaiseOptions) => {
      const raised = await withRegister(terminal, options.data, (register) => enter(register, options));
      const running = await wakeRunning(installationOf(terminal, options.data), [raised]);
      if (options.json) return terminal.out(JSON.stringify({ display: raised.display, key: raised.key, running }));
      terminal.out(
        `${raised.display} is raised (${options.grade}).${running ? '' : ' Its ticket opens when dutybound up runs.'}`,
      );
    });
}

async function enter(register: Register, options: RaiseOptions) {
  const { title, nature, evidence, clause, process, grade, owner, date, tracker, as: by } = options;
  const current = await currentProgramme(register);
  if (!current) throw new Refusal('No programme has been applied yet; run dutybound apply.');
  const known = current.programme.people.map((p) => p.id);
  for (const [name, id] of [
    ['--as', by],
    ['--owner', owner],
  ] as const)
    if (id !== undefined && !known.includes(id))
      throw new Refusal(`${name}: nobody is called "${id}"; there are: ${known.join(', ')}`);
  const trackers = current.programme.trackers.map((t) => t.id);
  if (tracker !== undefined && !trackers.includes(tracker))
    throw new Refusal(`--tracker: nothing is called "${tracker}"; there are: ${trackers.join(', ')}`);
  if (date !== undefined && (!isLocalDate(date) || Number.isNaN(Date.parse(date))))
    throw new Refusal(`--date: found "${date}"; write a date such as 2027-04-06`);
  const finding: Finding = {
    by,
    title,
    nature,
    clauses: clause,
    process,
    grade,
    asserted: `asserted at the command line by ${typist()}`,
    ...(evidence && { evidence }),
    ...(owner && { owner }),
    ...(date && { raisedOn: date }),
    ...(tracker && { tracker }),
  };
  const now = systemClock();
  const org = await loadOrganisation(register, now);
  try {
    return await register.write((tx) => raiseFound(tx, org, current.version, finding, now));
  } catch (error) {
    throw error instanceof RangeError ? new Refusal(error.message) : error;
  }
}
