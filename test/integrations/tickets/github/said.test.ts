import { expect, it } from '@jest/globals';
import { saidIn } from '../../../../integrations/tickets/github/markdown/said.ts';

const WEB = 'https://github.com';
const FILE = 'https://github.com/example/isms/blob/main/export.csv';
const idIn = (body: string, web: string) => saidIn(body, web).attachments[0]?.id;

it('a text read before says the same, and one that begins alike says its own', () => {
  const first = saidIn('This is what was done in April', WEB);
  expect(saidIn('This is what was done in April', WEB)).toBe(first);
  expect(saidIn('This is what was done in April, and in May', WEB).text).toBe(
    'This is what was done in April, and in May',
  );
});

it('what is linked may be fetched from the tracker’s own pages alone, whichever of two reads it first', () => {
  expect(idIn(FILE, WEB)).toBeDefined();
  expect(idIn(FILE, 'https://git.example.com')).toBeUndefined();
});

it('nobody changes for others what was read', () => {
  const { attachments } = saidIn(`see ${FILE}`, WEB);
  expect(() => attachments.push({ name: 'x', url: 'x' })).toThrow(TypeError);
});

it('many long texts are read right, though not all of them are kept', () => {
  const long = (n: number) => `${n} ${'word '.repeat(20_000)}`.trim();
  for (let n = 0; n < 60; n++) expect(saidIn(long(n), WEB).text.startsWith(`${n} word`)).toBe(true);
  expect(saidIn(long(0), WEB).text.startsWith('0 word')).toBe(true);
});
