import { beforeEach, describe, expect, it } from '@jest/globals';
import { tableOf } from '../../activities/tables.ts';
import type { Reads, Register } from '../../register/register.ts';
import { REVIEW } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
  await scene.apply(REVIEW);
});

/** The register, in which something happens as soon as somebody has asked for its head. */
function movingOn({ register, clock }: Scene['deps']): Register {
  const event = { stream: 'engine', kind: 'downtime', actor: 'engine', at: clock(), body: {} };
  const moving = <R extends Reads>(reads: R): R => ({
    ...reads,
    head: async () => {
      const head = await reads.head();
      await register.write((tx) => tx.append([event]));
      return head;
    },
  });
  return { ...moving(register), snapshot: (work) => register.snapshot((reads) => work(moving(reads))) };
}

describe('a table', () => {
  it('names the last event that is in it, whatever is written while it is made', async () => {
    const register = movingOn(scene.deps);
    const before = await scene.deps.register.head();
    const { rows, through } = await tableOf(register, 'engine', scene.now());
    expect(through).toEqual(before);
    expect(rows).toEqual([]);
    const again = await tableOf(scene.deps.register, 'engine', scene.now());
    expect(again.rows).toMatchObject([{ sequence: again.through.sequence, kind: 'downtime' }]);
  });
});
