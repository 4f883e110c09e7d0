import { beforeEach, describe, expect, it } from '@jest/globals';
import { deliver } from '../../activities/delivery/deliver.ts';
import { currentProgramme, programmeOf } from '../../activities/organisation.ts';
import { PurposeMissing } from '../../activities/programme/apply.ts';
import { step } from '../../activities/steps/step.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
  await applyVariant(scene, {});
  await scene.settle();
});

const later = (hours: number) => scene.set(new Date(Date.parse(scene.now()) + hours * 3_600_000).toISOString());
const intervalInForce = async () => (await currentProgramme(scene.deps.register))?.programme.duties[0]?.every;
const tickets = () => scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
const ticketAsking = () => tickets().find((t) => /approval/.test(t.title));

async function ask(how: { by?: string; actor?: string } = {}): Promise<number> {
  await applyVariant(scene, { every: '12 months' }, { because: 'the risk is gone', ...how });
  await scene.settle();
  const ticket = ticketAsking();
  if (!ticket) throw new Error('no ticket asks for the approval');
  return ticket.number;
}

async function say(login: string, number: number, text: string): Promise<void> {
  later(1);
  scene.says(login, number, text);
  await scene.settle();
}

const commentsOf = (number: number) =>
  tickets()
    .find((t) => t.number === number)
    ?.comments.map((c) => c.body)
    .join('\n');

