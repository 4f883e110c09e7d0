import { describe, expect, it } from '@jest/globals';
import type { Cadence } from '../../../rules/calendar/cadence.ts';
import type { Duty } from '../../../rules/programme.ts';
import { compare, effective } from '../../../rules/weakening.ts';
import { days, duty, months, programme } from '../programmes.ts';

const NOW = '2027-02-01T08:00:00.000Z';
const inYears: Cadence = [{ each: months(6), until: '2028-01-31' }, { each: months(12) }];
const rule = (text: string): Cadence => ({ rule: text });

function weaker(before: Cadence, after: Cadence, now = NOW): boolean | undefined {
  const [was, is] = [duty({ every: before }), duty({ every: after })];
  return compare(programme([was]), programme([is]), now).find(({ path }) => path.endsWith('.every'))?.weaker;
}

describe('another form of how often', () => {
  it.each<[string, Cadence, Cadence]>([
    ['a rule for every third month', months(1), rule('FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU')],
    ['a rule for fewer months', rule('FREQ=MONTHLY;BYDAY=2TU'), rule('FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=2TU')],
    ['two dates close together, and then nothing for long', months(6), rule('FREQ=YEARLY;BYMONTH=4,5;BYDAY=2TU')],
    ['as many from the same day on, and then nothing for long', months(6), rule('FREQ=YEARLY;BYMONTH=4,5;BYDAY=3FR')],
    ['yearly after a first year of two', months(6), inYears],
    ['yearly at once', inYears, months(12)],
    ['a first phase that ends earlier', inYears, [{ each: months(6), until: '2027-06-30' }, { each: months(12) }]],
    ['the first and third Monday once', rule('FREQ=MONTHLY;BYDAY=1MO,3MO'), rule('FREQ=MONTHLY;BYDAY=1MO')],
  ])('is weaker as its dates are rarer, and its opposite is not: %s', (_, strong, weak) => {
    expect(weaker(strong, weak)).toBe(true);
    expect(weaker(weak, strong)).toBe(false);
  });

  it.each<[string, Cadence, Cadence]>([
    ['a rule that says what the interval says', months(3), rule('FREQ=MONTHLY;INTERVAL=3')],
    ['and back', rule('FREQ=MONTHLY;INTERVAL=3'), months(3)],
    ['one phase for an interval', months(3), [{ each: months(3) }]],
    ['the same rule in other words', rule('FREQ=MONTHLY;BYDAY=2TU'), rule('FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2')],
  ])('is not weaker where the dates are the same: %s', (_, before, after) => {
    expect(weaker(before, after)).toBe(false);
  });

  it('is weaker in doubt: the second Tuesday wanders, the 16th does not', () => {
    expect(weaker(months(1), rule('FREQ=MONTHLY;BYDAY=2TU'))).toBe(true);
    expect(weaker(rule('FREQ=MONTHLY;BYDAY=2TU'), months(1), '2027-04-14T08:00:00.000Z')).toBe(false);
  });

  it('may drop a phase that is over', () => {
    expect(weaker(inYears, months(12), '2027-06-01T08:00:00.000Z')).toBe(true);
    const october = duty({ first: '2027-10-16', every: months(12) });
    const late = '2027-12-01T08:00:00.000Z';
    const over: Cadence = [{ each: months(6), until: '2027-10-31' }, { each: months(12) }];
    const changes = compare(programme([duty({ every: over })]), programme([october]), late);
    expect(changes.map(({ path, weaker: is }) => [path, is])).toContainEqual(['duties.access-review.every', false]);
  });

  it('is weaker where it is rarer, however soon it was to end', () => {
    const ending = duty({ every: months(3), until: '2027-12-31' });
    const changes = compare(programme([ending]), programme([duty({ every: rule('FREQ=YEARLY') })]), NOW);
    expect(changes.map(({ path, weaker: is }) => [path, is])).toEqual([
      ['duties.access-review.every', true],
      ['duties.access-review.until', false],
    ]);
  });

  it('is shown in words, its values as they stand in the file', () => {
    const [change] = compare(programme([duty()]), programme([duty({ every: rule('FREQ=MONTHLY') })]), NOW);
    expect(change).toMatchObject({ what: 'every 3 months -> every month', after: 'RRULE:FREQ=MONTHLY' });
    const [phased] = compare(programme([duty()]), programme([duty({ every: inYears })]), NOW);
    expect(phased?.what).toBe('every 3 months -> 6 months until 2028-01-31, 12 months');
  });
});

describe('a duty that is tied to another one', () => {
  const other = duty({ id: 'assessment', first: '2027-05-16', every: months(3) });
  const own = duty({ id: 'criteria' });
  const { first, every, ...free } = own;
  const tied = (n: number, to = 'assessment'): Duty => ({ ...free, before: { duty: to, by: days(n) } });
  const changes = (before: Duty, after: Duty, others: Duty[] = [other]) =>
    compare(programme([...others, before]), programme([...others, after]), NOW).map(({ path, weaker: is }) => [
      path,
      is,
    ]);

  it('is not weaker where its dates stay, and all that says so holds together', () => {
    expect(changes(own, tied(30))).toEqual([
      ['duties.criteria.every', false],
      ['duties.criteria.first', false],
      ['duties.criteria.before', false],
    ]);
  });

  it('is weaker where it is due later or more rarely, and waits as a whole', () => {
    const all = (is: boolean) => ['every', 'first', 'before'].map((key) => [`duties.criteria.${key}`, is]);
    expect(changes(own, tied(10))).toEqual(all(true));
    const yearly = duty({ ...other, every: months(12) });
    expect(changes(own, tied(30), [yearly])).toEqual(all(true));
    expect(changes(tied(30), tied(10))).toEqual([['duties.criteria.before', true]]);
    expect(changes(tied(10), tied(30))).toEqual([['duties.criteria.before', false]]);
    const [before, after] = [programme([other, own]), programme([other, tied(10)])];
    const pending = compare(before, after, NOW).map(({ path }) => path);
    expect(effective(before, after, pending).duties).toEqual([other, own]);
  });
});
