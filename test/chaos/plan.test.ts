import { describe, expect, it } from '@jest/globals';
import { CALM_PLOTS, dutiesOf, QUICK_PLOTS } from './duties.ts';
import { allNames, nameOf, planOf } from './faults/plan.ts';
import { readOptions } from './options.ts';
import { styleOf } from './run.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

describe('what a seed plays', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(dutiesOf(3, 60)).toEqual(dutiesOf(3, 60));
    expect(dutiesOf(3, 60)).not.toEqual(dutiesOf(4, 60));
    expect(planOf(3, 'apart', 1)).toEqual(planOf(3, 'apart', 1));
    expect(planOf(3, 'apart', 1)).not.toEqual(planOf(4, 'apart', 1));
  });

  it.each(SEEDS)('has every plot among the 60 duties of seed %d', (seed) => {
    const duties = dutiesOf(seed, 60);
    expect(duties).toHaveLength(60);
    expect([...new Set(duties.map((d) => d.plot))].sort()).toEqual([...QUICK_PLOTS, ...CALM_PLOTS].sort());
  });

  it('brings up every kind of fault, and every layout, over 20 seeds', () => {
    const names = SEEDS.flatMap((seed) => {
      const { style, turn } = styleOf(seed);
      return planOf(seed, style, turn).map(nameOf);
    });
    expect([...new Set(names)].sort()).toEqual(allNames().sort());
    expect([...new Set(SEEDS.map((seed) => styleOf(seed).style))].sort()).toEqual([
      'apart',
      'postgres',
      'restored',
      'together',
    ]);
  });
});

describe('the command line', () => {
  it('plays 20 seeds of 60 duties if nothing is said, or one alone', () => {
    expect(readOptions([])).toEqual({ seeds: SEEDS, duties: 60, help: false });
    expect(readOptions(['--seed', '7', '--json', 'x.json'])).toMatchObject({ seeds: [7], json: 'x.json' });
    expect(readOptions(['--seeds', '2', '--duties', '10'])).toMatchObject({ seeds: [1, 2], duties: 10 });
  });

  it.each([['--seeds', '0'], ['--seed', 'x'], ['--duties', '1.5'], ['--nonsense']])('refuses %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow(/script\/chaos \[--seeds N/);
  });
});
