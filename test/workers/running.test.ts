import { expect, it } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
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

/** @returns by how much what an activity says of its record's next look is moved, ms. */
async function moved(activity: 'step' | 'stageNonconformity', key: string, wakeAt: string): Promise<number> {
  const looked = { [activity]: async () => ({ wakeAt }) } as unknown as Activities;
  const run = track(looked, clock).activities[activity] as (key: string) => Promise<{ wakeAt: string }>;
  const result = (await new MockActivityEnvironment().run(run, key)) as { wakeAt: string };
  return Date.parse(result.wakeAt) - Date.parse(wakeAt);
}

const KEYS = Array.from({ length: 40 }, (_, n) => `record-${n}`);
const between = (sorted: number[]) => sorted.slice(1).map((at, n) => at - (sorted[n] ?? 0));

it('records that look at one deadline keep apart for longer than a look takes, and whoever leads them looks afterwards', async () => {
  const midnight = '2027-05-01T00:00:00.000Z';
  const tasks = await Promise.all(KEYS.map((key) => moved('step', key, midnight)));
  const gaps = between(tasks.toSorted((a, b) => a - b)).toSorted((a, b) => a - b);
  expect(gaps[gaps.length / 2 - 0.5]).toBeGreaterThan(200);
  for (const key of KEYS) expect(await moved('stageNonconformity', key, midnight)).toBeGreaterThan(Math.max(...tasks));
});

it('what is looked at again soon is looked at within seconds, and daily looks keep minutes apart', async () => {
  for (const key of KEYS)
    expect(await moved('stageNonconformity', key, '2027-04-01T08:05:00.000Z')).toBeLessThan(5_000);
  const days = await Promise.all(KEYS.map((key) => moved('step', key, '2027-04-02T08:00:00.000Z')));
  expect(Math.min(...days)).toBeGreaterThanOrEqual(7 * 60_000);
  expect(new Set(days.map((ms) => Math.floor(ms / 60_000))).size).toBeGreaterThan(10);
});
