import { Command, Option } from 'commander';
import { raiseFound } from '../../../activities/openings/raise.ts';
import { closedNamed } from '../../../activities/openings/recurrence.ts';
import { currentProgramme, loadOrganisation } from '../../../activities/organisation.ts';
import type { Register } from '../../../register/register.ts';
import { dateAt } from '../../../rules/calendar/local-day.ts';
import type { Finding } from '../../../rules/nonconformity/finding.ts';
import { AUDIT_STAGES, type NonconformityGrade } from '../../../rules/nonconformity/terms.ts';
import type { Programme } from '../../../rules/programme.ts';
import type { Instant } from '../../../rules/time.ts';
import { systemClock } from '../../../workers/installation.ts';
import { wakeRunning } from '../../engine.ts';
import { allOf, idIn, lineIn, textIn } from '../../given.ts';
import { readClauses, shared, typist, withRegister } from '../../options.ts';
import { Refusal, type Terminal } from '../../terminal.ts';
import { type ExternalOptions, externalFrom, pastDayOf } from './external.ts';

interface RaiseOptions extends ExternalOptions {
  data: string;
  title: string;
  nature: string;
  evidence?: string;
  clause: string[];
  process: string;
  grade: NonconformityGrade;
  owner?: string;
  recurrenceOf?: string;
  tracker?: string;
  as: string;
  json?: boolean;
}

/** `nc raise`: enters what somebody found; its ticket opens when the engine runs. */
export function raise(terminal: Terminal): Command {
  return new Command('raise')
    .description('raise a nonconformity that somebody found, or an auditor of the certification body')
    .requiredOption('--title <text>', 'a few words')
    .requiredOption('--nature <text>', 'which requirement is not fulfilled, in a sentence')
    .requiredOption('--clause <number...>', 'clauses of ISO/IEC 27001:2022')
    .requiredOption('--process <id>', 'process of the programme that it belongs to')
    .addOption(
      new Option('--grade <grade>', 'as the raiser grades it; a concern only at stage 1 of an external audit')
        .choices(['minor', 'major', 'concern'])
        .default('minor'),
    )
    .option('--evidence <text>', 'what shows it')
    .option('--owner <person>', 'default: the owner of the process')
    .option('--date <date>', "the finding's own date, if it was not today")
    .option('--recurrence-of <key>', 'the closed nonconformity that has happened again')
    .option('--external', 'an auditor of the certification body found it')
    .option('--body <name>', 'external: the certification body')
    .addOption(new Option('--stage <stage>', 'external: which audit').choices(AUDIT_STAGES))
    .option('--raised-on <date>', "external: the auditor's date; the clocks count from it")
    .option('--plan-by <date>', "external: the body's date for the plan, if it gave one")
    .option('--resolve-by <date>', "external: the body's date for the resolution, if it gave one")
    .option('--tracker <id>', 'where its ticket opens; default: the process’s, else management_tracker, else the first')
    .requiredOption('--as <person>', 'who raises or enters it, by id')
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (options: RaiseOptions) => {
      const raised = await withRegister(terminal, options.data, (register) => enter(register, options));
      const running = await wakeRunning(terminal, options.data, [raised, ...raised.also]);
      if (options.json) return terminal.out(JSON.stringify({ display: raised.display, key: raised.key, running }));
      terminal.out(
        `${raised.display} is raised (${options.grade}).${running ? '' : ' Its ticket opens when dutybound up runs.'}`,
      );
    });
}

async function enter(register: Register, options: RaiseOptions) {
  const current = await currentProgramme(register);
  if (!current) throw new Refusal('No programme has been applied yet; run dutybound apply.');
  const now = systemClock();
  const finding = findingFrom(options, current.programme, now);
  const org = await loadOrganisation(register, now);
  try {
    return await register.write(async (tx) => {
      const named = options.recurrenceOf;
      const recurrence = named === undefined ? {} : { recurrenceOf: await closedNamed(tx, named) };
      return raiseFound({ tx, org, version: current.version, now }, { ...finding, ...recurrence });
    });
  } catch (error) {
    throw error instanceof RangeError ? new Refusal(error.message) : error;
  }
}

function findingFrom(options: RaiseOptions, programme: Programme, now: Instant): Finding {
  const { title, nature, evidence, clause, process, grade, owner, tracker, as: by } = options;
  const { people, processes, trackers } = programme;
  const today = dateAt(programme.zone, now);
  const { raisedOn, external, ...said } = allOf({
    by: () => idIn('--as', by, people, 'nobody'),
    title: () => lineIn('--title', title),
    nature: () => textIn('--nature', nature),
    clauses: () => readClauses(clause),
    process: () => idIn('--process', process, processes, 'nothing'),
    ...(evidence !== undefined && { evidence: () => textIn('--evidence', evidence) }),
    ...(owner !== undefined && { owner: () => idIn('--owner', owner, people, 'nobody') }),
    ...(tracker !== undefined && { tracker: () => idIn('--tracker', tracker, trackers, 'nothing') }),
    raisedOn: () => (options.external ? options.raisedOn : pastDayOf('--date', options.date, today)),
    external: () => externalFrom(options, today),
  });
  return {
    ...said,
    grade,
    asserted: `asserted at the command line by ${typist()}`,
    ...(raisedOn && { raisedOn }),
    ...(external && { external }),
  };
}
