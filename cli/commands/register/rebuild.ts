import { Command } from 'commander';
import { LogDamaged, rebuild } from '../../../activities/rebuild.ts';
import { actorOf, shared, withRegister } from '../../options.ts';
import { counted, Refusal, type Terminal } from '../../terminal.ts';

/** `register rebuild`: makes every table what the log says, while the engine goes on. */
export function rebuildTables(terminal: Terminal): Command {
  return new Command('rebuild')
    .description('fold the log anew and put right what differs in the tables; the engine may go on running')
    .addOption(shared.as())
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (options: { as?: string; data: string; json?: boolean }) => {
      const found = await withRegister(terminal, options.data, async (register) =>
        rebuild(register, await actorOf(register, options.as)).catch((error) => {
          throw error instanceof LogDamaged ? new Refusal(error.message) : error;
        }),
      );
      if (options.json) return terminal.out(JSON.stringify(found, null, 2));
      const { events, records, differing, differed } = found;
      for (const where of differing) terminal.out(`mended ${where}`);
      if (differed > differing.length) terminal.out(`and ${differed - differing.length} more`);
      const so =
        differed === 0 ? 'Nothing differed.' : `${counted(differed, 'place', 'places')} differed; the log tells of it.`;
      terminal.out(`${counted(records, 'record', 'records')} from ${counted(events, 'event', 'events')}. ${so}`);
    });
}
