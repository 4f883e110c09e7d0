import { describe, expect, it } from '@jest/globals';
import { type ClosedBefore, similarTo } from '../../../rules/nonconformity/similar.ts';

const raised = { process: 'access', clauses: ['A.5.18', '7.2'] };
/** In Berlin it is 2 April by then. */
const now = '2027-04-01T23:30:00.000Z';

function resembles(changes: Partial<ClosedBefore>): boolean {
  const closed = { process: 'access', clauses: ['A.5.18'], closedAt: '2027-02-01T10:00:00.000Z', ...changes };
  return similarTo(raised, [closed], 'Europe/Berlin', now).length > 0;
}

describe('what a new nonconformity may repeat', () => {
  it('is closed ones of its process that have a clause in common', () => {
    expect(resembles({})).toBe(true);
    expect(resembles({ clauses: ['9.2', '7.2'] })).toBe(true);
    expect(resembles({ clauses: ['9.2', 'A.5.1'] })).toBe(false);
    expect(resembles({ clauses: [] })).toBe(false);
    expect(resembles({ process: 'backup' })).toBe(false);
  });

  it('is what was closed within a year, by the organisation’s days', () => {
    expect(resembles({ closedAt: '2026-04-01T22:00:00.000Z' })).toBe(true);
    expect(resembles({ closedAt: '2026-04-01T21:59:59.999Z' })).toBe(false);
  });

  it('comes in the order in which it was found', () => {
    const found = ['b', 'a', 'c'].map((key) => ({ ...raised, closedAt: now, key }));
    expect(similarTo(raised, found, 'Europe/Berlin', now).map(({ key }) => key)).toEqual(['b', 'a', 'c']);
  });
});
