import { expect, it } from '@jest/globals';
import { stage } from '../../activities/steps/stage.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import { applyVariant } from './applying.ts';

const CERTIFICATE =
  'certificate: { body: Example Cert, decided: 2026-05-01, expires: 2029-04-30, surveillance: [2027-04-20] }';

it('is the tasks of another stage to wake, where one stage is over and the one beside it is not', async () => {
  const { scene } = await playedDesk('2027-04-12T08:00:00.000Z');
  const { register } = scene.deps;
  await applyVariant(scene, { instead: [/$/, `\n${CERTIFICATE}\n`] });
  await scene.settle();
  scene.set('2027-04-21T08:00:00.000Z');
  await scene.settle();
  const audit = (await register.loadRows<OccurrenceState>('occurrence', {}, { limit: 50 })).find(
    ({ state }) => state.duty === 'certification:surveillance-1',
  );
  const key = audit?.key ?? '';
  const tasks = async () => (await register.tasksOf<TaskState>(key)).map(({ state }) => state);
  const number = Number((await tasks()).find(({ terms }) => terms.slot === 'findings')?.thread.ref?.number.slice(1));
  scene.says(
    'mara-lindt',
    number,
    'report: https://example.com/report.pdf\nfindings: none needed, because there were none',
  );
  scene.sandbox.act.close('mara-lindt', REPO, number, 'completed');
  scene.set('2027-04-21T09:00:00.000Z');
  await scene.settle();
  scene.says('elena-costa', number, '/accept');
  scene.set('2027-04-21T10:00:00.000Z');
  await scene.settle();
  expect((await tasks()).map((task) => [task.terms.slot, task.stage])).toEqual([
    ['findings', 'ended'],
    ['ready', 'open'],
  ]);
  for (const name of ['ready', 'findings']) await stage(scene.deps, key, name);
  const wakesAt = (await register.load('occurrence', key))?.hints.wake_at;
  expect(wakesAt).toBe('2027-05-21T10:00:00.000Z');
});
