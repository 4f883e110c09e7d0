import { beforeEach, describe, expect, it } from '@jest/globals';
import { currentProgramme } from '../../activities/organisation.ts';
import { AppliedMeanwhile } from '../../activities/programme/apply.ts';
import { previewProgramme } from '../../activities/programme/preview.ts';
import { liveDependencies } from '../../workers/dependencies.ts';
import { TOKEN } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

const weaker = { every: '12 months' };
const because = 'the risk is gone';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
  await applyVariant(scene, {});
  await scene.settle();
  await applyVariant(scene, weaker, { because });
  await scene.settle();
});

const current = () => currentProgramme(scene.deps.register);

/** Top management approves what waits: the same version holds something else from now on. */
async function approve(): Promise<void> {
  const tickets = scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
  scene.set(new Date(Date.parse(scene.now()) + 3_600_000).toISOString());
  scene.says('elena-costa', tickets.find((t) => /approval/.test(t.title))?.number ?? 0, '/approve');
  await scene.settle();
}

describe('a change that is approved within its version', () => {
  it('stays in force where the same is being applied again meanwhile: that is refused', async () => {
    const { register } = scene.deps;
    const putBlob: typeof register.putBlob = async (...blob) => {
      await approve();
      return register.putBlob(...blob);
    };
    const racing = { ...scene, deps: { ...scene.deps, register: { ...register, putBlob } } };
    const applying = applyVariant(racing, weaker, { because });
    await expect(applying).rejects.toThrow(AppliedMeanwhile);
    await expect(applying).rejects.toThrow('Programme v2 was decided on meanwhile; look at preview again.');
    expect(await current()).toMatchObject({ version: 2, programme: { duties: [{ every: { n: 12 } }] } });
    expect((await current())?.pending).toBeUndefined();
  });

  it('makes another plan of what preview showed before', async () => {
    const { programme } = (await current())?.pending ?? {};
    if (!programme) throw new Error('nothing waits');
    const plan = async () => (await previewProgramme(scene.deps.register, programme, scene.now())).plan;
    const before = await plan();
    expect(await plan()).toBe(before);
    await approve();
    expect(await plan()).not.toBe(before);
  });

  it('reaches whoever follows the programme without a restart', async () => {
    const made: string[] = [];
    const engine = { wake: async () => {}, stage: async () => {}, drain: async () => {} };
    const { register, log } = scene.deps;
    const live = liveDependencies({
      ...{ register, log, engine, env: { GITHUB_TOKEN: TOKEN } },
      wrap(tickets) {
        made.push('github');
        return tickets;
      },
    });
    await live.refresh();
    await live.refresh();
    expect(made).toHaveLength(1);
    await approve();
    await live.refresh();
    expect(made).toHaveLength(2);
  });
});
