import { describe, expect, it } from '@jest/globals';
import { dateIn } from '../../../rules/task/age.ts';

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
