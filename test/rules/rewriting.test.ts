import { describe, expect, it } from '@jest/globals';
import { rewritingLeft, saidToBeLast } from '../../rules/rewriting.ts';

describe('what may still be rewritten of a ticket', () => {
  it.each([
    ['task', 5, false, 0, 'free'],
    ['task', 6, false, 0, 'last'],
    ['task', 7, false, 0, 'none'],
    ['task', 7, true, 0, 'free'],
    ['task', 8, true, 0, 'none'],
    ['task', 8, false, 1, 'last'],
    ['task', 9, true, 1, 'free'],
    ['task', 10, true, 1, 'none'],
    ['nonconformity', 13, false, 0, 'free'],
    ['nonconformity', 14, false, 0, 'last'],
    ['nonconformity', 15, false, 0, 'none'],
    ['nonconformity', 15, true, 0, 'free'],
    ['nonconformity', 16, true, 0, 'none'],
  ] as const)('of a %s rewritten %d times, ended %s, revived %d times: %s', (table, times, ended, revivals, left) => {
    expect(rewritingLeft(table, { times, ended, revivals })).toBe(left);
  });

  it('the last rewrite before the end says that it is the last one', () => {
    expect(JSON.stringify(saidToBeLast([]).at(-1))).toMatch(/stays as it is until the end/);
  });
});
