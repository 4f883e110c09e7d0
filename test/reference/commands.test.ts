import { describe, expect, it } from '@jest/globals';
import { Argument, Command, Option } from 'commander';
import { commandsOf } from '../../script/reference/commands.ts';

function sample(): Command {
  const inner = new Command('raise')
    .description('raise one')
    .argument('<title>', 'a few words')
    .addArgument(new Argument('<kind>', 'what').choices(['fire', 'flood']))
    .argument('[note]', 'more words')
    .addOption(new Option('--grade <grade>', 'how bad').choices(['minor', 'major']).default('minor'))
    .addOption(new Option('--data <folder>', 'where').env('SOME_DATA'))
    .requiredOption('--as <person>', 'who | by id')
    .option('--no-input', 'never ask');
  return new Command('tool').addCommand(new Command('nc').description('all of them').addCommand(inner));
}

describe('the page of commands', () => {
  const [text = ''] = commandsOf(sample());

  it('names an inner command with the outer one, and its arguments', () => {
    expect(commandsOf(sample())).toHaveLength(1);
    expect(text).toContain('## `dutybound nc raise <title> <kind> [note]`\n\nRaise one.');
  });

  it('says what is required, what may be chosen, the default, and the variable', () => {
    expect(text).toContain('| `<title>` | a few words | required |');
    expect(text).toContain('| `<kind>` | what (`fire`, `flood`) | required |');
    expect(text).toContain('| `[note]` | more words |  |');
    expect(text).toContain('| `--grade <grade>` | how bad (`minor`, `major`) | `minor` |');
    expect(text).toContain('| `--data <folder>` | where [`SOME_DATA`] |  |');
    expect(text).toContain('| `--no-input` | never ask |  |');
  });

  it('keeps a pipe from ending its cell', () => {
    expect(text).toContain('| `--as <person>` | who \\| by id | required |');
  });
});
