import { beforeEach, expect, it } from '@jest/globals';
import { deliver } from '../../activities/delivery/deliver.ts';
import { statusOf } from '../../activities/status.ts';
import { step } from '../../activities/steps/step.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
});

it('a ticket that was opened without its labels is followed all the same: deleted, it has a successor that says so', async () => {
  const fault = scene.sandbox.faults.add({ kind: 'labels-dropped' });
  await applyVariant(scene, {});
  await scene.settle();
  const row = async () => (await scene.deps.register.rows('task', {}, { limit: 1 }))[0];
  const { key, columns } = (await row()) ?? {};
  expect(columns?.ticket_number).toBe('#1');
  const kinds = async () => (await scene.deps.register.events({ stream: `task/${key}`, limit: 20 })).map((e) => e.kind);
  expect(await kinds()).toEqual(expect.arrayContaining(['opened', 'blocked']));

  scene.sandbox.faults.lift(fault);
  scene.sandbox.act.deleteIssue('mara-lindt', 'example/isms', 1);
  scene.set('2027-04-05T15:00:00.000Z');
  await scene.settle();
  expect((await row())?.columns.ticket_number).toBe('#2');
  const [successor] = [...(scene.sandbox.store.repositories[0]?.tickets.values() ?? [])].filter((t) => !t.gone);
  const said = successor?.comments.filter((c) => c.body.includes('This replaces #1, which was deleted'));
  expect(said).toHaveLength(1);
  expect(await kinds()).toContain('unblocked');
});

it('a ticket that lacked its assignee stays with whoever took it over before it could be written as drafted', async () => {
  const fault = scene.sandbox.faults.add({ kind: 'assignees-dropped' });
  await applyVariant(scene, {});
  await scene.settle();
  scene.sandbox.faults.lift(fault);
  scene.set('2027-04-05T10:00:00.000Z');
  scene.sandbox.act.assign('mara-lindt', 'example/isms', 1, 'priya-nair');
  const opening = { kinds: ['ensure' as const], states: ['pending' as const] };
  const [waiting] = await scene.deps.register.effects(opening, 1);
  expect(waiting?.key).toMatch(/:opening$/);
  scene.set('2027-04-05T15:00:00.000Z');
  await deliver(scene.deps, { tracker: 'github' });
  expect(await scene.deps.register.effects(opening, 1)).toEqual([]);
  const [ticket] = [...(scene.sandbox.store.repositories[0]?.tickets.values() ?? [])];
  expect(ticket?.assignees.map(({ login }) => login)).toEqual(['priya-nair']);
  await scene.settle();
  expect((await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.columns.assignee).toBe('priya');
});

it('a ticket for somebody who has lost access opens for nobody, follows everything else, and is theirs once they may', async () => {
  await applyVariant(scene, {});
  scene.sandbox.act.grant('example/isms', 'sam-okoro', 'none');
  await scene.settle();
  const [ticket] = [...(scene.sandbox.store.repositories[0]?.tickets.values() ?? [])];
  const assignees = () => ticket?.assignees.map(({ login }) => login);
  const row = async () => (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.columns;
  expect([assignees(), (await row())?.ticket_number]).toEqual([[], '#1']);
  const [line] = (await statusOf(scene.deps.register, scene.now())).blocked;
  expect(line?.why).toContain('sam-okoro cannot be assigned in example/isms; everything else was written');
  scene.set('2027-04-06T10:00:00.000Z');
  scene.says('mara-lindt', 1, '/extend 2027-05-14 because Sam is locked out');
  await scene.settle();
  expect(ticket?.comments.map(({ body }) => body).join()).toContain('asks for');
  scene.sandbox.act.grant('example/isms', 'sam-okoro', 'read');
  scene.set('2027-04-06T23:00:00.000Z');
  await deliver(scene.deps, { tracker: 'github' });
  await scene.settle();
  expect([assignees(), (await row())?.blocked]).toEqual([['sam-okoro'], null]);
});

it('a record whose ticket the tracker refuses to open is looked at once an hour, also when people are to be chased', async () => {
  scene.sandbox.faults.add({ kind: 'error-before-write', status: 422, method: 'POST', path: '/issues$' });
  await applyVariant(scene, {});
  await scene.settle();
  const { register } = scene.deps;
  const nonconformity = await scene.raise({});
  const [task] = await register.rows('task', {}, { limit: 1 });
  scene.set('2027-04-14T08:00:00.000Z');
  for (const key of [task?.key ?? '', nonconformity]) {
    await step(scene.deps, key);
    const { wakeAt } = await step(scene.deps, key);
    expect([key, wakeAt]).toEqual([key, '2027-04-14T09:00:00.000Z']);
  }
  expect(task?.columns).toMatchObject({ ticket_number: null, blocked: expect.anything() });
});
