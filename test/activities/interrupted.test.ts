import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Dependencies } from '../../activities/dependencies.ts';
import { fetchFiles } from '../../activities/steps/fetch-files.ts';
import { readTicket } from '../../activities/steps/read-ticket.ts';
import { stage } from '../../activities/steps/stage.ts';
import { step } from '../../activities/steps/step.ts';
import { TrackerError, type TrackerFault } from '../../integrations/tickets/errors.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
let task: string;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await applyVariant(scene, {});
  await scene.settle();
  task = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.key ?? '';
});

const later = (hours: number) => scene.set(new Date(Date.parse(scene.now()) + hours * 3_600_000).toISOString());
const state = async () => (await scene.deps.register.load<TaskState>('task', task))?.state;

/** @param hours between the file and the close. */
function handsIn(hours = 0): void {
  const { permalink } = scene.sandbox.act.commitFile('sam-okoro', REPO, 'export.csv', Buffer.from('users'));
  later(1);
  scene.says('sam-okoro', 1, `export: ${permalink}`);
  later(hours);
  scene.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
  later(1 / 60);
}

/** A tracker that answers everything but files. */
function withoutFiles(fault: TrackerFault = { kind: 'unreachable' }): Dependencies {
  const tickets = scene.deps.trackers.get('github');
  if (!tickets) throw new Error('the scene has no tracker');
  const attachment = () => Promise.reject(new TrackerError('the file broke off', fault));
  return { ...scene.deps, trackers: new Map([['github', { ...tickets, attachment }]]) };
}

describe('an occurrence', () => {
  it('sleeps while its tasks are under way, and is the planner’s to wake once a stage is over: its run may be lost there', async () => {
    const row = async () => (await scene.deps.register.rows('occurrence', {}, { limit: 1 }))[0];
    const { key = '', hints } = (await row()) ?? {};
    expect(hints?.wake_at?.slice(0, 10)).toBe('2027-05-05');
    handsIn();
    await step(scene.deps, task);
    scene.says('mara-lindt', 1, '/accept');
    later(1);
    await step({ ...scene.deps, wake: async () => undefined }, task);
    expect((await stage(scene.deps, key, 'task')).done).toBe(true);
    expect((await row())?.hints.wake_at).toBe(scene.now());
  });
});

describe('a step', () => {
  it('leaves word for the planner to wake the occurrence, should this process end before it can', async () => {
    const cut = { ...scene.deps, wake: () => Promise.reject(new Error('killed')) };
    const wakesAt = async () => (await scene.deps.register.rows('occurrence', {}, { limit: 1 }))[0]?.hints.wake_at;
    handsIn();
    await expect(step(cut, task)).rejects.toThrow('killed');
    expect((await state())?.stage).toBe('submitted');
    // Nothing of it has ended yet.
    expect(await wakesAt()).not.toBe(scene.now());
    later(1 / 60);
    scene.says('mara-lindt', 1, '/accept');
    later(1 / 60);
    await expect(step(cut, task)).rejects.toThrow('killed');
    expect((await state())?.stage).toBe('ended');
    expect(await wakesAt()).toBe(scene.now());
  });

  it('judges nothing while a file cannot be fetched, and after an hour takes it as linked, not kept', async () => {
    handsIn();
    await step(withoutFiles(), task);
    expect(await state()).toMatchObject({ stage: 'open', refusals: 0 });
    later(2);
    await step(withoutFiles(), task);
    const done = await state();
    expect(done?.stage).toBe('submitted');
    expect(done?.submission?.items[0]?.kept).toBeUndefined();
  });

  it('waits for a file that was given days before the close as long as for any other', async () => {
    handsIn(240);
    await step(withoutFiles(), task);
    expect(await state()).toMatchObject({ stage: 'open', refusals: 0 });
    await step(scene.deps, task);
    expect((await state())?.submission?.items[0]?.kept).toMatch(/^[0-9a-f]{64}$/);
  });

  it('waits as long for a file that an edit brought after the close', async () => {
    const { permalink } = scene.sandbox.act.commitFile('sam-okoro', REPO, 'export.csv', Buffer.from('users'));
    scene.says('sam-okoro', 1, 'export: soon');
    scene.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
    later(5);
    const ticket = scene.sandbox.store.repositories.find((r) => `${r.owner}/${r.name}` === REPO)?.tickets.get(1);
    const said = ticket?.comments.find(({ body }) => body.includes('soon'));
    scene.sandbox.act.editComment('sam-okoro', REPO, said?.id ?? 0, `export: ${permalink}`);
    await step(withoutFiles(), task);
    expect(await state()).toMatchObject({ stage: 'open', refusals: 0 });
    later(2);
    await step(withoutFiles(), task);
    expect((await state())?.stage).toBe('submitted');
  });

  it('waits no longer than a week for a file in a ticket that is open and goes on changing', async () => {
    const { permalink } = scene.sandbox.act.commitFile('sam-okoro', REPO, 'export.csv', Buffer.from('users'));
    later(1);
    scene.says('sam-okoro', 1, `export: ${permalink}`);
    const fetched = async (): Promise<unknown> => {
      const ref = (await state())?.thread.ref;
      const ticket = ref && (await readTicket(scene.deps, ref));
      if (!ticket || !('comments' in ticket)) throw new Error('no ticket');
      return (await fetchFiles(withoutFiles(), ticket, ticket.comments))?.files;
    };
    later(72);
    scene.says('sam-okoro', 1, 'All of it.');
    later(1 / 60);
    expect(await fetched()).toBeUndefined();
    later(100);
    scene.says('sam-okoro', 1, 'Still all of it.');
    later(1 / 60);
    expect(await fetched()).toEqual({ [permalink]: null });
  });

  it('takes no file as not kept because the tracker asks for less', async () => {
    handsIn();
    later(2);
    await step(withoutFiles({ kind: 'rate-limited', until: scene.now() }), task);
    expect(await state()).toMatchObject({ stage: 'open', refusals: 0 });
  });

  it('keeps the file that can be fetched', async () => {
    handsIn();
    await step(scene.deps, task);
    expect((await state())?.submission?.items[0]?.kept).toMatch(/^[0-9a-f]{64}$/);
  });

  it('goes on where the tracker was taken out of the programme: unread, and looked at again', async () => {
    const stepped = await step({ ...scene.deps, trackers: new Map() }, task);
    expect(stepped.ended).toBe(false);
    expect((await state())?.stage).toBe('open');
  });
});
