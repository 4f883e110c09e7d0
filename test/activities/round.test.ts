import { beforeEach, expect, it } from '@jest/globals';
import { round } from '../../activities/openings/round.ts';
import { stage } from '../../activities/steps/stage.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await applyVariant(scene, {});
});

const at = (instant: string) => scene.set(`2027-04-0${instant}:00.000Z`);
const lastTick = () => scene.deps.register.lastTick();
const downtimes = async () =>
  (await scene.deps.register.events({ kinds: ['downtime'], limit: 9 })).map(({ at: began, body }) => [began, body]);

it('a round is noted when it is over, and with it how long there was none', async () => {
  await round(scene.deps);
  expect(await lastTick()).toBe('2027-04-05T08:00:00.000Z');
  at('5T08:01');
  await round(scene.deps);
  expect(await downtimes()).toEqual([]);
  at('7T09:00');
  await round(scene.deps);
  const [from, until] = ['2027-04-05T08:01:00.000Z', '2027-04-07T09:00:00.000Z'];
  expect([await lastTick(), await downtimes()]).toEqual([until, [[from, { from, until }]]]);
});

it('an occurrence sleeps as soon as its first tasks are there', async () => {
  await round(scene.deps);
  const row = async () => (await scene.deps.register.rows('occurrence', {}, { limit: 1 }))[0];
  const { key = '', hints } = (await row()) ?? {};
  expect(hints?.wake_at).toBe(scene.now());
  expect((await stage(scene.deps, key, 'task')).done).toBe(false);
  expect((await row())?.hints.wake_at?.slice(0, 10)).toBe('2027-05-05');
});

it('a round that breaks off is none: the next one makes up for it, and records since when there was none', async () => {
  const cut = { ...scene.deps, wake: () => Promise.reject(new Error('Temporal is away')) };
  await expect(round(cut)).rejects.toThrow('away');
  expect(await lastTick()).toBeUndefined();
  await round(scene.deps);
  at('6T08:00');
  await expect(round(cut)).rejects.toThrow('away');
  at('6T09:00');
  await round(scene.deps);
  const [from, until] = ['2027-04-05T08:00:00.000Z', '2027-04-06T09:00:00.000Z'];
  expect(await downtimes()).toEqual([[from, { from, until }]]);
});
