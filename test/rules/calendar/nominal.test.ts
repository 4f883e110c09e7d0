import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nominalDates } from '../../../rules/calendar/nominal.ts';
import type { Span } from '../../../rules/time.ts';
import { berlin } from './calendars.ts';

function take(anchor: string, every: Span | undefined, from: string, n: number): string[] {
  const found: string[] = [];
  for (const date of nominalDates(berlin, anchor, every, from)) {
    if (found.push(date) === n) break;
  }
  return found;
}

const months = (n: number): Span => ({ unit: 'months', n });

describe('nominal dates', () => {
  it('monthly from the 31st clamp to short months and return', () => {
    expect(take('2027-01-31', months(1), '2027-01-31', 5)).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
    ]);
    expect(take('2027-01-31', months(1), '2031-02-01', 2)).toEqual(['2031-02-28', '2031-03-31']);
  });

  it('yearly from 29 February are 28 February in other years', () => {
    expect(take('2028-02-29', months(12), '2028-01-01', 5)).toEqual([
      '2028-02-29',
      '2029-02-28',
      '2030-02-28',
      '2031-02-28',
      '2032-02-29',
    ]);
  });

  it('include the first day asked for and never lie before the anchor', () => {
    expect(take('2027-04-16', months(3), '2027-07-16', 1)).toEqual(['2027-07-16']);
    expect(take('2027-04-16', months(3), '2027-07-17', 1)).toEqual(['2027-10-16']);
    expect(take('2027-04-16', months(3), '2020-01-01', 1)).toEqual(['2027-04-16']);
  });

  it('count working days and exact time from the anchor', () => {
    expect(take('2027-04-16', { unit: 'working-days', n: 5 }, '2027-04-16', 3)).toEqual([
      '2027-04-16',
      '2027-04-23',
      '2027-04-30',
    ]);
    expect(take('2026-11-22T08:40:00.000Z', { unit: 'ms', n: 40_000 }, '2026-11-22T08:41:00.001Z', 2)).toEqual([
      '2026-11-22T08:41:20.000Z',
      '2026-11-22T08:42:00.000Z',
    ]);
  });

  it('are only the anchor without an interval', () => {
    expect(take('2027-04-16', undefined, '2027-04-16', 9)).toEqual(['2027-04-16']);
    expect(take('2027-04-16', undefined, '2027-04-17', 9)).toEqual([]);
  });

  it('refuse an interval that does not advance', () => {
    expect(() => take('2027-04-16', months(0), '2027-04-16', 1)).toThrow(
      'interval: found 0 months; it must be 1 or more',
    );
  });

  it('are the same wherever one starts to look, and keep their day of the month', () => {
    const anchors = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(anchors, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 90 }), (day, n, skip) => {
        const anchor = day.toISOString().slice(0, 10);
        const all = take(anchor, months(n), anchor, skip + 3);
        expect(take(anchor, months(n), all[skip] ?? '', 3)).toEqual(all.slice(skip));
        all.forEach((date, k) => {
          const [y, m] = [day.getUTCFullYear(), day.getUTCMonth() + k * n];
          const length = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
          const expected = new Date(Date.UTC(y, m, Math.min(day.getUTCDate(), length)));
          expect(date).toBe(expected.toISOString().slice(0, 10));
        });
      }),
      { numRuns: 60 },
    );
  });
});
