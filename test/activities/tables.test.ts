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

describe('the table of documents', () => {
  it('says of each version who owned it as it was approved, and what it was called', async () => {
    const approved = (version: string, owner: string, approver: string, title: string) => ({
      stream: 'documented/document/policy',
      kind: 'approved',
      actor: `person:${approver}`,
      at: `2027-0${version}-12T08:00:00.000Z`,
      body: {
        title: { text: title },
        owner,
        version,
        location: { text: 'wiki' },
        by: owner,
        approver,
        period: `2027-0${version}-12`,
        task: 'k',
      },
    });
    const all = [approved('1', 'sam', 'mara', 'Policy'), approved('2', 'mara', 'elena', 'Security policy')];
    await scene.deps.register.write((tx) => tx.append(all));
    const { rows } = await tableOf(scene.deps.register, 'document', scene.now());
    expect(rows).toMatchObject([
      { version: '1', title: 'Policy', owner: 'sam', approver: 'mara', next: '' },
      { version: '2', title: 'Security policy', owner: 'mara', approver: 'elena' },
    ]);
  });
});
