import { createServer, type Server } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEmulator, type Emulator } from 'emulate';
import { z } from 'zod';
import { createGitHubTickets } from '../../integrations/tickets/github/tickets.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import { type Bench, type BenchOptions, type People, people } from './bench.ts';
import { callAs, type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { markdown, signedWebhook } from './github-people.ts';

const home = `${people.engine}/isms`;
const secret = 'a secret for the webhook';
/** Its clock is the real one. */
const LONGEST_PAUSE_MS = 3000;

/** A GitHub emulator that nobody here wrote, behind a proxy that loses answers, and the GitHub adapter on it. */
export async function emulateBench({ pageSize = 100 }: BenchOptions): Promise<Bench> {
  const { emulator, proxy } = await start(pageSize);
  const pass = (ms: number) => sleep(Math.min(ms, LONGEST_PAUSE_MS));
  const tickets = createGitHubTickets({
    id: 'github',
    api: proxy.url,
    target: home,
    token: () => people.engine,
    webhookSecret: secret,
    now: Date.now,
    timeoutMs: 5000,
    wait: async () => undefined,
    settleMs: LONGEST_PAUSE_MS / 2,
  });
  return {
    tickets,
    engine: people.engine,
    people: peopleOf(emulator),
    faults: proxy.faults,
    writes: () => proxy.writes(),
    calls: () => proxy.calls(),
    now: () => new Date().toISOString(),
    pass,
    async webhook(ref, login, label) {
      await tickets.check();
      const sender = await callAs(emulator.url, login, 'GET', '/user');
      const issue = await callAs(emulator.url, login, 'GET', pathOf(ref));
      const what = label ? { action: 'labeled', label: { name: label } } : { action: 'edited' };
      return signedWebhook(secret, 'issues', { ...what, issue, sender, repository: { full_name: home } });
    },
    async close() {
      await proxy.close();
      await emulator.close();
    },
  };
}

function peopleOf({ url }: Emulator): People {
  const issues = `/repos/${home}/issues`;
  const bodyOf = async (ref: TicketRef) => text.parse(await callAs(url, people.sam, 'GET', pathOf(ref))).body ?? '';
  const patch = async (login: string, ref: TicketRef, change: object) =>
    void (await callAs(url, login, 'PATCH', pathOf(ref), change));
  return {
    ...markdown,
    comment: async (login, ref, body) =>
      String(number.parse(await callAs(url, login, 'POST', `${pathOf(ref)}/comments`, { body })).id),
    editComment: async (login, _, id, body) =>
      void (await callAs(url, login, 'PATCH', `${issues}/comments/${id}`, { body })),
    close: (login, ref, how) =>
      patch(login, ref, { state: 'closed', state_reason: how === 'done' ? 'completed' : 'not_planned' }),
    reopen: (login, ref) => patch(login, ref, { state: 'open' }),
    assign: (login, ref, to) => patch(login, ref, { assignees: [to] }),
    label: async (login, ref, label) =>
      void (await callAs(url, login, 'POST', `${pathOf(ref)}/labels`, { labels: [label] })),
    typeInside: async (login, ref, line) => patch(login, ref, { body: markdown.typedInside(await bodyOf(ref), line) }),
    typeBelow: async (login, ref, more) => patch(login, ref, { body: `${await bodyOf(ref)}\n${more}` }),
    breakFence: async (login, ref) => patch(login, ref, { body: markdown.withoutFence(await bodyOf(ref)) }),
    async copy(login, ref) {
      const body = await bodyOf(ref);
      await callAs(url, login, 'POST', issues, { title: `copy of ${ref.number}`, body, labels: ['isms'] });
    },
    remove: cannot,
    hide: cannot,
    move: cannot,
    convert: cannot,
    called: async (ref) => markdown.called(await bodyOf(ref)),
    partsOf: cannot,
    textOf: async (ref) => markdown.parts(await bodyOf(ref)),
    isHeard: cannot,
    keepFile: cannot,
    dragFile: cannot,
    pinFile: cannot,
    async titles() {
      const list = await callAs(url, people.sam, 'GET', `${issues}?state=all&per_page=100`);
      return z
        .array(z.object({ title: z.string() }))
        .parse(list)
        .map((issue) => issue.title);
    },
  };
}

const text = z.object({ body: z.string().nullish() });
const number = z.object({ id: z.number() });

async function cannot(): Promise<never> {
  throw new Error('this emulator has no such thing; declare it as lacking');
}

function pathOf(ref: TicketRef): string {
  return `/repos/${home}/issues/${ref.url.split('/').at(-1)}`;
}

async function start(pageSize: number): Promise<{ emulator: Emulator; proxy: FaultProxy }> {
  const port = await freePort();
  const proxy = await startFaultProxy(`http://127.0.0.1:${port}`, pageSize);
  const [owner = '', name = ''] = home.split('/');
  const logins = Object.values(people);
  // Its server would listen on every interface.
  const listen = NetServer.prototype.listen;
  NetServer.prototype.listen = function (this: NetServer, at: unknown) {
    return listen.apply(this, [{ port: Number(at), host: '127.0.0.1' }]);
  } as typeof listen;
  try {
    const emulator = await createEmulator({
      service: 'github',
      port,
      baseUrl: proxy.url,
      seed: {
        tokens: Object.fromEntries(logins.map((login) => [login, { login, scopes: ['repo'] }])),
        github: { users: logins.map((login) => ({ login })), repos: [{ owner, name }] },
      },
    });
    return { emulator: { ...emulator, url: `http://127.0.0.1:${port}` }, proxy };
  } finally {
    NetServer.prototype.listen = listen;
  }
}

async function freePort(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
