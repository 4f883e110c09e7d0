import { describe, expect, it } from '@jest/globals';
import { type Case, progressOf } from '../../script/adapter/table.ts';

const suite = 'tickets of a tracker';
const some = (part: string | undefined, title: string, status: string): Case => ({
  ancestorTitles: part === undefined ? [suite] : [suite, part],
  title,
  status,
});

describe('how far an adapter has come', () => {
  it('is told for each part of the port, with what is to go by name, and what is there though declared as lacking', () => {
    const { text, isWhole } = progressOf([
      some('read', 'says who closed it', 'passed'),
      some('read', 'tells assignments', 'failed'),
      some('comment, attachment', 'once per key', 'passed'),
      some('comment, attachment', 'a heard comment shows it (lacks reactions)', 'passed'),
      some('comment, attachment', 'a reply is one (lacks replies)', 'failed'),
      some(undefined, 'declares exactly what it lacks', 'passed'),
    ]);
    expect(text.split('\n')).toEqual([
      '✗ read                   1 of 2',
      '    ✗ tells assignments',
      '✗ comment, attachment    1 of 2, 1 lacking',
      '    ✗ a reply is one (lacks replies)',
      '✓ what is declared       1 of 1',
      '3 pass, 2 to go, 1 declared as lacking',
      '',
    ]);
    expect(isWhole).toBe(false);
  });

  it('is the whole way where nothing is to go, and none where nothing was asked', () => {
    expect(progressOf([some('read', 'one', 'passed'), some('read', 'two (lacks it)', 'passed')]).isWhole).toBe(true);
    expect(progressOf([]).isWhole).toBe(false);
  });
});
