import { beforeEach, describe, expect, it } from '@jest/globals';
import { statusOf } from '../../activities/status.ts';
import { step } from '../../activities/steps/step.ts';
import type { RecordName } from '../../register/records.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant, type Variant } from './applying.ts';

let scene: Scene;
let task: string;
function opens(variant: Variant): void {
  beforeEach(async () => {
    ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
    await applyVariant(scene, variant);
    await scene.settle();
    task = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.key ?? '';
  });
}

async function later(hours: number, act: () => void): Promise<void> {
  scene.set(new Date(Date.parse(scene.now()) + hours * 3_600_000).toISOString());
  act();
  scene.set(new Date(Date.parse(scene.now()) + 120_000).toISOString());
  // What has ended is looked at when it rings.
  await step(scene.deps, task);
  await scene.settle();
}

const year = async () => (await statusOf(scene.deps.register, scene.now())).year;
const occurrence = async () => (await scene.deps.register.rows('occurrence', {}, { limit: 1 }))[0]?.columns;

async function done(): Promise<void> {
  await later(1, () => {
    scene.says('sam-okoro', 1, 'export: https://wiki.example.com/export.csv');
    scene.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
  });
  await later(1, () => scene.says('mara-lindt', 1, '/accept'));
}

describe('a finished task that is rejected', () => {
  opens({});

  it('is owed again: the ledger and the year no longer count it as done, until it is', async () => {
    await done();
    expect(await year()).toMatchObject({ owed: 1, done: 1, open: 0 });
    await later(24, () => scene.says('mara-lindt', 1, '/reject because the export is of the wrong system'));
    expect(await year()).toMatchObject({ owed: 1, done: 0, open: 1 });
    expect(await occurrence()).toMatchObject({ state: 'open', ended: 0, closed_at: null });
    await done();
    expect(await year()).toMatchObject({ owed: 1, done: 1, open: 0 });
    expect((await scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('is due no earlier than it was', async () => {
    await done();
    const before = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.columns.due;
    scene.set('2027-04-05T12:00:00.000Z');
    await later(1, () => scene.says('mara-lindt', 1, '/reject because it is empty'));
    const after = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.columns.due;
    expect(String(after) >= String(before)).toBe(true);
  });
});

describe('a task that is rejected, handed in again, and accepted while the engine is away', () => {
  opens({});

  it('has ended once more, and so has what it is owed for', async () => {
    await done();
    for (const [login, text] of [
      ['mara-lindt', '/reject because the export is of the wrong system'],
      ['sam-okoro', '/done https://wiki.example.com/export-2.csv'],
      ['mara-lindt', '/accept'],
    ] as const) {
      scene.set(new Date(Date.parse(scene.now()) + 3_600_000).toISOString());
      scene.says(login, 1, text);
    }
    const woken: RecordName[] = [];
    await step({ ...scene.deps, wake: async (names) => void woken.push(...names) }, task);
    expect(woken.map(({ table }) => table)).toContain('occurrence');
    await scene.settle();
    const kinds = ['revived', 'ended'];
    const events = await scene.deps.register.events({ stream: `task/${task}`, kinds, limit: 99 });
    expect(events.map((e) => e.kind)).toEqual(['ended', 'revived', 'ended']);
    expect(await occurrence()).toMatchObject({ state: 'verified', ended: 1 });
    expect(await year()).toMatchObject({ owed: 1, done: 1, open: 0 });
  });

  it('is verified in one step, each word taken for what it was said of', async () => {
    await later(1, () => {
      scene.says('sam-okoro', 1, 'export: https://wiki.example.com/export.csv');
      scene.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
    });
    const said = (hour: string, login: string, text: string) => {
      scene.set(`2027-04-05T${hour}:00:00.000Z`);
      scene.says(login, 1, text);
    };
    said('10', 'mara-lindt', '/reject because two accounts are missing');
    said('11', 'sam-okoro', '/done https://wiki.example.com/export-2.csv');
    said('12', 'mara-lindt', '/accept');
    scene.set('2027-04-05T12:02:00.000Z');
    await step(scene.deps, task);
    const [row] = await scene.deps.register.rows('task', {}, { limit: 1 });
    expect(row?.columns).toMatchObject({ state: 'verified', closed_at: '2027-04-05T12:00:00.000Z' });
    const events = await scene.deps.register.events({ stream: `task/${task}`, limit: 99 });
    const kinds = ['submitted', 'rejected', 'accepted', 'answered'];
    expect(events.map((e) => e.kind).filter((kind) => kinds.includes(kind))).toEqual([
      'submitted',
      'rejected',
      'submitted',
      'accepted',
    ]);
  });
});

describe('a measurement that is rejected, measured again, and accepted while the engine is away', () => {
  opens({ instead: ['kind: evidence-request', 'kind: measurement\n    target: "<= 30"'] });

  it('is in its series with both values: of a period the last counts', async () => {
    await later(1, () => {
      scene.says('sam-okoro', 1, 'export: https://wiki.example.com/export.csv');
      scene.says('sam-okoro', 1, 'analysis: steady since February\nhttps://wiki.example.com/patch-age');
      scene.says('sam-okoro', 1, '/measure 12 from the patch manager');
      scene.says('sam-okoro', 1, '/done');
    });
    await later(1, () => scene.says('mara-lindt', 1, '/accept'));
    for (const [login, text] of [
      ['mara-lindt', '/reject because two servers are missing'],
      ['sam-okoro', '/measure 19 from the patch manager'],
      ['sam-okoro', '/done'],
      ['mara-lindt', '/accept'],
    ] as const) {
      scene.set(new Date(Date.parse(scene.now()) + 3_600_000).toISOString());
      scene.says(login, 1, text);
    }
    await step(scene.deps, task);
    const measured = await scene.deps.register.events({ kinds: ['measured'], limit: 99 });
    expect(measured.map((e) => e.body.value)).toEqual([12, 19]);
  });
});
