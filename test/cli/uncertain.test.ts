import { beforeEach, describe, expect, it } from '@jest/globals';
import { tell } from '../../activities/openings/occasion.ts';
import { parseFence } from '../../integrations/tickets/github/markdown/fence.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { whyBlocked } from '../../rules/thread.ts';
import { keysOf } from '../engine/harness/looking.ts';
import { dayFrom, duty, REPO } from './company.ts';
import type { Desk } from './desk.ts';
import { playedDesk } from './played.ts';
import type { Scene } from './scene.ts';

const START = new Date();

let here: Desk;
let scene: Scene;
beforeEach(async () => {
  ({ here, scene } = await playedDesk(START.toISOString()));
  await scene.apply(duty(START));
});

const tickets = () => [
  ...(scene.sandbox.store.repositories.find((r) => `${r.owner}/${r.name}` === REPO)?.tickets.values() ?? []),
];
const only = async () => {
  const [row] = await scene.deps.register.loadRows<TaskState>('task', {}, { limit: 1 });
  return {
    key: row?.key ?? '',
    display: String(row?.columns.display),
    number: row?.columns.ticket_number,
    blocked: (row && whyBlocked(row.state.thread)) ?? null,
  };
};

/** The one ticket's opening has no known outcome. @param there whether it was opened. */
async function uncertain(there: boolean): Promise<string> {
  scene.sandbox.faults.add({ kind: 'list-lag', ms: 3_600_000 });
  scene.sandbox.faults.add({ kind: there ? 'timeout-after-write' : 'timeout-before-write', times: 1, method: 'POST' });
  await scene.settle();
  const soon = new Date(START.getTime() + 20_000).toISOString();
  scene.set(soon);
  await scene.settle();
  const { display, number, blocked } = await only();
  expect(tickets()).toHaveLength(there ? 1 : 0);
  expect([number, blocked]).toEqual([
    null,
    expect.stringContaining(`dutybound link ${display} TICKET, or dutybound create ${display}`),
  ]);
  return display;
}

/** Runs a command that must change nothing. */
async function refused(...args: string[]): Promise<{ code: number; err: string }> {
  const head = await scene.deps.register.head();
  const effects = await scene.deps.register.effects({}, 9);
  const { code, out, err } = await here.run(...args);
  expect(out).toBe('');
  expect(await scene.deps.register.head()).toEqual(head);
  expect(await scene.deps.register.effects({}, 9)).toEqual(effects);
  return { code, err };
}

