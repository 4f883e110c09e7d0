import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatMistakes, parseProgramme } from '../../config/programme.ts';
import { SAMPLE } from './sample.ts';

describe('every mistake at once', () => {
  it('of keys, values, and references together, in the order of the file, each once', () => {
    const text = SAMPLE.replace('instance: example', 'instance: BAD')
      .replace('manager: mara }', 'manager: nobody }')
      .replace('to: priya, from', 'to: sam, from')
      .replace('kind: github', 'knd: github')
      .replace(`"\${env:GITHUB_TOKEN}"`, 'hunter2')
      .replace('hard_limit: 14 days', 'hard_limit: soon')
      .replace('first: 2027-04-16', 'first: 2027-02-30')
      .replace('ladder: mine', 'ladder: L9');
    const result = parseProgramme(text, 'f');
    expect(
      'mistakes' in result && result.mistakes.map(({ line, column, path }) => `${line}:${column} ${path}`),
    ).toEqual([
      '2:11 instance',
      '12:84 people.priya.manager',
      '17:21 people.sam.delegate.to',
      '20:3 trackers.main.kind',
      '20:11 trackers.main.knd',
      '20:57 trackers.main.token',
      '27:17 ladders.mine.hard_limit',
      '41:12 duties.access-review.first',
      '42:13 duties.access-review.ladder',
    ]);
  });
});

/** Places in which somebody may put a secret by mistake; `@` stands for it. */
const SLIPS: [string, string][] = [
  [`"\${env:GITHUB_TOKEN}"`, '@'],
  [`"\${env:GITHUB_TOKEN}"`, '"@\n'],
  [`"\${env:GITHUB_TOKEN}"`, '[@]'],
  [`"\${env:GITHUB_TOKEN}"`, '{ env: @ }'],
  [`"\${env:GITHUB_TOKEN}"`, '{ @ }'],
  [`"\${env:GITHUB_TOKEN}"`, '*@'],
  [`"\${env:GITHUB_TOKEN}"`, '!@ x'],
  [`"\${env:GITHUB_TOKEN}"`, `"\${env:GITHUB_TOKEN}", @`],
  [`"\${env:GITHUB_TOKEN}"`, `"\${env:GITHUB_TOKEN}" @`],
  [`"\${env:GITHUB_TOKEN}"`, `"\${env:GITHUB_TOKEN}", @: x`],
  [`"\${env:GITHUB_TOKEN}"`, `"\${env:GITHUB_TOKEN}", webhook_secret: @`],
  [`"\${env:GITHUB_TOKEN}"`, `"\${env:GITHUB_TOKEN}", webhook_secert: @`],
  [`"\${env:GITHUB_TOKEN}"`, `"\${env:GITHUB_TOKEN}", api: "https://@:x@example.com"`],
  ['token: ', 'token:@ '],
  ['  main: { kind', '  token: @\n  main: { kind'],
  ['trackers:\n', 'trackers: @\n'],
  ['trackers:\n', 'token: @\ntrackers:\n'],
  ['"smtp://127.0.0.1:2525"', '@'],
  ['"smtp://127.0.0.1:2525"', '"smtp://user:@@127.0.0.1:2525"'],
  ['"smtp://127.0.0.1:2525"', '"smtp://127.0.0.1:2525?password=@"'],
  ['notices:\n', 'notices:\n  chat: { webhook: "https://chat.example.com/@" }\n'],
  ['notices:\n', 'notices:\n  chat: "https://chat.example.com/@"\n'],
  ['instance: example', 'instance: example\nurl: "https://user:@@isms.example.com"'],
  ['instance: example', 'instance: example\nurl: "https://isms.example.com/?token=@"'],
];

describe('a literal secret', () => {
  it.each(SLIPS)('is refused and not repeated: %j -> %j', (passage, slip) => {
    for (const secret of ['hunter2', 'ghp_a1B2c3D4e5F6g7H8', 'correcthorsebattery']) {
      expect(SAMPLE).toContain(passage);
      const result = parseProgramme(
        SAMPLE.replace(passage, () => slip.replace('@', secret)),
        'f',
      );
      expect('mistakes' in result && result.mistakes.length).toBeGreaterThan(0);
      expect(JSON.stringify(result)).not.toContain(secret);
    }
  });
});

describe('any text', () => {
  const mutated = fc
    .array(
      fc.tuple(
        fc.nat(SAMPLE.length),
        fc.nat(12),
        fc.constantFrom('', ' ', '\n', '  ', ':', '- ', '[', '}', '"', '&a ', '*a', '!', '\t', '? ', '#', '~', '0'),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((edits) => edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), SAMPLE));

  it.each([
    ['arbitrary', fc.string({ unit: 'binary' })],
    ['mutated', mutated],
  ])('%s: never throws; mistakes point into the text', (_, texts) => {
    fc.assert(fc.property(texts, isAnswered), { numRuns: 300 });
  });

  it.each([
    '',
    '\n',
    '# nothing',
    '---',
    '...',
    '\uFEFF',
    '[]',
    '- a',
    'text',
    '{',
    '['.repeat(5000),
    'a: &a [*a]',
    '__proto__: x',
    'people: { constructor: 1 }',
    '? [a]\n: b',
  ])('is answered with mistakes: %j', (text) => {
    isAnswered(text);
    expect(parseProgramme(text, 'f')).toHaveProperty('mistakes');
  });
});

function isAnswered(text: string): void {
  const result = parseProgramme(text, 'f');
  if (!('mistakes' in result)) return;
  const lines = text.split('\n');
  expect(result.mistakes.length).toBeGreaterThan(0);
  for (const { line, column } of result.mistakes) {
    expect(line >= 1 && line <= lines.length).toBe(true);
    expect(column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1).toBe(true);
  }
  expect(formatMistakes(result.mistakes).split('\n')).toHaveLength(result.mistakes.length);
}
