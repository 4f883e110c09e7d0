import { describe, expect, it } from '@jest/globals';
import { addSpan } from '../../../rules/calendar/span.ts';
import {
  addWorkingDays,
  calendarOf,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
} from '../../../rules/calendar/working-day.ts';
import { berlin, workweek } from './calendars.ts';

const easter = workweek('Europe/Berlin', ['2027-03-26', '2027-03-29'], ['2027-04-03']);

describe('working days', () => {
  it('leave out weekends and holidays, and count days that are worked all the same', () => {
    expect(isWorkingDay(easter, '2027-03-25')).toBe(true);
    expect(isWorkingDay(easter, '2027-03-26')).toBe(false);
    expect(isWorkingDay(easter, '2027-03-27')).toBe(false);
    expect(isWorkingDay(easter, '2027-04-03')).toBe(true);
    expect(isWorkingDay(easter, '2027-04-04')).toBe(false);
  });

  it('join public holidays with the organisation’s own', () => {
    const programme = {
      zone: 'Europe/Berlin',
      calendar: { weekend: [7 as const], holidays: ['2027-12-24'], workdays: ['2027-12-25'] },
    };
    const calendar = calendarOf(programme, ['2027-12-25', '2027-12-23']);
    expect(
      ['2027-12-22', '2027-12-23', '2027-12-24', '2027-12-25', '2027-12-26'].map((d) => isWorkingDay(calendar, d)),
    ).toEqual([true, false, false, true, false]);
  });

  it('move on, back, or not at all', () => {
    expect(nextWorkingDay(easter, '2027-03-26')).toBe('2027-03-30');
    expect(previousWorkingDay(easter, '2027-03-29')).toBe('2027-03-25');
    expect(nextWorkingDay(easter, '2027-03-30')).toBe('2027-03-30');
    expect(previousWorkingDay(easter, '2027-03-30')).toBe('2027-03-30');
  });

  it('are counted from the day after, or backwards', () => {
    expect(addWorkingDays(easter, '2027-03-24', 2)).toBe('2027-03-30');
    expect(addWorkingDays(easter, '2027-03-27', 1)).toBe('2027-03-30');
    expect(addWorkingDays(easter, '2027-03-30', -2)).toBe('2027-03-24');
    expect(addWorkingDays(easter, '2027-03-27', 0)).toBe('2027-03-27');
    expect(addWorkingDays(berlin, '2027-04-16', 10)).toBe('2027-04-30');
  });

  it('say what to do where there are none', () => {
    const never = calendarOf(
      { zone: 'UTC', calendar: { weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [], workdays: [] } },
      [],
    );
    expect(() => nextWorkingDay(never, '2027-01-01')).toThrow(/no working day within 366 days of 2027-01-01.*workdays/);
  });
});

describe('adding a span', () => {
  it('keeps a day a day, and an instant at its local time, across a change of clocks', () => {
    expect(addSpan(berlin, '2027-03-27', { unit: 'days', n: 1 })).toBe('2027-03-28');
    expect(addSpan(berlin, '2027-03-27T08:00:00.000Z', { unit: 'days', n: 1 })).toBe('2027-03-28T07:00:00.000Z');
    expect(addSpan(berlin, '2027-01-31T08:00:00.000Z', { unit: 'months', n: 1 })).toBe('2027-02-28T08:00:00.000Z');
    expect(addSpan(berlin, '2027-04-16T08:00:00.000Z', { unit: 'working-days', n: 1 })).toBe(
      '2027-04-19T08:00:00.000Z',
    );
  });

  it('counts exact time exactly, from the start of a day', () => {
    expect(addSpan(berlin, '2027-03-28T00:30:00.000Z', { unit: 'ms', n: 3_600_000 })).toBe('2027-03-28T01:30:00.000Z');
    expect(addSpan(berlin, '2027-03-28', { unit: 'ms', n: 40_000 })).toBe('2027-03-27T23:00:40.000Z');
  });
});
