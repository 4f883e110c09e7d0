import { createGitHubTickets } from '../../integrations/tickets/github/tickets.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { type Bench, type BenchOptions, type Faults, type People, people } from './bench.ts';
import { markdown, signedWebhook } from './github-people.ts';

const home = 'example/isms';
const elsewhere = 'example/attic';
const secret = 'a secret for the webhook';

/** The sandbox with its own clock, and the GitHub adapter on it. */
export async function sandboxBench({ pageSize }: BenchOptions): Promise<Bench> {
  const clock = { at: Date.parse('2027-04-12T07:00:00Z') };
  const sandbox = await startSandbox({
    now: () => clock.at,
    ...(pageSize === undefined ? {} : { maxPageSize: pageSize }),
    repositories: [
      { name: home, private: true },
      { name: elsewhere, private: true },
      { name: 'example/sealed', private: true },
    ],
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
    token: () => 'engine-token',
    webhookSecret: secret,
    now: () => clock.at,
    timeoutMs: 5000,
    wait: pass,
  });
  return {
    tickets,
    people: peopleOf(sandbox),
    faults: faultsOf(sandbox),
    writes: () => sandbox.writeLog.writes().filter((write) => write.login === people.engine).length,
    calls: () => sandbox.writeLog.calls().reduce((sum, call) => sum + call.count, 0),
    now: () => new Date(clock.at).toISOString(),
    pass,
    async webhook(ref, login) {
      await tickets.check();
      const sender = { login, id: sandbox.store.people.find((each) => each.login === login)?.id };
      const issue = { id: Number(ref.id), number: numberOf(ref), updated_at: new Date(clock.at).toISOString() };
      return signedWebhook(secret, 'issues', { action: 'edited', issue, sender, repository: { full_name: home } });
    },
    close: () => sandbox.close(),
  };
}

function peopleOf({ act, store, url }: Sandbox): People {
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
      return reactions.filter((each) => each.content === 'eyes' && each.person.login === people.engine).length === 1;
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

function faultsOf({ faults }: Sandbox): Faults {
  const login = people.engine;
  return {
    loseNextAnswer: () => void faults.add({ kind: 'timeout-after-write', times: 1, login }),
    lagLists: () => void faults.add({ kind: 'list-lag', ms: 3_600_000, login }),
    dropLabels: () => void faults.add({ kind: 'labels-dropped', login }),
    down: () => void faults.add({ kind: 'unreachable', login }),
    refuseToken: () => void faults.add({ kind: 'token-revoked', login }),
    limit: () => void faults.add({ kind: 'too-many-requests', login }),
    heal: () => faults.clear(),
  };
}

function numberOf(ref: TicketRef): number {
  return Number(ref.url.split('/').at(-1));
}
