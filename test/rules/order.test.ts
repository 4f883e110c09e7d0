import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byText, compareNumbered, compareText } from '../../rules/order.ts';

describe('texts in order', () => {
  it('go by their code units, whichever way they are compared', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(Math.sign(compareText(one, other))).toBe(one < other ? -1 : Number(one > other));
        expect(compareText(other, one) + compareText(one, other)).toBe(0);
      }),
    );
  });

  it('leave equal ones as they stand', () => {
    const things = [
      { at: '2027-04-02', n: 1 },
      { at: '2027-04-01', n: 2 },
      { at: '2027-04-02', n: 3 },
      { at: '2027-04-01', n: 4 },
    ];
    expect(things.toSorted(byText(({ at }) => at)).map(({ n }) => n)).toEqual([2, 4, 1, 3]);
  });

  it('with numbers go as people count', () => {
    expect(['R-10', 'R-2', 'A.5.9', 'A.5.10'].toSorted(compareNumbered)).toEqual(['A.5.9', 'A.5.10', 'R-2', 'R-10']);
  });
});
