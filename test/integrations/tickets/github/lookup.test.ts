import { afterEach, describe, expect, it } from '@jest/globals';
import { newBody } from '../../../../integrations/tickets/github/edit-plan.ts';
import { LOOKUP_WAITS_MS, SETTLE_MS } from '../../../../integrations/tickets/github/lookup.ts';
import { createGitHubTickets } from '../../../../integrations/tickets/github/tickets.ts';
import { type Sandbox, startSandbox } from '../../../../sandbox/sandbox.ts';
import { wholeOf } from '../../../contract/cases.ts';
import { draftOf } from '../../../contract/draft.ts';
import { type Fixture, serve } from './fixture.ts';

const home = 'example/isms';
const open: (Sandbox | Fixture)[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function tracker() {
  const clock = { at: Date.parse('2027-04-12T07:00:00Z') };
  const waits: number[] = [];
  const sandbox = await startSandbox({
    now: () => clock.at,
    repositories: [{ name: home, private: true }],
    people: [
      { login: 'bot', token: 't', access: { [home]: 'push' } },
      { login: 'sam', access: { [home]: 'push' } },
    ],
  });
  open.push(sandbox);
  const tickets = createGitHubTickets({
    id: 'github',
    api: sandbox.apiUrl,
    target: home,
    token: () => 't',
    now: () => clock.at,
    wait: async (ms) => {
      waits.push(ms);
      clock.at += ms;
    },
  });
  const now = () => new Date(clock.at).toISOString();
  const lists = () =>
    sandbox.writeLog.calls().find((call) => call.method === 'GET' && /\/issues$/.test(call.route))?.count;
  return { sandbox, tickets, clock, waits, now, lists };
}

describe('looking a key up', () => {
  it('is one list on the first attempt', async () => {
    const { tickets, waits, lists } = await tracker();
    await tickets.ensure(draftOf());
    expect(lists()).toBe(1);
    expect(waits).toEqual([]);
  });

  it('is repeated after an unknown outcome until a lagging list shows it', async () => {
    const { sandbox, tickets, waits, now } = await tracker();
    const draft = draftOf();
    const firstTried = now();
    sandbox.faults.add({ kind: 'timeout-after-write', times: 1 });
    sandbox.faults.add({ kind: 'list-lag', ms: 4000 });
    await expect(tickets.ensure(draft)).rejects.toMatchObject({ fault: { kind: 'unreachable' } });
    expect((await tickets.ensure({ ...draft, firstTried })).created).toBe(false);
    expect(waits).toEqual(LOOKUP_WAITS_MS.slice(1, 3));
  });

  it('finds what was written after a delay, up to the end of the settling time', async () => {
    const { sandbox, tickets, clock, now } = await tracker();
    const draft = draftOf();
    const firstTried = now();
    const settled = clock.at + SETTLE_MS;
    sandbox.faults.add({ kind: 'timeout-after-write', times: 1 });
    sandbox.faults.add({ kind: 'list-lag', ms: SETTLE_MS });
    await expect(tickets.ensure(draft)).rejects.toMatchObject({ fault: { kind: 'unreachable' } });
    while (clock.at < settled) {
      const result = await tickets.ensure({ ...draft, firstTried }).catch((error) => error.fault.kind);
      if (clock.at < settled) expect(result).toBe('uncertain');
    }
    expect((await tickets.ensure({ ...draft, firstTried })).created).toBe(false);
    expect(sandbox.writeLog.writes().filter((write) => write.kind === 'create')).toHaveLength(1);
  });

  it('counts from the latest attempt that may have written, not from the first', async () => {
    const { tickets, clock, now } = await tracker();
    const draft = draftOf();
    const firstTried = now();
    clock.at += SETTLE_MS * 5;
    const lastTried = now();
    await expect(tickets.ensure({ ...draft, firstTried, lastTried })).rejects.toMatchObject({
      fault: { kind: 'uncertain' },
    });
    clock.at += SETTLE_MS;
    expect((await tickets.ensure({ ...draft, firstTried, lastTried })).created).toBe(true);
  });

  it('says what follows the uncertainty', async () => {
    const { tickets, now } = await tracker();
    const draft = draftOf();
    const words = /once the settling time is over without it, it is created/;
    await expect(tickets.ensure({ ...draft, firstTried: now() })).rejects.toThrow(words);
  });

  it.each([
    ['a pull request', { pull_request: {} }],
    ["somebody else's issue, whatever the list was asked for,", { user: { id: 9, login: 'bot' } }],
  ])('does not take %s for the ticket', async (_, change) => {
    const draft = draftOf();
    const user = { id: 7, login: 'bot' };
    const times = { created_at: '2027-04-12T07:00:00Z', updated_at: '2027-04-12T07:00:00Z' };
    const url = 'https://github.com/example/isms/issues/1';
    const content = {
      title: draft.title,
      body: newBody(draft),
      labels: draft.labels,
      assignees: [{ id: 9, login: 'sam' }],
      comments: 0,
    };
    const issue = { id: 1, number: 1, html_url: url, state: 'open', user, ...times, ...content };
    const fixture = await serve((seen) => {
      if (seen.url === '/user') return { status: 200, body: user };
      if (seen.method === 'POST') return { status: 201, body: { ...issue, id: 2, number: 2 } };
      return { status: 200, body: [{ ...issue, ...change }] };
    });
    open.push(fixture);
    const options = { id: 'github', api: fixture.url, target: home, token: () => 't', now: () => 0 };
    expect(await createGitHubTickets(options).ensure(draft)).toMatchObject({ created: true, ref: { id: '2' } });
  });

  it('names changes from the very second on, and nothing before', async () => {
    const { tickets, clock, now } = await tracker();
    await tickets.ensure(draftOf());
    clock.at += 1000;
    const { ref } = await tickets.ensure(draftOf());
    clock.at += 700;
    expect((await tickets.changedSince(now())).map((bell) => bell.ticket.id)).toEqual([ref.id]);
    clock.at += 300;
    expect(await tickets.changedSince(now())).toEqual([]);
  });
});

describe('writing', () => {
  it('an edit whose labels or assignee were dropped without a word is refused', async () => {
    const { sandbox, tickets } = await tracker();
    const draft = draftOf();
    const { ref } = await tickets.ensure(draft);
    sandbox.faults.add({ kind: 'labels-dropped' });
    const relabelled = { ...draft, labels: ['isms', 'isms/major'] };
    await expect(tickets.ensure(relabelled, ref)).rejects.toMatchObject({
      fault: { kind: 'refused', fields: ['labels'] },
    });
    sandbox.faults.clear();
    sandbox.faults.add({ kind: 'assignees-dropped' });
    const over = wholeOf(await tickets.read(ref)).assignees.map(({ id }) => id);
    const reassigned = { ...draft, assignee: 'bot', over };
    await expect(tickets.ensure(reassigned, ref)).rejects.toMatchObject({
      fault: { kind: 'refused', fields: ['assignees'] },
    });
  });

  it('an account without the right to write is told so, and opens no second ticket', async () => {
    const { sandbox, tickets, now, clock } = await tracker();
    sandbox.faults.add({ kind: 'permission-removed', access: 'read' });
    const draft = draftOf();
    const firstTried = now();
    await expect(tickets.ensure(draft)).rejects.toMatchObject({
      fault: { kind: 'refused', fields: ['labels', 'assignees'] },
    });
    sandbox.faults.clear();
    clock.at += SETTLE_MS * 2;
    const { ref, created } = await tickets.ensure({ ...draft, firstTried });
    expect(created).toBe(false);
    expect(await tickets.read(ref)).toMatchObject({ labels: draft.labels, assignees: [{ login: 'sam' }] });
  });

  it('a title is kept to one line that GitHub takes', async () => {
    const { tickets, sandbox } = await tracker();
    const draft = draftOf({ title: `  a\n\tb ${'x'.repeat(300)}` });
    const { ref } = await tickets.ensure(draft);
    const before = sandbox.writeLog.writes().length;
    await tickets.ensure(draft, ref);
    expect(sandbox.writeLog.writes()).toHaveLength(before);
    expect(await tickets.read(ref)).toMatchObject({ title: expect.stringMatching(/^a b x{251}…$/) });
  });

  it('at an address that another repository took over nothing is read or written', async () => {
    const { tickets, sandbox } = await tracker();
    const draft = draftOf();
    const { ref } = await tickets.ensure(draft);
    const before = sandbox.writeLog.writes().length;
    const stale = { ...ref, id: '999' };
    expect(await tickets.read(stale)).toMatchObject({ gone: 'hidden' });
    await expect(tickets.ensure({ ...draft, title: 'x' }, stale)).rejects.toMatchObject({ fault: { kind: 'gone' } });
    expect(sandbox.writeLog.writes()).toHaveLength(before);
  });
});
