import { describe, expect, it } from '@jest/globals';
import { evolveSeries, type Series, valuesOf } from '../../../rules/measurement/series.ts';
import { isMet, readTarget } from '../../../rules/measurement/target.ts';
import { at } from '../task/terms.ts';

const measured = (period: string, value: number, on: string) => ({
  stream: 'documented/measurement/patches.aws',
  kind: 'measured',
  actor: 'person:sam',
  at: at(on),
  body: { period, value, met: false, source: { text: 'x' }, target: { is: '<=', than: 14 }, by: 'sam', task: 'k' },
});

describe('a series of values', () => {
  it('has one for each period: measured again, the last one', () => {
    const events = [
      measured('2027-03-16', 9, '03-15 10:00'),
      measured('2027-04-16', 31, '04-15 10:00'),
      measured('2027-04-16', 12, '04-20 10:00'),
    ];
    const series = events.reduce<Series | undefined>(evolveSeries, undefined);
    expect(series && valuesOf(series).map((row) => [row.series, row.period, row.value, row.target])).toEqual([
      ['patches.aws', '2027-03-16', 9, '<= 14'],
      ['patches.aws', '2027-04-16', 12, '<= 14'],
    ]);
  });

  it('keeps what was brought along beside what was measured here: an answer of here is about that alone', () => {
    const brought = { file: { text: 'f.csv' }, hash: '0', by: 'person:mara', on: '2027-04-16' };
    const [before, seen] = [measured('2027-04-16', 31, '04-15 10:00'), measured('2027-04-16', 30, '04-16 10:00')];
    const decision = [{ question: 'nonconformity', answer: { text: 'no, because it is gone' }, by: 'mara' }];
    const decided = { ...seen, kind: 'decided', body: { period: '2027-04-16', decision } };
    const events = [{ ...before, body: { ...before.body, brought } }, seen, decided];
    const series = events.reduce<Series | undefined>(evolveSeries, undefined);
    expect(series && valuesOf(series).map(({ value, decision: said }) => [value, said])).toEqual([
      [31, ''],
      [30, 'nonconformity: no, because it is gone'],
    ]);
  });

  it.each([
    ['<= 14', 14, true],
    ['<= 14', 14.5, false],
    ['>= 95', 95, true],
    ['>= 95', 94.9, false],
    ['= 0', 0, true],
    ['= 0', 1, false],
  ])('%s of %d is met: %s', (text, value, met) => {
    const target = readTarget(text);
    expect(target && isMet(target, value)).toBe(met);
  });
});
