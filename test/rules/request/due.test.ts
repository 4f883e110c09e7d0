import { describe, expect, it } from '@jest/globals';
import { wrongDues } from '../../../rules/request/due.ts';

const TODAY = '2027-04-12';
const line = (id: string, due?: string) => ({ id, ...(due && { due }) });

describe('a list of requested evidence', () => {
  it('may be asked for by today, and each line by the day of its list', () => {
    expect(wrongDues([line('1', TODAY), line('2')], TODAY, TODAY)).toEqual([]);
    expect(wrongDues([line('1', '2027-04-20')], '2027-04-20', TODAY)).toEqual([]);
  });

  it('is not asked for by a day that has passed, nor is a line of it', () => {
    const allowed = 'today, 2027-04-12, or later';
    expect(wrongDues([line('1', '2026-04-12'), line('2', '2027-04-13')], '2027-04-11', TODAY)).toEqual([
      { found: '2027-04-11', why: 'has passed', allowed },
      { line: '1', found: '2026-04-12', why: 'has passed', allowed },
    ]);
    expect(wrongDues([line('1', '2027-04-11')], '2027-04-20', TODAY)).toMatchObject([{ line: '1', why: 'has passed' }]);
  });

  it('has no line that is due after it', () => {
    expect(wrongDues([line('1', '2027-04-21')], '2027-04-20', TODAY)).toMatchObject([
      { line: '1', found: '2027-04-21', why: 'is after the list’s' },
    ]);
  });
});
