import { Command } from 'commander';
import { shared, withRegister } from '../options.ts';
import { counted, exit, type Terminal } from '../terminal.ts';

/** `verify`: proves that the record is whole, or says where it is not. */
export function verify(terminal: Terminal): Command {
  return new Command('verify')
    .description('check the chain of the log, every kept file, and every table against the log')
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (options: { data: string; json?: boolean }) => {
      const found = await withRegister(terminal, options.data, (register) => register.verify());
      if (!found.ok) terminal.end(exit.failed);
      if (options.json) return terminal.out(JSON.stringify(found, null, 2));
      if (found.ok) return terminal.out(intact(found));
      for (const b of found.breaks) terminal.out(`✗ ${b.where}: found ${b.found}, expected ${b.expected}`);
      const next =
        found.projected === found.broken
          ? 'The log is whole: dutybound register rebuild makes the tables follow it. Keep a copy as evidence first.'
          : 'Restore a backup, and keep this folder as evidence.';
      terminal.out(`Broken in ${counted(found.broken, 'place', 'places')}. ${next}`);
    });
}

function intact({ events, head }: { events: number; head: string }): string {
  return events === 0
    ? 'Intact: nothing is recorded yet.'
    : `Intact: ${counted(events, 'event', 'events')}, head ${head}`;
}