describe('a change that makes the programme weaker', () => {
  it('is refused without a purpose, and nothing is written', async () => {
    const before = await scene.deps.register.head();
    await expect(applyVariant(scene, { every: '12 months' })).rejects.toThrow(PurposeMissing);
    expect(await scene.deps.register.head()).toEqual(before);
  });

  it('keeps its old value until top management approves it in the ticket that asks', async () => {
    const number = await ask();
    expect(ticketAsking()?.body).toContain('Asked by somebody@desk. Purpose: the risk is gone.');
    expect(await intervalInForce()).toEqual({ unit: 'months', n: 3 });
    await say('elena-costa', number, '/approve');
    expect(await intervalInForce()).toEqual({ unit: 'months', n: 12 });
    expect(ticketAsking()?.state).toBe('closed');
    expect((await scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('names whoever applies it as people know them', async () => {
    await ask({ by: 'mara', actor: 'person:mara (asserted at the command line by root@desk)' });
    expect(ticketAsking()?.body).toContain('Asked by Mara Lindt (asserted at the command line by root@desk). ');
  });

  it('stays as it was when denied, and the same change again asks nobody a second time', async () => {
    const number = await ask();
    await say('elena-costa', number, '/deny because the auditor asked for quarters');
    expect(await intervalInForce()).toEqual({ unit: 'months', n: 3 });
    const again = await applyVariant(scene, { every: '12 months' }, { because: 'still' });
    expect(again).toMatchObject({ denied: true, pending: ['duties.access-review.every'] });
    expect(again.ticket).toBeUndefined();
  });

  it('is not decided by the lead, by a close, or by whoever applied it', async () => {
    const number = await ask({ by: 'elena' });
    await say('mara-lindt', number, '/approve');
    await say('elena-costa', number, '/approve');
    scene.sandbox.act.close('elena-costa', REPO, number, 'completed');
    later(1);
    await scene.settle();
    expect(await intervalInForce()).toEqual({ unit: 'months', n: 3 });
    expect(ticketAsking()?.state).toBe('open');
    expect(commentsOf(number)).toContain('closing decides nothing here');
  });

  it('leaves what opened while it waited with what was in force then, also in stages to come', async () => {
    const number = await ask();
    const asked = scene.now();
    await say('elena-costa', number, '/approve');
    const everyOf = async (at: string) => (await programmeOf(scene.deps.register, 2, at)).duties[0]?.every;
    expect(await everyOf(asked)).toEqual({ unit: 'months', n: 3 });
    expect(await everyOf(scene.now())).toEqual({ unit: 'months', n: 12 });
  });

  /** Top management approves after downtime, before the planner looks. @returns the period and terms of what opens then. */
  async function approvedFirst(number: number) {
    const [asking] = await scene.deps.register.rows('task', { ticket_number: `#${number}` }, { limit: 1 });
    scene.set('2027-08-02T08:00:00.000Z');
    scene.says('elena-costa', number, '/approve');
    await step(scene.deps, asking?.key ?? '');
    await scene.settle();
    const of = { duty: 'access-review' };
    const tasks = await scene.deps.register.loadRows<TaskState>('task', of, { limit: 9 });
    return tasks.map(({ state: { terms } }) => [terms.due.date, terms.interval, terms.verifier]).sort();
  }

  it('opens what came and went meanwhile under the cadence that was in force then', async () => {
    expect(await approvedFirst(await ask())).toEqual([
      ['2027-04-16', '3 months', 'mara'],
      ['2027-08-17', '3 months', 'mara'],
    ]);
  });

  it('opens late under the new terms what it leaves the cadence of', async () => {
    await applyVariant(
      scene,
      { instead: ['verifier: mara', 'self_verification: true'] },
      { because: 'nobody has time' },
    );
    await scene.settle();
    expect(await approvedFirst(ticketAsking()?.number ?? 0)).toEqual([
      ['2027-04-16', '3 months', 'mara'],
      ['2027-08-17', '3 months', undefined],
    ]);
  });

  it('leaves open tickets with the terms they opened under', async () => {
    const number = await ask();
    await say('elena-costa', number, '/approve');
    const [task] = await scene.deps.register.loadRows<{ terms: { interval: string } }>(
      'task',
      { duty: 'access-review' },
      { limit: 1 },
    );
    expect(task?.state.terms.interval).toBe('3 months');
  });
});

describe('a change that is taken back', () => {
  async function takenBack(): Promise<void> {
    await applyVariant(scene, {});
    await scene.settle();
    await deliver(scene.deps, { tracker: 'github' });
  }

  it('is withdrawn from whoever was asked, and an answer to it changes nothing', async () => {
    const number = await ask();
    await takenBack();
    expect(ticketAsking()).toMatchObject({ state: 'closed', reason: 'not_planned' });
    expect(commentsOf(number)).toContain('no longer asks for this');
    await say('elena-costa', number, '/approve');
    expect(await intervalInForce()).toEqual({ unit: 'months', n: 3 });
    expect(commentsOf(number)).not.toContain('in force');
  });

  it('is asked anew when it comes again', async () => {
    const first = await ask();
    await takenBack();
    const again = await applyVariant(scene, { every: '12 months' }, { because: 'now for good' });
    expect(again.ticket).toBeDefined();
    await scene.settle();
    const second = tickets().find((t) => /approval/.test(t.title) && t.state === 'open');
    expect(second?.number).toBeGreaterThan(first);
    await say('elena-costa', second?.number ?? 0, '/approve');
    expect(await intervalInForce()).toEqual({ unit: 'months', n: 12 });
  });
});

describe('a change of who is top management', () => {
  const moved: [string, string] = ['top: [elena]', 'top: [priya]'];

  it('is decided by whoever held the role before', async () => {
    await applyVariant(scene, { instead: moved }, { because: 'she leaves' });
    await scene.settle();
    const number = ticketAsking()?.number ?? 0;
    await say('priya-nair', number, '/approve');
    expect((await currentProgramme(scene.deps.register))?.programme.roles.top).toEqual(['elena']);
    await say('elena-costa', number, '/approve');
    expect((await currentProgramme(scene.deps.register))?.programme.roles.top).toEqual(['priya']);
  });

  it('gives a new account of top management no word before it is approved', async () => {
    scene.sandbox.act.grant(REPO, 'a-stranger', 'push');
    await applyVariant(scene, { instead: ['github: elena-costa', 'github: a-stranger'] }, { because: 'a new account' });
    await scene.settle();
    const number = ticketAsking()?.number ?? 0;
    await say('a-stranger', number, '/approve');
    const account = async () => (await scene.deps.register.accounts('github')).find((a) => a.person === 'elena')?.login;
    expect(await account()).toBe('elena-costa');
    await say('elena-costa', number, '/approve');
    expect(await account()).toBe('a-stranger');
  });

  it('nor does it to a new account of who decides in place of top management', async () => {
    scene.sandbox.act.grant(REPO, 'a-stranger', 'push');
    const people = (priya: string) => `
  sam: { name: Sam Okoro, github: sam-okoro, manager: priya }
  mara: { name: Mara Lindt, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, github: ${priya}, manager: elena }
  elena: { name: Elena Costa, github: elena-costa, delegate: { to: priya, powers: [weaken] } }`;
    await applyVariant(scene, { people: people('priya-nair') }, { because: 'she is away' });
    await scene.settle();
    await say('elena-costa', ticketAsking()?.number ?? 0, '/approve');
    await applyVariant(scene, { every: '12 months', people: people('a-stranger') }, { because: 'a new account' });
    await scene.settle();
    const number = tickets().findLast((t) => /approval/.test(t.title))?.number ?? 0;
    await say('a-stranger', number, '/approve');
    expect(await intervalInForce()).toEqual({ unit: 'months', n: 3 });
    await say('priya-nair', number, '/approve');
    expect(await intervalInForce()).toEqual({ unit: 'months', n: 12 });
  });
});
