import { beforeAll, describe, expect, it } from '@jest/globals';
import { playSeed, type SeedResult } from './seed.ts';
import { spoiled } from './spoiled.ts';
import type { Style } from './stage/stage.ts';
import type { Facts } from './verdict/facts.ts';
import { isClean, judge } from './verdict/verdict.ts';

/** As many as there are plots: each is played at least once. */
const DUTIES = 19;
const MEASURE = { blows: 3, troubles: 6, lastMs: 24_000 };
/** Beyond what is waited for in vain, so that the verdict tells what was seen. */
const SEED_MS = 800_000;
/** The long run is script/chaos. */
const PLAYED: { seed: number; style: Style }[] = [
  { seed: 1, style: 'apart' },
  { seed: 2, style: 'together' },
];

/** Most of a seed is waiting, so they run beside each other. */
const seeds = new Map<number, Promise<SeedResult>>();
let facts: Facts | undefined;

beforeAll(() => {
  const { signal } = new AbortController();
  const inspect = (seen: Facts) => {
    if (isClean(judge(seen))) facts = seen;
  };
  for (const played of PLAYED) {
    const options = { ...played, duties: DUTIES, measure: MEASURE, turn: 0, signal, inspect };
    seeds.set(played.seed, playSeed(options));
  }
});

describe('a programme under faults', () => {
  it.each(PLAYED)(
    'loses nothing, doubles nothing, and judges nothing wrong: seed $seed, $style',
    async ({ seed }) => {
      const result = await seeds.get(seed);
      if (!result?.ok) console.error(result?.tale.join('\n'));
      expect(result).toMatchObject({ ok: true, lost: [], doubled: [], wrong: [] });
    },
    SEED_MS,
  );
});

describe('the verdict', () => {
  it.each(spoiled)('finds $what', ({ spoil, as, says }) => {
    if (!facts) throw new Error('no seed held');
    const { aheadAt, ...plain } = facts;
    const copy: Facts = { ...structuredClone(plain), aheadAt };
    expect(judge(copy)).toEqual({ lost: [], doubled: [], wrong: [] });
    spoil(copy);
    expect(judge(copy)[as]).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
  });
});
