import { Command } from 'commander';
import { raiseImprovement } from '../../../activities/openings/improvement.ts';
import { currentProgramme, loadOrganisation } from '../../../activities/organisation.ts';
import type { Register } from '../../../register/register.ts';
import type { Suggestion } from '../../../rules/improvement/suggestion.ts';
import { systemClock } from '../../../workers/installation.ts';
import { wakeRunning } from '../../engine.ts';
import { allOf, idIn, lineIn, textIn } from '../../given.ts';
import { readClauses, shared, typist, withRegister } from '../../options.ts';
import { Refusal, type Terminal } from '../../terminal.ts';

interface Options {
  data: string;
  title: string;
  text: string;
  clause: string[];
  process: string;
  owner?: string;
  source?: string;
  as: string;
  json?: boolean;
}

/** `improvement raise`: what somebody thinks could be better; its owner adopts or declines it in a ticket. */
export function suggest(terminal: Terminal): Command {
  return new Command('raise')
    .description('raise an opportunity for improvement; its owner adopts or declines it')
    .requiredOption('--title <text>', 'a few words')
    .requiredOption('--text <text>', 'what could be better, in a sentence')
    .requiredOption('--process <id>', 'process of the programme that it belongs to')
    .option('--clause <number...>', 'clauses of ISO/IEC 27001:2022', ['10.1'])
    .option('--owner <person>', 'who decides; default: the owner of the process')
    .option('--source <text>', 'what it comes from, such as an audit')
    .requiredOption('--as <person>', 'who raises it, by id')
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (options: Options) => {
      const raised = await withRegister(terminal, options.data, (register) => enter(register, options));
      const running = await wakeRunning(terminal, options.data, [raised]);
      if (options.json) return terminal.out(JSON.stringify({ display: raised.display, key: raised.key, running }));
      terminal.out(`${raised.display} is raised.${running ? '' : ' Its ticket opens when dutybound up runs.'}`);
    });
}

async function enter(register: Register, { title, text, clause, process, owner, source, as: by }: Options) {
  const current = await currentProgramme(register);
  if (!current) throw new Refusal('No programme has been applied yet; run dutybound apply.');
  const { people, processes } = current.programme;
  const suggestion: Suggestion = {
    ...allOf({
      by: () => idIn('--as', by, people, 'nobody'),
      title: () => lineIn('--title', title),
      text: () => textIn('--text', text),
      clauses: () => readClauses(clause),
      process: () => idIn('--process', process, processes, 'nothing'),
      ...(owner !== undefined && { owner: () => idIn('--owner', owner, people, 'nobody') }),
      ...(source !== undefined && { source: () => lineIn('--source', source) }),
    }),
    asserted: `asserted at the command line by ${typist()}`,
  };
  const now = systemClock();
  const org = await loadOrganisation(register, now);
  const seen = { cause: `improvement:${by}:${now}`, at: now };
  try {
    const raised = await register.write((tx) => raiseImprovement(tx, org, suggestion, seen, now));
    if (raised) return raised;
  } catch (error) {
    throw error instanceof RangeError ? new Refusal(error.message) : error;
  }
  throw new Refusal('This was raised at this very moment already.');
}
