import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Programme } from '../../../rules/programme.ts';
import { compare, effective } from '../../../rules/weakening.ts';
import { days, duty, L1, L2, months, programme } from '../programmes.ts';

const before = programme([duty(), duty({ id: 'policy', ladder: 'L2' })], { ladders: [L1, L2] });
const pendingOf = (after: Programme) =>
  compare(before, after)
    .filter(({ pending }) => pending)
    .map(({ path }) => path);
const inEffect = (after: Programme) => effective(before, after, pendingOf(after));

describe('the effective programme', () => {
  it('keeps the old value of what is weaker and takes the new one of the rest', () => {
    const after = programme([duty({ every: months(6), title: 'New title' }), duty({ id: 'policy', ladder: 'L2' })]);
    const [found] = inEffect(after).duties;
    expect([found?.every, found?.title]).toEqual([months(3), 'New title']);
    expect(effective(before, after, [])).toEqual(after);
  });

  it('puts back removed duties, verifiers, and evidence in their places', () => {
    const { verifier: _, ...unverified } = duty({ evidence: duty().evidence.slice(1) });
    expect(inEffect(programme([unverified])).duties).toEqual(before.duties);
    expect(inEffect(programme([before.duties[1] ?? duty()])).duties).toEqual(before.duties);
  });

  it('takes out what was never set', () => {
    const after = programme([duty({ until: '2028-01-01', extensions: 5 }), before.duties[1] ?? duty()]);
    expect(inEffect(after).duties).toStrictEqual(before.duties);
  });

  it('keeps what the kept duties name', () => {
    const after = programme(
      before.duties.map((old) => ({ ...old, ladder: 'L1' })),
      { ladders: [L1], processes: [], trackers: [] },
    );
    const found = inEffect(after);
    expect(found.duties.map(({ ladder }) => ladder)).toEqual(['L2', 'L2']);
    expect(found.ladders).toEqual([L1, L2]);
    expect(found.processes).toEqual(before.processes);
  });

  it('leaves power where it was', () => {
    const after = programme(before.duties, {
      roles: { lead: ['sam'], top: ['sam'] },
      people: before.people.filter(({ id }) => id === 'sam'),
    });
    const found = inEffect(after);
    expect(found.roles).toEqual(before.roles);
    expect(found.people.map(({ id }) => id).sort()).toEqual(['elena', 'mara', 'sam']);
  });

  it('has nothing pending against what it came from, and comparing again still finds what is', () => {
    const duties = fc
      .record({
        every: fc.integer({ min: 1, max: 12 }).map(months),
        first: fc.constantFrom('2027-04-16', '2027-05-16'),
        hardLimit: fc.integer({ min: 1, max: 40 }).map(days),
        ladder: fc.constantFrom('L1', 'L2'),
        selfVerification: fc.boolean(),
        evidence: fc.subarray(duty().evidence),
        title: fc.constantFrom('a', 'b'),
      })
      .map((parts) => duty(parts));
    const programmes = fc.array(duties, { maxLength: 1 }).map((made) => programme(made));
    fc.assert(
      fc.property(programmes, programmes, (was, is) => {
        const pending = (from: Programme, to: Programme) => compare(from, to).filter((change) => change.pending);
        const found = effective(
          was,
          is,
          pending(was, is).map(({ path }) => path),
        );
        expect(pending(was, found)).toEqual([]);
        expect(effective(was, is, [])).toEqual(is);
        expect(pending(found, is).map(({ path }) => path)).toEqual(pending(was, is).map(({ path }) => path));
      }),
      { numRuns: 100 },
    );
  });
});
