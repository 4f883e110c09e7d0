import { describe, expect, it } from '@jest/globals';
import { judged } from '../../bench/figure.ts';
import { percentile } from '../../bench/percentile.ts';
import { table } from '../../bench/table.ts';

const rate = { name: 'open-rate', value: 12.345, unit: '1/s', floor: 20 };
const half = { of: 'ratio', is: 'at least', bound: 0.5 } as const;

describe('a figure', () => {
  it('stands beside its floor, with three digits', () => {
    expect(judged(rate, 1)).toEqual({
      name: 'open-rate',
      value: 12.3,
      unit: '1/s',
      floor: 20,
      ratio: 0.617,
      aim: null,
      ok: null,
    });
  });

  it.each([
    [{ ...rate, aim: half }, true, 'ratio at least 0.5'],
    [{ ...rate, value: 9.9, aim: half }, false, 'ratio at least 0.5'],
    [
      { name: 'resume', value: 10, unit: 's', aim: { of: 'value', is: 'at most', bound: 10 } as const },
      true,
      'at most 10',
    ],
    [
      { name: 'resume', value: 10.01, unit: 's', aim: { of: 'value', is: 'at most', bound: 10 } as const },
      false,
      'at most 10',
    ],
    [{ name: 'lost', value: 3, unit: '1/s', aim: half }, false, 'ratio at least 0.5'],
  ])('%j reaches its aim: %s', (measured, ok, aim) => {
    expect(judged(measured, 1)).toMatchObject({ ok, aim });
  });

  it('is not judged at another scale', () => {
    expect(judged({ ...rate, aim: half }, 0.5)).toMatchObject({ aim: 'ratio at least 0.5', ok: null });
  });
});

describe('a percentile', () => {
  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('%d of 1 to 100 is %d', (share, expected) => {
    expect(
      percentile(
        Array.from({ length: 100 }, (_, i) => 100 - i),
        share,
      ),
    ).toBe(expected);
  });

  it('of nothing is an error', () => {
    expect(() => percentile([], 0.5)).toThrow('nothing was measured');
  });
});

describe('the table', () => {
  it('says what misses its aim', () => {
    const figures = [judged({ ...rate, aim: half }, 1), judged({ ...rate, name: 'slow', value: 1, aim: half }, 1)];
    expect(table(figures).split('\n')).toEqual([
      'figure     value  unit  floor  ratio  aim                 ok',
      'open-rate   12.3  1/s      20  0.617  ratio at least 0.5  yes',
      'slow           1  1/s      20   0.05  ratio at least 0.5  NO',
    ]);
  });
});
