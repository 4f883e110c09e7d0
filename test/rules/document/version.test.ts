import { describe, expect, it } from '@jest/globals';
import { parseCommands } from '../../../rules/commands.ts';
import { version } from '../../../rules/document/version.ts';
import type { Item } from '../../../rules/task/state.ts';

const item = (form: Item['form']): Item[] => [
  { id: 'version', text: { text: '' }, file: false, kept: false, word: 'version', ...(form && { form }) },
];
function read(text: string, form: Item['form'] = { version: '3.1', location: 'https://wiki.example.com/policy' }) {
  const [said] = parseCommands(text);
  if (said?.kind !== 'command') throw new Error(`${text} is no command`);
  return version.read(said.command, item(form), {} as never, {} as never, 'sam');
}

describe('the word version', () => {
  it.each([
    ['/version https://wiki.example.com/v9 3.2', { version: '3.2', location: 'https://wiki.example.com/v9' }],
    ['/version 3.2 https://wiki.example.com/v9', { version: '3.2', location: 'https://wiki.example.com/v9' }],
    ['/version v3.2', { version: '3.2', location: 'https://wiki.example.com/policy' }],
    ['/version 2027-04 the shared drive', { version: '2027-04', location: 'the shared drive' }],
    [
      '/version unchanged, because nothing new is used',
      { version: '3.1', location: 'https://wiki.example.com/policy', unchanged: 'nothing new is used' },
    ],
  ])('%s', (text, says) => expect(read(text)).toMatchObject({ item: 'version', says }));

  it.each([
    ['/version', 'it begins with the version'],
    ['/version final https://wiki.example.com', 'it begins with the version'],
    ['/version 3.1 https://wiki.example.com/v9', '3.1 is the version in force'],
    ['/version unchanged', 'it needs a reason'],
  ])('%s is refused: %s', (text, wrong) => expect(read(text)).toEqual({ wrong: expect.stringContaining(wrong) }));

  it('knows no version that could be unchanged, nor a location, before the first approval', () => {
    expect(read('/version unchanged because it is fine', {})).toMatchObject({
      wrong: expect.stringContaining('on record'),
    });
    expect(read('/version 1.0', {})).toMatchObject({ wrong: expect.stringContaining('location') });
  });
});
