import { describe, expect, it } from '@jest/globals';
import { cadences } from '../../../rules/plan/cadences.ts';
import type { Duty, Programme } from '../../../rules/programme.ts';
import { days, duty, months, programme } from '../programmes.ts';

const THEN = { at: '2027-01-04T08:00:00.000Z', version: 1 };
const NOW = { at: '2027-06-01T08:00:00.000Z', version: 2 };

/** A programme as it comes back from the register: keys in another order. */
function kept(made: Programme): Programme {
  const turned = (_: string, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).reverse())
      : part;
  return JSON.parse(JSON.stringify(made, turned));
}

function countedFrom(before: Programme, after: Programme): Record<string, string> {
  const applied = Object.fromEntries(before.duties.map(({ id }) => [id, THEN]));
  const found = cadences({ programme: kept(before), applied }, after, NOW);
  return Object.fromEntries(Object.entries(found).map(([id, { at }]) => [id, at]));
}

describe('since when a cadence counts', () => {
  const other = duty({ id: 'assessment', first: '2027-04-16', every: months(12) });
  const { first, every, ...free } = duty({ id: 'criteria' });
  const tied: Duty = { ...free, before: { duty: 'assessment', by: days(30) } };
  const phased = duty({ id: 'review', every: [{ each: months(6), until: '2028-01-01' }, { each: months(12) }] });
  const all = programme([other, tied, phased]);

  it('begins with the first version, and with that which brings the duty', () => {
    expect(cadences(undefined, all, NOW)).toEqual({ assessment: NOW, criteria: NOW, review: NOW });
    expect(countedFrom(programme([other, tied]), all)).toEqual({
      assessment: THEN.at,
      criteria: THEN.at,
      review: NOW.at,
    });
  });

  it('stays where nothing of its dates is new, in whatever order the register keeps its keys', () => {
    expect(countedFrom(all, all)).toEqual({ assessment: THEN.at, criteria: THEN.at, review: THEN.at });
    const applied = { review: THEN };
    const going = cadences({ programme: all, applied }, all, NOW);
    expect(going.review).toEqual({ at: THEN.at, version: NOW.version });
    const renamed = programme([other, tied, { ...phased, title: 'Another title' }]);
    expect(countedFrom(all, renamed)).toEqual({ assessment: THEN.at, criteria: THEN.at, review: THEN.at });
  });

  it('begins anew where its dates change, those of the duty that it is tied to included', () => {
    const moved = programme([{ ...other, every: months(6) }, tied, phased]);
    expect(countedFrom(all, moved)).toEqual({ assessment: NOW.at, criteria: NOW.at, review: THEN.at });
    const rule = programme([other, tied, { ...phased, every: { rule: 'FREQ=YEARLY' } }]);
    expect(countedFrom(all, rule)).toEqual({ assessment: THEN.at, criteria: THEN.at, review: NOW.at });
  });
});
