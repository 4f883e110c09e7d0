import { beforeEach, describe, expect, it } from '@jest/globals';
import { examinePlanner } from '../../activities/doctor/planner.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import { watch } from '../../activities/watch.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-14T08:00:00.000Z'));
  await applyVariant(scene, {});
});

/** What doctor finds, and what the metrics say, of the same register at the same time. */
async function judged(): Promise<{ level: string | undefined; silent: boolean | undefined; pressing: boolean }> {
  const { register } = scene.deps;
  const current = await currentProgramme(register);
  const [finding] = await examinePlanner(register, current, 'here', scene.now());
  const { pulse, pressing } = await watch(register, scene.now());
  return { level: finding?.level, silent: pulse?.silent, pressing };
}

describe('doctor and the metrics agree of a planner that does not go round', () => {
  it('is a problem where a deadline falls before the next working morning', async () => {
    await scene.settle();
    scene.set('2027-04-16T16:00:00.000Z');
    expect(await judged()).toEqual({ level: 'problem', silent: true, pressing: true });
  });

  it('is none where what was due has been handed in', async () => {
    await scene.settle();
    scene.sandbox.act.attach('sam-okoro', REPO, 1, 'export.csv', Buffer.from('a,b'), '');
    scene.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
    scene.set('2027-04-14T08:05:00.000Z');
    await scene.settle();
    scene.set('2027-04-16T16:00:00.000Z');
    expect(await judged()).toEqual({ level: 'note', silent: true, pressing: false });
  });

  it('is silent since the newest version was applied, where it never went round', async () => {
    scene.set('2027-04-16T16:00:00.000Z');
    await applyVariant(scene, {});
    expect(await judged()).toEqual({ level: undefined, silent: false, pressing: false });
  });
});
