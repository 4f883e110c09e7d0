import { describe, expect, it } from '@jest/globals';
import { playSeed } from './seed.ts';
import { spoiled } from './spoiled.ts';
import type { Style } from './stage/stage.ts';
import type { Facts } from './verdict/facts.ts';
import { judge } from './verdict/verdict.ts';

/** As many as there are plots: each is played at least once. */
const DUTIES = 19;
const SEED_MS = 600_000;
/** The long run is script/chaos. */
const PLAYED: { seed: number; style: Style }[] = [
  { seed: 1, style: 'apart' },
  { seed: 2, style: 'together' },
];

let facts: Facts | undefined;

describe('a programme under faults', () => {
  it.each(PLAYED)(
    'loses nothing, doubles nothing, and judges nothing wrong: seed $seed, $style',
    async ({ seed, style }) => {
      const { signal } = new AbortController();
      const inspect = (seen: Facts) => {
        facts = seen;
      };
      const { tale, ...result } = await playSeed({ seed, style, duties: DUTIES, turn: 0, signal, inspect });
      if (!result.ok) console.error(tale.join('\n'));
      expect(result).toMatchObject({ ok: true, lost: [], doubled: [], wrong: [] });
    },
    SEED_MS,
  );
});

describe('the verdict', () => {
  it.each(spoiled)('finds $what', ({ spoil, as, says }) => {
    if (!facts) throw new Error('no seed was played');
    const { aheadAt, ...plain } = facts;
    const copy: Facts = { ...structuredClone(plain), aheadAt };
    expect(judge(copy)).toEqual({ lost: [], doubled: [], wrong: [] });
    spoil(copy);
    expect(judge(copy)[as]).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
  });
});
