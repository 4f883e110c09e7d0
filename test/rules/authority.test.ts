import { describe, expect, it } from '@jest/globals';
import { deciders, decidesFor, standsIn, worksFor } from '../../rules/authority.ts';
import type { Delegation } from '../../rules/programme.ts';
import { organisation } from './task/people.ts';
import { at } from './task/terms.ts';

const noon = at('04-14 12:00');
const delegated = (parts: Partial<Delegation> = {}) =>
  organisation({}, { mara: { to: 'ken', powers: ['verify'], ...parts } });

describe('who decides', () => {
  it('is the first level that has somebody left', () => {
    expect(deciders([['mara', 'mara', 'jonas'], ['elena']], [])).toEqual(['mara', 'jonas']);
    expect(deciders([['mara', 'jonas'], ['elena']], ['mara'])).toEqual(['jonas']);
    expect(deciders([['mara'], ['mara'], ['elena']], ['mara'])).toEqual(['elena']);
    expect(deciders([[], ['elena']], ['elena'])).toEqual([]);
  });

  it('is whoever is allowed, or their delegate with that power', () => {
    expect(decidesFor(delegated(), ['mara'], [], 'mara', 'verify', noon)).toBe('mara');
    expect(decidesFor(delegated(), ['mara'], [], 'ken', 'verify', noon)).toBe('mara');
    expect(decidesFor(delegated(), ['mara'], [], 'priya', 'verify', noon)).toBeUndefined();
  });

  it.each([
    ['another power', 'extend' as const, {}],
    ['before the delegation', 'verify' as const, { from: '2027-04-15' }],
    ['after it', 'verify' as const, { until: '2027-04-13' }],
  ])('is no delegate for %s', (_, power, parts) => {
    expect(decidesFor(delegated(parts), ['mara'], [], 'ken', power, noon)).toBeUndefined();
  });

  it('counts the days of a delegation by local dates, both inclusive', () => {
    const oneDay = delegated({ from: '2027-04-14', until: '2027-04-14' });
    expect(decidesFor(oneDay, ['mara'], [], 'ken', 'verify', at('04-14 00:00'))).toBe('mara');
    expect(decidesFor(oneDay, ['mara'], [], 'ken', 'verify', at('04-14 23:59'))).toBe('mara');
    expect(decidesFor(oneDay, ['mara'], [], 'ken', 'verify', at('04-13 23:59'))).toBeUndefined();
    expect(decidesFor(oneDay, ['mara'], [], 'ken', 'verify', at('04-15 00:00'))).toBeUndefined();
  });

  it('is never one who is barred, as a delegate either', () => {
    expect(decidesFor(delegated(), ['mara'], ['mara'], 'mara', 'verify', noon)).toBeUndefined();
    expect(decidesFor(delegated(), ['mara'], ['ken'], 'ken', 'verify', noon)).toBeUndefined();
  });
});

describe('who works', () => {
  it('hands in: the assignee, a delegate, the manager', () => {
    const org = organisation({}, { sam: { to: 'ken', powers: [], until: '2027-04-14' } });
    expect(['sam', 'ken', 'jonas', 'mara', 'elena'].filter((p) => worksFor(org, p, 'sam', noon))).toEqual([
      'sam',
      'ken',
      'jonas',
    ]);
    expect(worksFor(org, 'ken', 'sam', at('04-15 12:00'))).toBe(false);
  });

  it('stands in: the assignee and a delegate, not the manager', () => {
    const org = organisation({}, { sam: { to: 'ken', powers: [] } });
    expect(['sam', 'ken', 'jonas', 'mara'].filter((p) => standsIn(org, p, 'sam', noon))).toEqual(['sam', 'ken']);
  });
});
