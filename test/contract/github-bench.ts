import { generateKeyPairSync } from 'node:crypto';
import { createAppLogin } from '../../integrations/tickets/github/app/login.ts';
import { createGitHubTickets, type GitHubOptions } from '../../integrations/tickets/github/tickets.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import type { SeedApp } from '../../sandbox/github/app/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { type Bench, type BenchOptions, type Faults, type People, people } from './bench.ts';
import { markdown, signedWebhook } from './github-people.ts';

const home = 'example/isms';
const elsewhere = 'example/attic';
const secret = 'a secret for the webhook';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const app: SeedApp = {
  name: people.engine,
  owner: 'example',
  id: 9,
  publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  permissions: { issues: 'write', contents: 'read' },
  installations: [{ id: 42, account: 'example', repositories: [home, elsewhere] }],
};

/** The sandbox with its own clock, and the GitHub adapter on it, by an account's token. */
export function sandboxBench(options: BenchOptions): Promise<Bench> {
  return benchOf(options, people.engine);
}

/** The same, where the adapter is logged in as an App's installation. */
export function appBench(options: BenchOptions): Promise<Bench> {
  return benchOf(options, `${people.engine}[bot]`);
}

async function benchOf({ pageSize }: BenchOptions, engine: string): Promise<Bench> {
  const clock = { at: Date.parse('2027-04-12T07:00:00Z') };
  const sandbox = await startSandbox({
    now: () => clock.at,
    ...(pageSize === undefined ? {} : { maxPageSize: pageSize }),
    repositories: [
      { name: home, private: true },
      { name: elsewhere, private: true },
      { name: 'example/sealed', private: true },
    ],
    apps: [app],
    people: [
      { login: people.engine, token: 'engine-token', access: { [home]: 'push', [elsewhere]: 'push' } },
      { login: people.sam, access: { [home]: 'push', [elsewhere]: 'push', 'example/sealed': 'push' } },
      { login: people.mara, access: { [home]: 'admin', [elsewhere]: 'push' } },
      { login: people.stranger, access: { [home]: 'read' } },
      { login: people.outsider },
    ],
  });
  const pass = async (ms: number) => {
    clock.at += ms;
  };
  const tickets = createGitHubTickets({
    id: 'github',
    api: sandbox.apiUrl,
    target: home,
    ...loginOf(sandbox, engine, () => clock.at),
    webhookSecret: secret,
    now: () => clock.at,
    timeoutMs: 5000,
    wait: pass,
  });
  return {
    tickets,
    engine,
    people: peopleOf(sandbox, engine),
    faults: faultsOf(sandbox, engine),
    writes: () => sandbox.writeLog.writes().filter((write) => write.login === engine).length,
    calls: () => sandbox.writeLog.calls().reduce((sum, call) => sum + call.count, 0),
    now: () => new Date(clock.at).toISOString(),
    pass,
    async webhook(ref, login, label) {
      await tickets.check();
      const account = login === people.engine ? engine : login;
      const sender = { login: account, id: sandbox.store.people.find((each) => each.login === account)?.id };
      const issue = { id: Number(ref.id), number: numberOf(ref), updated_at: new Date(clock.at).toISOString() };
      const what = label ? { action: 'labeled', label: { name: label } } : { action: 'edited' };
      return signedWebhook(secret, 'issues', { ...what, issue, sender, repository: { full_name: home } });
    },
    close: () => sandbox.close(),
  };
}

function loginOf({ apiUrl: api }: Sandbox, engine: string, now: () => number): Pick<GitHubOptions, 'token' | 'app'> {
  if (engine === people.engine) return { token: () => 'engine-token' };
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const login = createAppLogin({ app: '9', installation: '42', privateKey: pem, api, now, timeoutMs: 5000 });
  return { token: login.token, app: login };
}

function peopleOf({ act, store, url }: Sandbox, engine: string): People {
  const body = (ref: TicketRef) => ticketOf(ref)?.body ?? '';
  const ticketOf = (ref: TicketRef) =>
    store.repositories.find((each) => `${each.owner}/${each.name}` === home)?.tickets.get(numberOf(ref));
  const edit = (login: string, ref: TicketRef, text: string) => act.editBody(login, home, numberOf(ref), text);
  return {
    ...markdown,
    comment: async (login, ref, text) => String(act.comment(login, home, numberOf(ref), text).id),
    editComment: async (login, _, id, text) => act.editComment(login, home, Number(id), text),
    close: async (login, ref, how) =>
      act.close(login, home, numberOf(ref), how === 'done' ? 'completed' : 'not_planned'),
    reopen: async (login, ref) => act.reopen(login, home, numberOf(ref)),
    async assign(login, ref, to) {
      for (const each of ticketOf(ref)?.assignees ?? []) act.unassign(login, home, numberOf(ref), each.login);
      act.assign(login, home, numberOf(ref), to);
    },
    label: async (login, ref, label) => act.label(login, home, numberOf(ref), label),
    typeInside: async (login, ref, line) => edit(login, ref, markdown.typedInside(body(ref), line)),
    typeBelow: async (login, ref, text) => edit(login, ref, `${body(ref)}\n${text}`),
    breakFence: async (login, ref) => edit(login, ref, markdown.withoutFence(body(ref))),
    async copy(login, ref) {
      act.createIssue(login, home, { title: `copy of ${ref.number}`, body: body(ref), labels: ['isms'] });
    },
    remove: async (ref) => act.deleteIssue(people.mara, home, numberOf(ref)),
    hide: async (ref) => void act.transfer(people.sam, home, numberOf(ref), 'example/sealed'),
    move: async (ref) => void act.transfer(people.sam, home, numberOf(ref), elsewhere),
    convert: cannot,
    called: async (ref) => markdown.called(body(ref)),
    partsOf: cannot,
    textOf: async (ref) => markdown.parts(body(ref)),
    async isHeard(_, id) {
      const reactions = store.comments.get(Number(id))?.reactions ?? [];
      return reactions.filter((each) => each.content === 'eyes' && each.person.login === engine).length === 1;
    },
    keepFile: async (_, name, bytes) => act.commitFile(people.sam, home, `evidence/${name}`, bytes).url,
    dragFile: async (ref, name, bytes) => act.attach(people.sam, home, numberOf(ref), name, bytes).files[0] ?? url,
    pinFile: cannot,
    titles: async () => store.repositories.flatMap((each) => [...each.tickets.values()].map((ticket) => ticket.title)),
  };
}

async function cannot(): Promise<never> {
  throw new Error('GitHub has no such thing; declare it as lacking');
}

function faultsOf({ faults }: Sandbox, login: string): Faults {
  return {
    loseNextAnswer: () => void faults.add({ kind: 'timeout-after-write', times: 1, login }),
    lagLists: () => void faults.add({ kind: 'list-lag', ms: 3_600_000, login }),
    dropLabels: () => void faults.add({ kind: 'labels-dropped', login }),
    down: () => void faults.add({ kind: 'unreachable', login }),
    refuseToken: () => void faults.add({ kind: 'token-revoked', login }),
    forbid(ref) {
      const path = `/issues/${numberOf(ref)}($|[/?])`;
      faults.add({ kind: 'error-before-write', status: 403, method: '.', path, login });
    },
    limit: () => void faults.add({ kind: 'too-many-requests', login }),
    heal: () => faults.clear(),
  };
}

function numberOf(ref: TicketRef): number {
  return Number(ref.url.split('/').at(-1));
}
