import { describe, expect, it } from '@jest/globals';
import { dateAt, endOfDay, plusMonths, startOfDay, timeOn } from '../../../rules/calendar/local-day.ts';
import { msBetween } from '../../../rules/time.ts';

const HOUR = 3_600_000;

describe('a local day', () => {
  it.each([
    ['Europe/Berlin', '2027-01-15', 24, '2027-01-14T23:00:00.000Z'],
    ['Europe/Berlin', '2027-03-28', 23, '2027-03-27T23:00:00.000Z'],
    ['Europe/Berlin', '2027-10-31', 25, '2027-10-30T22:00:00.000Z'],
    ['America/Santiago', '2026-09-06', 23, '2026-09-06T04:00:00.000Z'],
    ['America/Santiago', '2027-04-03', 25, '2027-04-03T03:00:00.000Z'],
    ['Asia/Beirut', '2027-03-28', 23, '2027-03-27T22:00:00.000Z'],
  ])('in %s on %s has %i hours and begins at %s', (zone, date, hours, start) => {
    expect(startOfDay(zone, date)).toBe(start);
    expect(msBetween(startOfDay(zone, date), endOfDay(zone, date))).toBe(hours * HOUR);
  });

  it('holds its first instant and not its end', () => {
    for (const [zone, date] of [
      ['America/Santiago', '2026-09-06'],
      ['Asia/Beirut', '2027-03-28'],
      ['Europe/Berlin', '2027-10-31'],
    ] as const) {
      expect(dateAt(zone, startOfDay(zone, date))).toBe(date);
      expect(dateAt(zone, endOfDay(zone, date))).not.toBe(date);
      expect(dateAt(zone, new Date(Date.parse(endOfDay(zone, date)) - 1).toISOString())).toBe(date);
    }
  });

  it('reads 24:00 as its end and a time inside a gap as the time after it', () => {
    expect(timeOn('Europe/Berlin', '2027-03-28', '24:00')).toBe('2027-03-28T22:00:00.000Z');
    expect(timeOn('Europe/Berlin', '2027-03-28', '02:30')).toBe('2027-03-28T01:30:00.000Z');
    expect(timeOn('America/Santiago', '2026-09-06', '00:00')).toBe('2026-09-06T04:00:00.000Z');
  });
});

describe('months', () => {
  it.each([
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2027-01-31', 2, '2027-03-31'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2027-03-31', -1, '2027-02-28'],
  ])('%s and %i months are %s', (date, months, expected) => {
    expect(plusMonths(date, months)).toBe(expected);
  });
});
