import { Command } from 'commander';
import { UnknownDuty } from '../../activities/openings/open-beside.ts';
import { trigger as start } from '../../activities/openings/trigger.ts';
import { systemClock } from '../../workers/installation.ts';
import { wakeRunning } from '../engine.ts';
import { lineIn } from '../given.ts';
import { actorOf, shared, withRegister } from '../options.ts';
import { Refusal, type Terminal } from '../terminal.ts';

interface Options {
  data: string;
  because: string;
  subject?: string;
  as?: string;
  json?: boolean;
}

/** It stands in the ticket, and in the title of an incident or change. */
const LONGEST_REASON = 500;

/** `trigger DUTY`: starts a duty on demand, with a reason. */
export function trigger(terminal: Terminal): Command {
  return new Command('trigger')
    .description('start a duty now, beside its interval')
    .argument('<duty>', 'id of the duty in the programme')
    .requiredOption('--because <reason>', 'why now')
    .option('--subject <id>', 'which subject, if the duty has several')
    .addOption(shared.as())
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (duty: string, options: Options) => {
      const { subject } = options;
      const because = lineIn('--because', options.because, LONGEST_REASON);
      const opened = await withRegister(terminal, options.data, async (register) => {
        const actor = await actorOf(register, options.as);
        return start(register, { duty, because, actor, ...(subject && { subject }) }, systemClock()).catch((error) => {
          throw error instanceof UnknownDuty ? new Refusal(error.message) : error;
        });
      });
      const running = await wakeRunning(terminal, options.data, [opened]);
      if (options.json) return terminal.out(JSON.stringify({ occurrence: opened.key, running }));
      terminal.out(`${duty} is started.${running ? '' : ' Its ticket opens when dutybound up runs.'}`);
    });
}
