import { beforeEach, describe, expect, it } from '@jest/globals';
import { tableOf } from '../../activities/tables.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-03-30T08:00:00.000Z'));
  await applyVariant(scene, {});
});

async function dates(table: 'occurrence' | 'task') {
  const [row] = await scene.deps.register.rows(table, { duty: 'access-review' }, { limit: 1 });
  return [row?.columns.due, row?.columns.hard_limit];
}

async function ledger() {
  const { rows } = await tableOf(scene.deps.register, 'ledger', scene.now());
  return rows.find(({ duty }) => duty === 'access-review');
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
    expect(await ledger()).toMatchObject({ due: '2027-04-19', hard_limit: '2027-05-03', opened_late_days: 3 });
    expect((await scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('opened on its day, it moves nothing', async () => {
    scene.set('2027-04-01T08:00:00.000Z');
    await scene.settle();
    expect([await dates('occurrence'), await dates('task')]).toEqual([planned, planned]);
    expect(await ledger()).toMatchObject({ due: '2027-04-16', opened_late_days: '' });
  });
});
