import { Command } from 'commander';
import { linkable, link as linkTo } from '../../activities/tickets/link.ts';
import { systemClock } from '../../workers/installation.ts';
import { shared } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { endUncertain, type UncertainOptions } from '../uncertain.ts';

/** `link KEY REF`: says which ticket an opening made whose outcome is unknown. */
export function link(terminal: Terminal): Command {
  return new Command('link')
    .description('say that this ticket is the one: ends an opening whose outcome is unknown')
    .argument('<key>', 'key or display id (AR-7K2) of the record')
    .argument('<ticket>', "its ticket: '#231', 231, ISMS-88, or its address")
    .addOption(shared.as())
    .addOption(shared.data())
    .addOption(shared.yes())
    .addOption(shared.noInput())
    .addOption(shared.json())
    .action(async (key: string, reference: string, options: UncertainOptions) => {
      const { opening, found, running } = await endUncertain(terminal, key, options, {
        look: (register, tickets, opening) => linkable(register, tickets, opening, reference),
        question: ({ display }, { ref }) =>
          `${ref.number} becomes the ticket of ${display}, and the engine writes its own part into it. Is it the one?`,
        end: (register, opening, found, actor) => linkTo(register, opening, found, actor, systemClock()),
      });
      const { number, url } = found.ref;
      if (options.json)
        return terminal.out(JSON.stringify({ key: opening.record.row.key, ticket: number, url, running }));
      terminal.out(
        `${number} is the ticket of ${opening.display}.${running ? '' : ' It is written when dutybound up runs.'}`,
      );
    });
}
