import { expect, it } from '@jest/globals';
import type { Activities } from '../../activities/create.ts';
import type { StoryClock } from '../../workers/simulation/clock.ts';
import type { Move } from '../../workers/simulation/director.ts';
import { StandsStill, track } from '../../workers/simulation/running.ts';

const clock = {
  now: () => '2027-04-01T08:00:00.000Z',
  reach: () => {},
  byServer: (at: string) => at,
} as unknown as StoryClock;
const world = { tick: async () => {}, sleep: async () => {} };

function telling(old: number, moves: Move[]) {
  const running = track({} as Activities, clock, { calls: 100, old, stalled: 200 });
  const director = { play: async (): Promise<Move> => moves.shift() ?? { kind: 'end' } };
  return running.tell(world, director);
}

const hours = (n: number): Move[] => Array.from({ length: n }, () => ({ kind: 'sleep', ms: 3_600_000 }));

it('a story ends, or its server is old before it does', async () => {
  expect(await telling(10, hours(3))).toBe('ended');
  const moves = hours(3);
  expect(await telling(0, moves)).toBe('old');
  expect(moves).toHaveLength(3);
});

it('a server that stands still is given up', async () => {
  const running = track({} as Activities, clock, { calls: 100, old: 10, stalled: 20 });
  const still = { tick: async () => {}, sleep: () => new Promise<void>(() => {}) };
  await expect(running.tell(still, { play: async () => ({ kind: 'sleep', ms: 1 }) })).rejects.toThrow(StandsStill);
});
