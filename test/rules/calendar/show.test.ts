import { describe, expect, it } from '@jest/globals';
import { periodName } from '../../../rules/calendar/period-name.ts';
import { showDeadline } from '../../../rules/calendar/show.ts';
import type { Span } from '../../../rules/time.ts';

const zone = 'Europe/Berlin';

describe('a deadline', () => {
  it.each([
    ['long', 'Fri 16 Apr 2027'],
    ['weekday', 'Friday, 16 April'],
    ['day', '16 April'],
    ['short', '16 Apr'],
  ] as const)('reads as a day, %s: %s', (style, text) => {
    expect(showDeadline(zone, { at: '2027-04-16T22:00:00.000Z', date: '2027-04-16' }, style)).toBe(text);
  });

  it('without a day reads as local time with seconds', () => {
    expect(showDeadline(zone, { at: '2026-11-22T08:41:20.400Z' }, 'short')).toBe('22 Nov 2026 09:41:20');
    expect(showDeadline(zone, { at: '2026-11-22T23:05:00.000Z' }, 'long')).toBe('23 Nov 2026 00:05:00');
  });
});

describe('the printed period', () => {
  const months = (n: number): Span => ({ unit: 'months', n });
  it.each([
    ['2027-05-16', months(1), 'May 2027'],
    ['2027-04-01', months(3), '2027 Q2'],
    ['2027-06-30', months(3), '2027 Q2'],
    ['2027-12-31', months(3), '2027 Q4'],
    ['2027-06-30', months(6), '2027 H1'],
    ['2027-07-01', months(6), '2027 H2'],
    ['2027-04-16', months(12), '2027'],
    ['2027-04-16', months(24), '2027'],
    ['2027-04-16', months(2), 'April 2027'],
    ['2027-04-05', { unit: 'days', n: 7 }, '2027-W14'],
    ['2027-01-01', { unit: 'days', n: 14 }, '2026-W53'],
    ['2027-04-16', { unit: 'days', n: 10 }, '16 Apr 2027'],
    ['2027-04-16', undefined, '16 Apr 2027'],
    ['2026-11-22T08:41:20.000Z', { unit: 'ms', n: 40_000 }, '09:41:20 on 22 Nov'],
  ] as const)('of %s every %j is %s', (period, every, name) => {
    expect(periodName(zone, period, every)).toBe(name);
  });
});
