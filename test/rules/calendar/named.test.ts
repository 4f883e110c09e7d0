import { describe, expect, it } from '@jest/globals';
import { deadlineNamed } from '../../../rules/calendar/named.ts';

const named = (text: string) => deadlineNamed('Europe/Berlin', text);

describe('a typed date', () => {
  it('is a day until its end, or an instant with its offset', () => {
    expect(named('2027-04-16')).toEqual({ at: '2027-04-16T22:00:00.000Z', date: '2027-04-16' });
    expect(named('2027-04-16T08:00Z')).toEqual({ at: '2027-04-16T08:00:00.000Z' });
    expect(named('2027-04-16T10:00:30+02:00')).toEqual({ at: '2027-04-16T08:00:30.000Z' });
  });

  it.each([
    '2027-02-31',
    '2027-02-31T08:00:00Z',
    '2027-04-16T25:00:00Z',
    // What follows would be read in the time zone of whatever machine reads it.
    '2027-04-16T08:00',
    '2027-04-16 08:00',
    '4/16/2027',
    '16 Apr 2027',
    '5',
    '',
  ])('is none in "%s"', (text) => {
    expect(named(text)).toBeUndefined();
  });
});
