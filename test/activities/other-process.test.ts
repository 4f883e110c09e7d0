import { beforeEach, describe, expect, it } from '@jest/globals';
import { deliver } from '../../activities/delivery/deliver.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { step } from '../../activities/steps/step.ts';
import { createGitHubTickets } from '../../integrations/tickets/github/tickets.ts';
import { REPO, TOKEN } from '../cli/company.ts';
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

const ticket = () => scene.sandbox.store.repositories[0]?.tickets.get(1);
const soon = (seconds: number) => scene.set(new Date(Date.parse(scene.now()) + seconds * 1_000).toISOString());

/** Another worker, which is killed once it has decided. */
function killedInTime(): Dependencies {
  const tickets = createGitHubTickets({
    id: 'github',
    api: scene.sandbox.apiUrl,
    target: REPO,
    token: () => TOKEN,
    now: () => Date.parse(scene.now()),
    wait: async () => {},
  });
  return {
    ...scene.deps,
    trackers: new Map([['github', tickets]]),
    wake: () => Promise.reject(new Error('killed')),
  };
}

describe('of two workers on one ticket', () => {
  it('one that delivers what the other decided does so on the ticket as it is, not as it read it before', async () => {
    await step(scene.deps, task);
    soon(1);
    scene.sandbox.act.close('priya-nair', REPO, 1, 'not_planned');
    soon(1);
    await expect(step(killedInTime(), task)).rejects.toThrow('killed');
    expect(ticket()?.state).toBe('closed');
    await deliver(scene.deps, { tracker: 'github' });
    expect(ticket()?.state).toBe('open');
  });

  it('one that reopens it undoes the close that was judged, and not the next one', async () => {
    const { act } = scene.sandbox;
    act.close('priya-nair', REPO, 1, 'not_planned');
    soon(2);
    await expect(step(killedInTime(), task)).rejects.toThrow('killed');
    act.reopen('sam-okoro', REPO, 1);
    act.attach('sam-okoro', REPO, 1, 'export.csv', Buffer.from('user,role\n'));
    soon(2);
    act.close('sam-okoro', REPO, 1, 'completed');
    soon(10);
    await deliver(scene.deps, { tracker: 'github' });
    expect(ticket()?.state).toBe('closed');
    await step(scene.deps, task);
    const [row] = await scene.deps.register.rows('task', {}, { limit: 1 });
    expect(row?.columns.state).toBe('submitted');
  });

  it('one that puts the assignee back takes the ticket from nobody who took it over meanwhile', async () => {
    const { act } = scene.sandbox;
    const holders = () => ticket()?.assignees.map(({ login }) => login);
    act.unassign('mara-lindt', REPO, 1, 'sam-okoro');
    soon(2);
    await expect(step(killedInTime(), task)).rejects.toThrow('killed');
    act.assign('mara-lindt', REPO, 1, 'priya-nair');
    soon(10);
    await deliver(scene.deps, { tracker: 'github' });
    expect(holders()).toEqual(['priya-nair']);
    await step(scene.deps, task);
    const [row] = await scene.deps.register.rows('task', {}, { limit: 1 });
    expect([row?.columns.assignee, holders()]).toEqual(['priya', ['priya-nair']]);
  });
});
