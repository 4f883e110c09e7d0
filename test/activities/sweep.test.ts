import { beforeEach, describe, expect, it } from '@jest/globals';
import { drain } from '../../activities/delivery/deliver.ts';
import { sweep } from '../../activities/sweep.ts';
import type { RecordName } from '../../register/records.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
let firstTask: string;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await applyVariant(scene, {});
  await scene.settle();
  await swept();
  firstTask = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.key ?? '';
});

const later = (ms: number) => scene.set(new Date(Date.parse(scene.now()) + ms).toISOString());
const HOUR = 3_600_000;

async function swept(): Promise<RecordName[]> {
  const woken: RecordName[] = [];
  await sweep({ ...scene.deps, wake: async (names) => void woken.push(...names) }, 'github');
  return woken.map(({ table, key }) => ({ table, key }));
}

const callsOf = (route: RegExp) =>
  scene.sandbox.writeLog
    .calls()
    .filter((c) => route.test(c.route))
    .reduce((sum, c) => sum + c.count, 0);

describe('a sweep', () => {
  it('wakes the record of a ticket that a person changed, once', async () => {
    later(60_000);
    scene.says('sam-okoro', 1, 'I am on it');
    expect(await swept()).toHaveLength(1);
    expect(await swept()).toEqual([]);
  });

  it('wakes nobody for what a step has read already', async () => {
    later(60_000);
    scene.says('sam-okoro', 1, 'I am on it');
    later(2_000);
    await scene.settle();
    expect(await swept()).toEqual([]);
  });

  it('does not take a change as seen before its record was woken', async () => {
    later(60_000);
    scene.says('sam-okoro', 1, 'I am on it');
    const failing = { ...scene.deps, wake: () => Promise.reject(new Error('Temporal is away')) };
    await expect(sweep(failing, 'github')).rejects.toThrow('away');
    expect(await swept()).toHaveLength(1);
  });

  it('looks at a ticket that no step has read since it opened', async () => {
    await scene.deps.register.write((tx) => tx.hint('task', firstTask, { read_at: null }));
    expect(await scene.deps.register.unread('github', scene.now(), scene.now(), 10)).toHaveLength(1);
  });

  it('looks at a quiet ticket once a day, by one call, and wakes nobody', async () => {
    later(2_000);
    await scene.settle();
    later(25 * HOUR);
    scene.sandbox.writeLog.reset();
    expect(await swept()).toEqual([]);
    expect(callsOf(/issues\/:number$/)).toBe(1);
    scene.sandbox.writeLog.reset();
    expect(await swept()).toEqual([]);
    expect(callsOf(/issues\/:number$/)).toBe(0);
  });

  it('asks nothing of a tracker that was taken out of the programme, and tells nobody that it cannot be used', async () => {
    await applyVariant(scene, { instead: ['  github:\n    kind', '  other:\n    kind'] }, { because: 'it moves' });
    later(60_000);
    await sweep({ ...scene.deps, trackers: new Map() }, 'github');
    expect(await scene.deps.register.breaker('github')).toBeUndefined();
    expect(await scene.deps.register.events({ kinds: ['tracker-lost'], limit: 1 })).toEqual([]);
  });

  it('finds a deletion that no webhook told of as soon as the programme says', async () => {
    await applyVariant(scene, { instead: ['gate_wait: 1 min', 'gate_wait: 1 min, look: 1 h'] });
    later(60_000);
    await scene.settle();
    scene.sandbox.act.deleteIssue('mara-lindt', 'example/isms', 1);
    later(HOUR - 1_000);
    expect(await swept()).toEqual([]);
    later(2_000);
    expect(await swept()).toEqual([{ table: 'task', key: firstTask }]);
  });

  it('finds within a day what every list missed', async () => {
    later(60_000);
    scene.says('sam-okoro', 1, 'I am on it');
    await scene.deps.register.write((tx) => tx.setWatermark('github', '2027-04-18T00:00:00.000Z'));
    expect(await swept()).toEqual([]);
    later(25 * HOUR);
    await scene.deps.register.write((tx) => tx.setWatermark('github', '2027-04-18T00:00:00.000Z'));
    expect(await swept()).toHaveLength(1);
  });
});

describe('a tracker whose breaker is open', () => {
  it('is not asked, and somebody is rung to check it', async () => {
    scene.sandbox.faults.add({ kind: 'unreachable' });
    await swept();
    scene.sandbox.writeLog.reset();
    scene.sandbox.faults.clear();
    const rung: string[] = [];
    await sweep({ ...scene.deps, drain: async (tracker) => void rung.push(tracker) }, 'github');
    expect(scene.sandbox.writeLog.calls()).toEqual([]);
    expect(rung).toEqual(['github']);
  });

  it('loses no change that came meanwhile', async () => {
    const fault = scene.sandbox.faults.add({ kind: 'unreachable' });
    later(60_000);
    await swept();
    scene.says('sam-okoro', 1, 'I am on it');
    later(60_000);
    expect(await swept()).toEqual([]);
    scene.sandbox.faults.lift(fault);
    await drain(scene.deps, 'github');
    expect(await swept()).toHaveLength(1);
  });

  it('is not opened by one ticket that cannot be looked at', async () => {
    later(25 * HOUR);
    scene.sandbox.faults.add({ kind: 'unreachable', path: '/issues/1$' });
    expect(await swept()).toEqual([]);
    expect(await scene.deps.register.breaker('github')).toBeUndefined();
  });
});
