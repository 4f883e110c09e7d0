import { describe, expect, it } from '@jest/globals';
import { dateIn, isStale } from '../../../rules/task/age.ts';
import { days } from '../programmes.ts';
import { organisation } from './people.ts';
import { at } from './terms.ts';

describe('the date that evidence states', () => {
  it.each([
    ['aws-users-2027-04-11.csv', '2027-04-11'],
    ['aws_users_20270411.csv', '2027-04-11'],
    ['export of 2027.04.10, asked for on 2027-04-01', '2027-04-10'],
    ['plan for 2027-12-31, as of 2027-04-02', '2027-04-02'],
    ['users.csv', undefined],
    ['ticket 120270411 and 2027-02-31', undefined],
    ['2027-04.11', undefined],
  ])('%s: %s', (text, date) => expect(dateIn(text, '2027-04-12')).toBe(date));
});

describe('how old evidence may be', () => {
  const item = { id: 'export', text: { text: 'x' }, file: true, kept: false, maxAge: days(14) };
  const stale = (dated: string | undefined, given: string) => isStale(item, dated, at(given), organisation());

  it('counts to the end of the last day, by the organisation’s clock', () => {
    expect([stale('2027-04-01', '04-15 23:59'), stale('2027-04-01', '04-16 00:00')]).toEqual([false, true]);
    expect(stale(undefined, '04-16 00:00')).toBe(false);
  });
});
