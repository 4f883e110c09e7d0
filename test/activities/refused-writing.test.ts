import { beforeEach, expect, it } from '@jest/globals';
import { step } from '../../activities/steps/step.ts';
import { redrawing } from '../../rules/effect.ts';
import { plusMs } from '../../rules/time.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
});

const minutes = (count: number) => scene.set(plusMs(scene.now(), count * 60_000));
const key = async () => (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.key ?? '';
const ticket = () => scene.sandbox.store.repositories[0]?.tickets.get(1);
const waiting = async () =>
  (await scene.deps.register.effects({ states: ['pending'], kinds: ['ensure'] }, 9)).map((e) => e.key);

/** Closed without evidence, and sent back. */
async function sentBack(): Promise<void> {
  minutes(1);
  scene.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
  minutes(1);
  await step(scene.deps, await key());
  minutes(1);
  await scene.settle();
}

it('a ticket whose end marker is gone is reopened, though a redraw of it was refused and waits for hours', async () => {
  await applyVariant(scene, {});
  await scene.settle();
  const record = await key();
  scene.sandbox.act.editBody('sam-okoro', REPO, 1, 'I rewrote all of it.');
  const redraw = redrawing(record, 1, 'x');
  const row = {
    record,
    tracker: 'github',
    kind: redraw.kind,
    key: redraw.key,
    priority: redraw.priority,
    body: redraw,
  };
  await scene.deps.register.write((tx) => tx.addEffects([row]));
  await scene.settle();
  expect(await waiting()).toContain(redraw.key);
  await sentBack();
  expect(await waiting()).toContain(redraw.key);
  expect(ticket()?.comments.length).toBeGreaterThan(0);
  expect(ticket()?.state).toBe('open');
});

it('a ticket that was opened without its labels is answered in, and reopened, while the opening waits to be tried again', async () => {
  const fault = scene.sandbox.faults.add({ kind: 'labels-dropped' });
  await applyVariant(scene, {});
  await scene.settle();
  scene.sandbox.faults.lift(fault);
  await sentBack();
  expect(await waiting()).toEqual([expect.stringMatching(/:opening$/)]);
  expect(ticket()?.comments.length).toBeGreaterThan(0);
  expect(ticket()?.state).toBe('open');
});
