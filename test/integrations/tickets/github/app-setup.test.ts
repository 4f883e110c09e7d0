import { afterEach, describe, expect, it } from '@jest/globals';
import type { SeedApp } from '../../../../sandbox/github/app/seed.ts';
import { draftOf } from '../../../contract/draft.ts';
import { listen } from '../../../sandbox/receiver.ts';
import { type AppWorld, appWorld, target } from './app-world.ts';

const secret = 'a secret for the webhook';
const open: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function world(app: Partial<SeedApp> = {}): Promise<AppWorld> {
  const made = await appWorld(app);
  open.push(made.sandbox);
  return made;
}

const installed = (permissions: SeedApp['permissions']) => ({
  installations: [{ id: 42, account: 'example', repositories: [target], permissions }],
});

describe("what an App's set-up lacks", () => {
  it('is nothing with the least permissions; the engine is the bot', async () => {
    const { tickets, sandbox } = await world();
    const health = await tickets.check();
    const bot = sandbox.store.people.find(({ login }) => login === 'acme-dutybound[bot]');
    expect(health).toMatchObject({ self: { id: String(bot?.id), login: bot?.login }, target, shortcomings: [] });
    expect(sandbox.writeLog.writes()).toEqual([]);
  });

  it.each([
    ['Issues: read and write', true, { issues: 'read', contents: 'read' }],
    ['Issues: read and write', true, { contents: 'read' }],
    ['Contents: read', false, { issues: 'write' }],
  ] as const)('“%s” (stops all writing: %j) with %j', async (called, blocks, permissions) => {
    const { tickets } = await world(installed(permissions));
    const { shortcomings } = await tickets.check();
    expect(shortcomings).toMatchObject([{ what: 'permission', blocks }]);
    expect(shortcomings[0]?.found).toContain(`lacks “${called}” in ${target}`);
  });

  it('is gone as soon as the permission is granted', async () => {
    const { tickets, sandbox } = await world(installed({ issues: 'read' }));
    expect((await tickets.check()).shortcomings).toHaveLength(2);
    for (const each of sandbox.apps.installations)
      each.permissions = { issues: 'write', metadata: 'read', contents: 'write' };
    expect((await tickets.check()).shortcomings).toEqual([]);
    expect((await tickets.ensure(draftOf())).created).toBe(true);
  });

  it('is access where the repository is not among those of the installation', async () => {
    const { sandbox, tickets } = await world();
    for (const each of sandbox.apps.installations) each.repositories = ['example/other'];
    const { shortcomings } = await tickets.check();
    expect(shortcomings).toMatchObject([{ what: 'access', blocks: true }]);
    expect(shortcomings[0]?.fix).toContain('add the repository to the installation');
  });
});

describe("the App's own webhook", () => {
  async function hooked(path: string, events: string[], status = 202) {
    const receiver = await listen();
    receiver.status = status;
    const hook = { url: new URL(path, receiver.url).href, secret };
    const { restart, sandbox } = await world({ hook, events });
    const tickets = restart({}, { webhookSecret: secret });
    return { receiver, tickets, sandbox };
  }
  const both = ['issues', 'issue_comment'];

  it("rings, also for the bot's own doing, which is told apart", async () => {
    const { receiver, tickets, sandbox } = await hooked('hooks/github', both);
    const { ref } = await tickets.ensure(draftOf());
    sandbox.act.comment('sam', target, 1, 'hello');
    await sandbox.hooks.settled();
    const bells = receiver.received.map(({ headers, body }) => {
      const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
      return tickets.authenticate({ path: '', headers: named, body: Buffer.from(body) })?.[0];
    });
    expect(bells.map((bell) => bell?.ticket.id)).toEqual(bells.map(() => ref.id));
    expect(bells.filter((bell) => bell?.own === false)).toHaveLength(1);
    expect((await tickets.check()).shortcomings).toEqual([]);
  });

  it.each([
    ['without an event', 'hooks/github', ['issues'], 202, 'does not send issue_comment'],
    ['that nobody takes', 'hooks/github', both, 500, 'was answered 500'],
    ['with another secret', 'hooks/github', both, 401, 'was refused for its signature'],
  ])('%s is found', async (_, path, events, status, found) => {
    const { tickets, sandbox } = await hooked(path, events, status);
    await tickets.ensure(draftOf());
    await sandbox.hooks.settled();
    const { shortcomings } = await tickets.check();
    expect(shortcomings).toMatchObject([
      { blocks: false, fix: expect.stringContaining('the App’s settings (Webhook)') },
    ]);
    expect(shortcomings[0]?.found).toContain(found);
  });

  it('that leads elsewhere says nothing: one of the repository cannot be looked at', async () => {
    const { tickets, sandbox } = await hooked('elsewhere', both, 500);
    await tickets.ensure(draftOf());
    await sandbox.hooks.settled();
    expect((await tickets.check()).shortcomings).toEqual([]);
  });
});
