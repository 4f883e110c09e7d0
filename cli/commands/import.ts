import { Argument, Command } from 'commander';
import { importTable } from '../../activities/import.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import { importables } from '../../config/import/all.ts';
import { formatTableMistakes } from '../../config/import/table.ts';
import { systemClock } from '../../workers/installation.ts';
import { actorOf, readText, shared, withRegister } from '../options.ts';
import { counted, Refusal, type Terminal } from '../terminal.ts';

interface Options {
  data: string;
  as?: string;
  json?: boolean;
}

/** `import NOUN FILE`: brings along what was kept in tables before. */
export function importTables(terminal: Terminal): Command {
  return new Command('import')
    .description('bring along what was kept in a table (CSV); all of it or, with every mistake told at once, nothing')
    .addArgument(new Argument('<what>', 'what the table holds').choices(Object.keys(importables)))
    .argument('<file>', 'CSV with a header line')
    .addOption(shared.as())
    .addOption(shared.data())
    .addOption(shared.json())
    .addHelpText('after', `\nColumns, what may be left out in brackets:\n${headers()}`)
    .action((what: string, name: string, options: Options) =>
      withRegister(terminal, options.data, async (register) => {
        const importable = importables[what];
        const current = await currentProgramme(register);
        if (!current || !importable) throw new Refusal('No programme has been applied yet; run dutybound apply.');
        const file = { name, text: readText(terminal, name) };
        const actor = await actorOf(register, options.as);
        const { programme } = current;
        const done = await importTable(register, importable, file, { programme, actor, now: systemClock() });
        if ('mistakes' in done) {
          const n = counted(done.mistakes.length, 'mistake', 'mistakes');
          throw new Refusal(`${formatTableMistakes(name, done.mistakes)}\n${n}; nothing was imported.`);
        }
        const { lines, events } = done;
        if (options.json) return terminal.out(JSON.stringify({ lines, recorded: events.length }));
        const told =
          events.length === 0
            ? 'all of it was recorded before'
            : `${counted(events.length, 'event', 'events')} recorded`;
        terminal.out(`${counted(lines, 'line', 'lines')} of ${name}: ${told}.`);
      }),
    );
}

function headers(): string {
  return Object.entries(importables)
    .map(([what, { header }]) => `  ${what.padEnd(10)} ${header}`)
    .join('\n');
}
