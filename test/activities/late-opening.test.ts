import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Desk, desk } from '../cli/desk.ts';
import { type Scene, setScene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let here: Desk;
let scene: Scene;
beforeEach(async () => {
  here = desk();
  await here.run('init');
  scene = await setScene(join(here.folder, '.dutybound'), '2027-03-30T08:00:00.000Z');
  await applyVariant(scene, {});
});
afterEach(async () => {
  await scene.close();
  here.end();
});

async function dates(table: 'occurrence' | 'task') {
  const [row] = await scene.deps.register.rows(table, { duty: 'access-review' }, { limit: 1 });
  return [row?.columns.due, row?.columns.hard_limit];
}

const planned = ['2027-04-16T22:00:00.000Z', '2027-04-30T22:00:00.000Z'];
const moved = ['2027-04-19T22:00:00.000Z', '2027-05-03T22:00:00.000Z'];

describe('a ticket that the engine opens late', () => {
  it('moves the dates of its occurrence as its own, so that the ledger shows what holds', async () => {
    const fault = scene.sandbox.faults.add({ kind: 'unreachable' });
    scene.set('2027-04-01T08:00:00.000Z');
    await scene.settle();
    expect([await dates('occurrence'), await dates('task')]).toEqual([planned, planned]);
    scene.sandbox.faults.lift(fault);
    scene.set('2027-04-03T08:00:00.000Z');
    await scene.settle();
    await scene.settle();
    expect([await dates('occurrence'), await dates('task')]).toEqual([moved, moved]);
    expect((await scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('opened on its day, it moves nothing', async () => {
    scene.set('2027-04-01T08:00:00.000Z');
    await scene.settle();
    expect([await dates('occurrence'), await dates('task')]).toEqual([planned, planned]);
  });
});
