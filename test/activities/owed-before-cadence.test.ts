import { describe, expect, it } from '@jest/globals';
import { owedBefore } from '../../activities/openings/owed-before.ts';
import type { Current } from '../../activities/organisation.ts';
import { duty, programme } from '../rules/programmes.ts';

const applied = { at: '2027-04-01T08:00:00.000Z', version: 1 };
const current: Current = {
  programme: programme([duty()]),
  applied: { 'access-review': applied },
  version: 1,
  hash: 'x',
};
/** Due on 16 April and each three months; each opens 15 days before. */
const owed = (now: string, since = now) =>
  owedBefore(current, { 'access-review': { at: since, version: 2 } }, new Set(), now).map(({ period }) => period);

describe('what is owed before a cadence begins anew', () => {
  it('is what is past and was not opened; the day itself is the new cadence’s', () => {
    expect(owed('2027-08-02T08:00:00.000Z')).toEqual(['2027-04-16', '2027-07-16']);
    expect(owed('2027-07-16T08:00:00.000Z')).toEqual(['2027-04-16']);
    expect(owed('2027-07-10T08:00:00.000Z')).toEqual(['2027-04-16']);
  });

  it('is nothing of a cadence that goes on, and all of one that ends', () => {
    expect(owed('2027-08-02T08:00:00.000Z', applied.at)).toEqual([]);
    expect(owedBefore(current, {}, new Set(), '2027-08-02T08:00:00.000Z')).toHaveLength(2);
  });
});
