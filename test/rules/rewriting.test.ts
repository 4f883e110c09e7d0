import { describe, expect, it } from '@jest/globals';
import { rewritingLeft, saidToBeLast } from '../../rules/rewriting.ts';
import type { Block } from '../../rules/ticket.ts';

describe('what may still be rewritten of a ticket', () => {
  it.each([
    ['task', 5, false, 'whole'],
    ['task', 6, false, 'last'],
    ['task', 7, false, 'none'],
    ['task', 7, true, 'whole'],
    ['task', 8, true, 'none'],
    ['nonconformity', 13, false, 'whole'],
    ['nonconformity', 14, false, 'last'],
    ['nonconformity', 15, false, 'none'],
    ['nonconformity', 15, true, 'whole'],
    ['nonconformity', 16, true, 'none'],
  ] as const)('of a %s that was rewritten %d times, ended %s: %s', (table, before, ended, left) => {
    expect(rewritingLeft(table, before, ended)).toBe(left);
  });

  it('says in the last rewrite before its end that it is one, and needs none where nothing changed', () => {
    const block: Block = [{ kind: 'paragraph', text: ['Check it.'] }];
    expect(saidToBeLast(block, block)).toBe(block);
    expect(JSON.stringify(saidToBeLast(block, []).at(-1))).toMatch(/stays as it is until the end/);
  });
});