describe('link', () => {
  it('makes a ticket the record’s, once somebody agreed, and says in its story who said so', async () => {
    const display = await uncertain(true);
    scene.sandbox.faults.clear();
    expect(await refused('link', display, '#1')).toEqual({
      code: 3,
      err: expect.stringMatching(/#1 becomes the ticket of .*agree with --yes/s),
    });
    here.answers = ['n'];
    expect(await refused('link', display, '#1')).toEqual({
      code: 3,
      err: expect.stringContaining('Nothing was changed.'),
    });
    here.answers = ['y'];
    const { code, out } = await here.run('link', display, '1', '--as', 'mara');
    expect([code, out]).toEqual([0, `#1 is the ticket of ${display}. It is written when dutybound up runs.`]);
    expect(await only()).toMatchObject({ number: '#1', blocked: null });
    await scene.goesOn();
    expect(tickets()).toHaveLength(1);
    expect(await scene.deps.register.effects({ states: ['pending', 'leased', 'failed'] }, 9)).toEqual([]);
    expect((await here.run('show', display)).out).toMatch(
      /Mara Lindt \(asserted at the command line by .*said that its ticket is #1/,
    );
    expect((await here.run('verify')).code).toBe(0);
  });

  it('writes the engine’s part into a ticket that lost it, and keeps what people wrote', async () => {
    const display = await uncertain(true);
    scene.sandbox.faults.clear();
    scene.sandbox.act.editBody('sam-okoro', REPO, 1, 'I made this shorter.');
    const { code, out } = await here.run('link', display, '#1', '--yes', '--json');
    const { key } = await only();
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { key, ticket: '#1', url: expect.stringContaining('/issues/1'), running: false },
    ]);
    await scene.goesOn();
    const [ticket] = tickets();
    expect(parseFence(ticket?.body ?? '')).toMatchObject({
      key,
      display,
      intact: true,
      below: expect.stringContaining('I made this shorter.'),
    });
    expect(tickets()).toHaveLength(1);
  });

  it.each([
    ['link', ['#1']],
    ['create', []],
  ])('refuses what has no ticket of its own, and says what has: %s', async (command, ticket) => {
    const leaver = { kind: 'leaver', id: 'l1', title: 'Sam', actor: 'person:mara', person: 'sam' } as const;
    const { display = '' } = (await tell(scene.deps.register, leaver, scene.now())) ?? {};
    expect(await refused(command, display, ...ticket, '--yes')).toEqual({
      code: 1,
      err: `${display} is documented information (leaver/l1), which has no ticket. A task or nonconformity has one: look at dutybound status.`,
    });
  });

  it('refuses what cannot be it', async () => {
    const display = await uncertain(true);
    scene.sandbox.faults.clear();
    scene.sandbox.act.createIssue('sam-okoro', REPO, { title: 'somebody’s own' });
    const strange = await refused('link', display, '#2', '--yes');
    expect(strange).toEqual({
      code: 1,
      err: expect.stringContaining('no ticket #2 that the engine’s own account opened'.replaceAll('’', "'")),
    });
    expect((await refused('link', display, '#9', '--yes')).err).toContain(
      `If there is none: dutybound create ${display}`,
    );
    expect((await refused('link', 'nobody', '#1', '--yes')).err).toContain('No task or nonconformity is called nobody');
    expect((await refused('link', display, '#1', '--yes', '--as', 'nobody')).err).toContain(
      '--as: nobody is called "nobody"',
    );
    const body = tickets()[0]?.body ?? '';
    scene.sandbox.act.editBody('sam-okoro', REPO, 1, body.replace(/[a-z0-9]{24}\./, 'k1k1k1k1k1k1k1k1k1k1k1k1.'));
    expect((await refused('link', display, '#1', '--yes')).err).toContain('carries the key of another record');
    scene.sandbox.act.editBody('sam-okoro', REPO, 1, body);
    await here.run('link', display, '#1', '--yes');
    expect((await refused('link', display, '#1', '--yes')).err).toContain('has its ticket: #1. Nothing is uncertain');
    await scene.raise({});
    scene.sandbox.faults.add({ kind: 'timeout-before-write', method: 'POST' });
    await scene.settle();
    expect((await refused('link', `NC-${dayFrom(START, 0).slice(0, 4)}-001`, '#1', '--yes')).err).toContain(
      '#1 is the ticket of another record',
    );
  });

  it('says when the tracker cannot be asked, or its token cannot be read', async () => {
    const display = await uncertain(true);
    scene.sandbox.faults.clear();
    scene.sandbox.faults.add({ kind: 'token-revoked' });
    expect((await refused('link', display, '#1', '--yes')).code).toBe(4);
    here.env.GITHUB_TOKEN = undefined;
    expect(await refused('create', display, '--yes')).toEqual({
      code: 4,
      err: expect.stringContaining('GITHUB_TOKEN is not set'),
    });
  });
});

describe('create', () => {
  it('opens the ticket at once, without waiting for the settling time, and says in its story who said so', async () => {
    const display = await uncertain(false);
    expect(await refused('create', display)).toEqual({
      code: 3,
      err: expect.stringMatching(/are you sure.*agree with --yes/s),
    });
    const { code, out } = await here.run('create', display, '--yes');
    expect([code, out]).toEqual([0, `${display} is opened when dutybound up runs, unless it is found before.`]);
    await scene.goesOn();
    const { key, number } = await only();
    expect([number, keysOf(tickets())]).toEqual(['#1', [key]]);
    expect((await here.run('show', display)).out).toMatch(/@\S+ {2}said that no ticket was opened for it yet/);
    expect((await refused('create', display, '--yes')).err).toContain('has its ticket: #1');
  });

  it('refuses where the ticket is there, and names it', async () => {
    const display = await uncertain(true);
    scene.sandbox.faults.clear();
    const { code, err } = await refused('create', display, '--yes');
    expect([code, err]).toEqual([1, `It is there: #1. Next: dutybound link ${display} '#1'.`]);
    expect(tickets()).toHaveLength(1);
  });

  it('refuses where nothing is uncertain', async () => {
    const { register } = scene.deps;
    await scene.settle();
    const { display } = await only();
    expect((await refused('create', display, '--yes')).err).toContain('has its ticket: #1');
    await scene.raise({});
    const [row] = await register.rows('nonconformity', {}, { limit: 1 });
    expect((await refused('create', String(row?.columns.display), '--yes')).err).toContain('was not opened yet');
  });
});
