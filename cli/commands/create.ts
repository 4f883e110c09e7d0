import { Command } from 'commander';
import { checkNone, ruleOut } from '../../activities/tickets/link.ts';
import { systemClock } from '../../workers/installation.ts';
import { shared } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { endUncertain, type UncertainOptions } from '../uncertain.ts';

/** `create KEY`: says that an opening whose outcome is unknown made no ticket. */
export function create(terminal: Terminal): Command {
  return new Command('create')
    .description('say that there is no ticket yet: ends an opening whose outcome is unknown, and opens it')
    .argument('<key>', 'key or display id (AR-7K2) of the record')
    .addOption(shared.as())
    .addOption(shared.data())
    .addOption(shared.yes())
    .addOption(shared.noInput())
    .addOption(shared.json())
    .action(async (key: string, options: UncertainOptions) => {
      const { opening, running } = await endUncertain(terminal, key, options, {
        look: checkNone,
        question: ({ display }) =>
          `No ticket with the key of ${display} was found just now. Another one is opened at once; are you sure that there is none?`,
        end: (register, opening, _, actor) => ruleOut(register, opening, actor, systemClock()),
      });
      if (options.json) return terminal.out(JSON.stringify({ key: opening.record.row.key, running }));
      terminal.out(
        `${opening.display} is opened${running ? ' now' : ' when dutybound up runs'}, unless it is found before.`,
      );
    });
}
