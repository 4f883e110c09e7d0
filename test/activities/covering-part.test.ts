import { beforeEach, describe, expect, it } from '@jest/globals';
import type { TaskState } from '../../rules/task/state.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

const before = 'title: Access review\n    ask: Check who can reach production.\n    clause: ';

let scene: Scene;
/** A campaign on what the standard demands: a ticket for the whole, and one for Sam. */
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
  const campaign = `kind: campaign\n    group: [sam]\n    ${before}"9.1"`;
  await applyVariant(scene, { instead: [`kind: evidence-request\n    ${before}A.5.18`, campaign] });
  await scene.settle();
});

const tasks = async () =>
  (await scene.deps.register.loadRows<TaskState>('task', { duty: 'access-review' }, { limit: 9 })).map((r) => r.state);

describe('a demanded duty that is not done', () => {
  it('is not covered by a part of itself', async () => {
    const whole = (await tasks()).find(({ terms }) => terms.whole);
    const part = (await tasks()).find(({ terms }) => terms.partOf);
    expect(part?.terms.partOf).toBe(whole?.terms.key);
    scene.says('sam-okoro', Number(whole?.thread.ref?.number.slice(1)), '/waive because nobody has time');
    scene.set('2027-04-01T09:00:00.000Z');
    scene.says('elena-costa', Number(whole?.thread.ref?.number.slice(1)), `/approve ${part?.terms.display}`);
    await scene.settle();
    const after = (await tasks()).find(({ terms }) => terms.whole);
    expect(after).toMatchObject({ stage: 'open', waiver: { by: 'sam' } });
    expect(after?.waived).toBeUndefined();
  });
});
