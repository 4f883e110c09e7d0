import { beforeEach, describe, expect, it } from '@jest/globals';
import { currentProgramme } from '../../activities/organisation.ts';
import { previewProgramme } from '../../activities/programme/preview.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

const DOWN_UNTIL = '2027-08-02T08:00:00.000Z';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
  await applyVariant(scene, {});
  await scene.settle();
  scene.set(DOWN_UNTIL);
});

const opened = async () =>
  (await scene.deps.register.loadRows<OccurrenceState>('occurrence', {}, { limit: 9 }))
    .map(({ state }) => [state.period, state.version])
    .sort();

describe('a change that is applied after downtime, before the engine runs again', () => {
  it('opens what came and went meanwhile under what was in force then, as preview says', async () => {
    const { register } = scene.deps;
    const programme = (await currentProgramme(register))?.programme;
    if (!programme) throw new Error('no programme is in force');
    const every = { unit: 'months', n: 1 } as const;
    const changed = { ...programme, duties: programme.duties.map((d) => ({ ...d, every })) };
    const { occurrences } = await previewProgramme(register, changed, DOWN_UNTIL, DOWN_UNTIL);
    expect(occurrences).toMatchObject([
      { period: '2027-07-16', opensNow: true, owner: 'sam', due: { date: '2027-08-17' } },
      { period: '2027-08-16', opensNow: true },
    ]);
    await applyVariant(scene, { every: '1 month' });
    await scene.settle();
    expect(await opened()).toEqual([
      ['2027-04-16', 1],
      ['2027-07-16', 1],
      ['2027-08-16', 2],
    ]);
    expect((await register.verify()).breaks).toEqual([]);
  });
});
