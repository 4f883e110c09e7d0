import { describe, expect, it } from '@jest/globals';
import { deadlineAfter, deadlineOn, deadlinePast } from '../../../rules/calendar/deadline.ts';
import { berlin, workweek } from './calendars.ts';

const days = (n: number) => ({ unit: 'days' as const, n });

describe('a clock', () => {
  it('raised on 2 August with 90 days ends with 31 October, whatever the hour', () => {
    for (const raised of ['2027-08-01T22:00:00.000Z', '2027-08-02T10:00:00.000Z', '2027-08-02T21:59:59.999Z']) {
      expect(deadlineAfter(berlin, raised, days(90))).toEqual({ at: '2027-10-31T23:00:00.000Z', date: '2027-10-31' });
    }
  });

  it('that starts at the midnight beginning 1 November counts from 1 November', () => {
    expect(deadlineAfter(berlin, '2027-10-31T23:00:00.000Z', days(30)).date).toBe('2027-12-01');
  });

  it('is not moved by a weekend or a holiday', () => {
    const calendar = workweek('Europe/Berlin', ['2027-10-31']);
    expect(deadlineAfter(calendar, '2027-08-02T10:00:00.000Z', days(90)).date).toBe('2027-10-31');
  });

  it('in working days leaves out free ones, in months clamps', () => {
    expect(deadlineAfter(berlin, '2027-04-16T10:00:00.000Z', { unit: 'working-days', n: 10 }).date).toBe('2027-04-30');
    expect(deadlineAfter(berlin, '2027-01-31T10:00:00.000Z', { unit: 'months', n: 1 }).date).toBe('2027-02-28');
  });

  it('in exact time has no day', () => {
    const exact = deadlineAfter(berlin, '2026-11-22T08:40:40.000Z', { unit: 'ms', n: 40_000 });
    expect(exact).toEqual({ at: '2026-11-22T08:41:20.000Z' });
  });
});

describe('a deadline past another', () => {
  it('ends with its own day, counted from the last day in time', () => {
    const due = deadlineOn('Europe/Berlin', '2027-04-16');
    expect(due).toEqual({ at: '2027-04-16T22:00:00.000Z', date: '2027-04-16' });
    expect(deadlinePast(berlin, due, days(14))).toEqual({ at: '2027-04-30T22:00:00.000Z', date: '2027-04-30' });
    expect(deadlinePast(berlin, due, { unit: 'ms', n: 1000 })).toEqual({ at: '2027-04-16T22:00:01.000Z' });
  });
});
