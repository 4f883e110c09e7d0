import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Cadence } from '../../../rules/calendar/cadence.ts';
import { nominalDates } from '../../../rules/calendar/nominal.ts';
import { periodName } from '../../../rules/calendar/period-name.ts';
import type { Span } from '../../../rules/time.ts';
import { berlin } from './calendars.ts';

function take(anchor: string, every: Cadence | undefined, from: string, n: number): string[] {
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

describe('nominal dates in phases', () => {
  const twiceThenYearly: Cadence = [{ each: months(6), until: '2027-12-31' }, { each: months(12) }];

  it('count each phase from the last date of those before it', () => {
    const dates = ['2027-06-10', '2027-12-10', '2028-12-10', '2029-12-10'];
    expect(take('2027-06-10', twiceThenYearly, '2027-06-10', 4)).toEqual(dates);
    expect(take('2027-06-10', twiceThenYearly, '2027-12-11', 2)).toEqual(dates.slice(2));
    expect(take('2027-06-10', twiceThenYearly, '2031-01-01', 1)).toEqual(['2031-12-10']);
  });

  it('return to the day of the month that the anchor has, however short the month in which a phase ended', () => {
    const every: Cadence = [{ each: months(6), until: '2028-03-01' }, { each: months(3) }];
    expect(take('2027-08-31', every, '2027-08-31', 5)).toEqual([
      ...['2027-08-31', '2028-02-29', '2028-05-31', '2028-08-31', '2028-11-30'],
    ]);
  });

  it('end with the last day of their phase, that day included', () => {
    const until = (day: string): Cadence => [{ each: months(1), until: day }, { each: months(12) }];
    expect(take('2027-01-15', until('2027-03-15'), '2027-02-01', 3)).toEqual([
      '2027-02-15',
      '2027-03-15',
      '2028-03-15',
    ]);
    const oftener: Cadence = [{ each: months(12), until: '2028-12-31' }, { each: months(5) }];
    expect(take('2027-01-15', oftener, '2027-01-15', 3)).toEqual(['2027-01-15', '2028-01-15', '2029-04-15']);
    expect(take('2027-01-15', until('2027-03-14'), '2027-02-01', 3)).toEqual([
      '2027-02-15',
      '2028-02-15',
      '2029-02-15',
    ]);
  });

  it('go from days to a rule and back to months', () => {
    const every: Cadence = [
      { each: { unit: 'days', n: 10 }, until: '2027-01-31' },
      { each: { rule: 'FREQ=MONTHLY;BYDAY=2TU' }, until: '2027-03-31' },
      { each: months(2) },
    ];
    expect(take('2027-01-11', every, '2027-01-01', 7)).toEqual([
      ...['2027-01-11', '2027-01-21', '2027-01-31', '2027-02-09', '2027-03-09', '2027-05-09', '2027-07-09'],
    ]);
  });

  it('are printed by the interval of their phase', () => {
    const names = take('2027-06-10', twiceThenYearly, '2027-06-10', 3).map((d) =>
      periodName(berlin.zone, d, twiceThenYearly),
    );
    expect(names).toEqual(['2027 H1', '2027 H2', '2028']);
  });

  it('rise, are the same wherever one starts to look, and keep each phase’s own distance', () => {
    const anchors = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    const n = fc.integer({ min: 1, max: 14 });
    fc.assert(
      fc.property(
        anchors,
        n,
        n,
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 0, max: 12 }),
        (day, a, b, last, skip) => {
          const anchor = day.toISOString().slice(0, 10);
          const until = new Date(day.getTime() + last * 86_400_000).toISOString().slice(0, 10);
          const every: Cadence = [{ each: months(a), until }, { each: months(b) }];
          const all = take(anchor, every, anchor, skip + 30);
          expect([...new Set(all)].sort()).toEqual(all);
          expect(take(anchor, every, all[skip] ?? '', 30)).toEqual(all.slice(skip));
          const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
          all.slice(1).forEach((date, k) => {
            const away = monthOf(date) - monthOf(all[k] ?? '');
            const isFirstOfPhase = date > until && (all[k] ?? '') <= until;
            expect(isFirstOfPhase ? away % b : away).toBe(isFirstOfPhase ? 0 : date <= until ? a : b);
            expect(Number(date.slice(8))).toBeLessThanOrEqual(day.getUTCDate());
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
