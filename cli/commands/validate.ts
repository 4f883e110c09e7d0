import { Command } from 'commander';
import { readProgramme, shared } from '../options.ts';
import { counted, type Terminal } from '../terminal.ts';

/** `validate`: reads the programme and tells every mistake at once; asks nobody and writes nothing. */
export function validate(terminal: Terminal): Command {
  return new Command('validate')
    .description('check the programme file; every mistake at once, with its line')
    .addOption(shared.programme())
    .addOption(shared.json())
    .action((options: { programme: string; json?: boolean }) => {
      const { programme } = readProgramme(terminal, options.programme);
      const { duties, people } = programme;
      if (options.json) terminal.out(JSON.stringify({ valid: true, duties: duties.length, people: people.length }));
      else
        terminal.out(
          `${options.programme} is valid: ${counted(duties.length, 'duty', 'duties')}, ${counted(people.length, 'person', 'people')}`,
        );
    });
}
