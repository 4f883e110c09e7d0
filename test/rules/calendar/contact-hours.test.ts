import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { contactTime, nextMorning, startOfContact } from '../../../rules/calendar/contact-hours.ts';
import { isWorkingDay } from '../../../rules/calendar/working-day.ts';
import { berlin, workweek } from './calendars.ts';

const office = { from: '09:00', to: '17:00', everyDay: false };
const always = { from: '00:00', to: '24:00', everyDay: true };

describe('contact time', () => {
  it.each([
    ['inside the hours, at once', '2027-04-16T10:00:00.000Z', '2027-04-16T10:00:00.000Z'],
    ['at the first instant, at once', '2027-04-16T07:00:00.000Z', '2027-04-16T07:00:00.000Z'],
    ['before them, at their start', '2027-04-16T03:00:00.000Z', '2027-04-16T07:00:00.000Z'],
    ['at their end on a Friday, on Monday', '2027-04-16T15:00:00.000Z', '2027-04-19T07:00:00.000Z'],
    ['on a Saturday, on Monday', '2027-04-17T10:00:00.000Z', '2027-04-19T07:00:00.000Z'],
    ['over a change of clocks, by the new one', '2027-03-27T10:00:00.000Z', '2027-03-29T07:00:00.000Z'],
  ])('%s', (_, at, expected) => {
    expect(contactTime(berlin, office, at)).toBe(expected);
  });

  it.each([
    ['in the night before work, this one', '2027-04-16T03:00:00.000Z', '2027-04-16T07:00:00.000Z'],
    ['at its own instant, the next', '2027-04-15T07:00:00.000Z', '2027-04-16T07:00:00.000Z'],
    ['on a Friday at noon, Monday', '2027-04-16T10:00:00.000Z', '2027-04-19T07:00:00.000Z'],
    ['on a Sunday, Monday', '2027-04-18T10:00:00.000Z', '2027-04-19T07:00:00.000Z'],
  ])('the next morning: %s', (_, at, expected) => {
    expect(nextMorning(berlin, office, at)).toBe(expected);
  });

  it('on every day and all day is now, also in a night whose midnight is missing', () => {
    const santiago = workweek('America/Santiago');
    for (const at of ['2026-09-06T03:59:59.999Z', '2026-09-06T04:00:00.000Z', '2026-09-06T02:00:00.000Z']) {
      expect(contactTime(santiago, always, at)).toBe(at);
    }
  });

  it('starts on the next working day', () => {
    expect(startOfContact(workweek('Europe/Berlin', ['2027-04-19']), office, '2027-04-17')).toBe(
      '2027-04-20T07:00:00.000Z',
    );
  });

  it('says what is wrong with hours that never come', () => {
    const inverted = { ...office, from: '17:00', to: '09:00' };
    expect(() => contactTime(berlin, inverted, '2027-04-16T10:00:00.000Z')).toThrow(/found 17:00 to 09:00.*before/);
  });

  it('is the first instant not before the given one that lies in the hours of a working day', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/Santiago',
      'Asia/Beirut',
      'Asia/Kathmandu',
      'Pacific/Auckland',
    );
    const from = Date.UTC(2026, 0, 1);
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 3 * 365 * 24 * 12 }), fc.boolean(), (zone, fives, everyDay) => {
        const calendar = workweek(zone, ['2027-01-01', '2026-12-25']);
        const at = new Date(from + fives * 300_000).toISOString();
        const found = contactTime(calendar, { ...office, everyDay }, at);
        const allowed = (instant: number) => {
          const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
          const working = everyDay || isWorkingDay(calendar, local.toPlainDate().toString());
          return working && local.hour >= 9 && local.hour < 17;
        };
        expect(allowed(Date.parse(found))).toBe(true);
        for (let t = Date.parse(at); t < Date.parse(found); t += 300_000) expect(allowed(t)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
