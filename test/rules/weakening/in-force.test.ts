import { describe, expect, it } from '@jest/globals';
import { inForceAfter, type Newest } from '../../../rules/weakening/in-force.ts';
import { duty, months, programme } from '../programmes.ts';

const THEN = '2027-01-04T08:00:00.000Z';
const NOW = '2027-06-01T08:00:00.000Z';
const before = programme([duty()]);
const current: Newest = { programme: before, applied: { 'access-review': { at: THEN, version: 1 } }, version: 1 };
const rarer = programme([duty({ every: months(6), title: 'Review of access' })]);
const PATH = 'duties.access-review.every';

describe('what a version puts in force', () => {
  it('is all of it where nothing was before', () => {
    expect(inForceAfter(undefined, rarer, NOW)).toEqual({
      inForce: { programme: rarer, applied: { 'access-review': { at: NOW, version: 1 } } },
      changes: [],
      unexplained: [],
    });
  });

  it('is not what gets weaker: that waits, needs a purpose, and its cadence goes on', () => {
    const { inForce, changes, unexplained } = inForceAfter(current, rarer, NOW);
    expect(inForce).toEqual({
      programme: programme([duty({ title: 'Review of access' })]),
      applied: { 'access-review': { at: THEN, version: 2 } },
    });
    expect(changes.map(({ path, pending }) => [path, pending])).toEqual([
      ['duties.access-review.title', false],
      [PATH, true],
    ]);
    expect(unexplained.map(({ path }) => path)).toEqual([PATH]);
  });

  it('is at once what gets stricter, from now on', () => {
    const { inForce, unexplained } = inForceAfter(current, programme([duty({ every: months(1) })]), NOW);
    expect(inForce.programme.duties[0]?.every).toEqual(months(1));
    expect([inForce.applied, unexplained]).toEqual([{ 'access-review': { at: NOW, version: 2 } }, []]);
  });

  it('needs no purpose again for what waits or was denied already, as long as it is the same', () => {
    const asked = { paths: [PATH], programme: rarer };
    const still = programme([duty({ every: months(12) })]);
    for (const pending of [asked, { ...asked, denied: true as const }]) {
      expect(inForceAfter({ ...current, pending }, rarer, NOW).unexplained).toEqual([]);
      expect(inForceAfter({ ...current, pending }, still, NOW).unexplained).toMatchObject([{ path: PATH }]);
    }
  });

  it('does not count as asked what stood beside it and needed nobody', () => {
    const pending = { paths: [], programme: rarer };
    expect(inForceAfter({ ...current, pending }, rarer, NOW).unexplained).toMatchObject([{ path: PATH }]);
  });
});
