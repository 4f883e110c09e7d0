import { describe, expect, it } from '@jest/globals';
import { type Authority, decidedBy, deciders, standsIn, withStandIns, worksFor } from '../../rules/authority.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { Delegation } from '../../rules/programme.ts';
import { organisation } from './task/people.ts';
import { at } from './task/terms.ts';

const noon = at('04-14 12:00');
const delegated = (parts: Partial<Delegation> = {}) =>
  organisation({}, { mara: { to: 'ken', powers: ['verify'], ...parts } });
/** @returns who decides by a word of this person, where the lead has the authority to verify. */
const decides = (org: Organisation, by: string, authority: Partial<Authority> = {}, when = noon) =>
  decidedBy(org, { by, at: when }, { allowed: ['mara'], power: 'verify', ...authority });

describe('who decides', () => {
  it('is the first level that has somebody left', () => {
    expect(deciders([['mara', 'mara', 'jonas'], ['elena']], [])).toEqual(['mara', 'jonas']);
    expect(deciders([['mara', 'jonas'], ['elena']], ['mara'])).toEqual(['jonas']);
    expect(deciders([['mara'], ['mara'], ['elena']], ['mara'])).toEqual(['elena']);
    expect(deciders([[], ['elena']], ['elena'])).toEqual([]);
  });

  it('is whoever is allowed, or their delegate with that power', () => {
    expect(decides(delegated(), 'mara')).toBe('mara');
    expect(decides(delegated(), 'ken')).toBe('ken');
    expect(decides(delegated(), 'priya')).toBeUndefined();
    expect(decidedBy(delegated(), { at: noon }, { allowed: ['mara'], power: 'verify' })).toBeUndefined();
  });

  it.each([
    ['another power', 'extend' as const, {}],
    ['before the delegation', 'verify' as const, { from: '2027-04-15' }],
    ['after it', 'verify' as const, { until: '2027-04-13' }],
  ])('is no delegate for %s', (_, power, parts) => {
    expect(decides(delegated(parts), 'ken', { power })).toBeUndefined();
  });

  it('counts the days of a delegation by local dates, both inclusive', () => {
    const oneDay = delegated({ from: '2027-04-14', until: '2027-04-14' });
    expect(decides(oneDay, 'ken', {}, at('04-14 00:00'))).toBe('ken');
    expect(decides(oneDay, 'ken', {}, at('04-14 23:59'))).toBe('ken');
    expect(decides(oneDay, 'ken', {}, at('04-13 23:59'))).toBeUndefined();
    expect(decides(oneDay, 'ken', {}, at('04-15 00:00'))).toBeUndefined();
  });

  it('is never one who is barred, as a delegate either', () => {
    expect(decides(delegated(), 'mara', { barred: ['mara'] })).toBeUndefined();
    expect(decides(delegated(), 'ken', { barred: ['ken'] })).toBeUndefined();
  });

  it('is asked together with whoever may decide instead on that day', () => {
    const asked = (authority: Partial<Authority>, when = noon) =>
      withStandIns(delegated({ until: '2027-04-14' }), { allowed: ['mara'], power: 'verify', ...authority }, when);
    expect(asked({})).toEqual(['mara', 'ken']);
    expect(asked({ power: 'extend' })).toEqual(['mara']);
    expect(asked({ barred: ['ken'] })).toEqual(['mara']);
    expect(asked({}, at('04-15 12:00'))).toEqual(['mara']);
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
