import { describe, expect, it } from '@jest/globals';
import { day, dayBeside, dayOfYear } from '../../../rules/wording/phrases.ts';
import { organisation } from '../task/people.ts';
import { endOf } from '../task/terms.ts';

const org = organisation();
const written = (today: string) => ({ ...org, today });

describe('a day in a text', () => {
  it('is shown with its year where that is another than the one in which the text is written', () => {
    const due = endOf('12-20');
    expect(day(written('2027-12-21'), due)).toBe('20 December');
    expect(day(written('2028-01-17'), due)).toBe('20 December 2027');
    expect(day(written('2028-01-17'), due, 'weekday')).toBe('Monday, 20 December 2027');
    expect(day(written('2028-01-17'), due, 'long')).toBe('Mon 20 Dec 2027');
    expect(day(org, due)).toBe('20 December');
  });

  it('keeps its short form in a new year, for that stands in texts that would all be written anew', () => {
    expect(day(written('2028-01-17'), endOf('12-20'), 'short')).toBe('20 Dec');
  });

  it('has its year once, beside another day as in a record', () => {
    const next = { at: '2028-02-01T23:00:00.000Z', date: '2028-02-01' };
    expect(dayBeside(written('2027-12-21'), next, endOf('12-20'))).toBe('1 February 2028');
    expect(dayBeside(written('2027-12-21'), next, next)).toBe('1 February 2028');
    expect(dayBeside(written('2028-12-21'), next, next)).toBe('1 February');
    expect(dayOfYear(written('2028-01-17'), next)).toBe('1 February 2028');
    expect(dayOfYear(org, { at: '2027-12-20T10:00:00.000Z' })).toBe('20 Dec 2027 11:00:00');
  });
});
