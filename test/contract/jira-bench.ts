import type { TicketRef } from '../../rules/ticket.ts';
import { createIssue } from '../../sandbox/jira/issues/create.ts';
import type { Doc, Issue } from '../../sandbox/jira/model.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { watchExchanges } from '../sandbox/jira/conformance.ts';
import { type Bench, type BenchOptions, type Faults, type People, people } from './bench.ts';
import { documents, signedWebhook } from './jira-people.ts';
import { adapterOn, elsewhere, type Kind, priority, sealed, secret, startJira } from './jira-site.ts';

/** The sandbox with its own clock, and the Jira adapter on a project whose workflow lets everything through. */
export function simpleBench(options: BenchOptions): Promise<Bench> {
  return benchOf('simple', options);
}

/** The same on a project that demands fields, and steps one after the other. */
export function strictBench(options: BenchOptions): Promise<Bench> {
  return benchOf('strict', options);
}

async function benchOf(kind: Kind, { pageSize, demanding }: BenchOptions): Promise<Bench> {
  const watch = watchExchanges();
  const clock = { at: Date.parse('2027-04-12T07:00:00Z') };
  const sandbox = await startJira(kind, () => clock.at, pageSize);
  const pass = async (ms: number) => {
    clock.at += ms;
  };
  const tickets = adapterOn(sandbox, kind, clock, demanding ? { resolution: {} } : {});
  return {
    tickets,
    engine: people.engine,
    people: peopleOf(sandbox),
    faults: faultsOf(sandbox),
    writes: () => sandbox.writeLog.writes().filter((write) => write.login === people.engine).length,
    calls: () => sandbox.writeLog.calls().reduce((sum, call) => sum + call.count, 0),
    now: () => new Date(clock.at).toISOString(),
    pass,
    async webhook(ref, accountId, label) {
      await tickets.check();
      const updated = new Date(clock.at).toISOString().replace('Z', '+0000');
      const issue = { id: ref.id, key: ref.number, fields: { updated, labels: label ? ['isms', label] : ['isms'] } };
      return signedWebhook(secret, {
        timestamp: clock.at,
        webhookEvent: 'jira:issue_updated',
        user: { accountId },
        issue,
        ...(label && { changelog: { id: '1', items: [{ field: 'labels', to: null, toString: `isms ${label}` }] } }),
      });
    },
    async close() {
      await sandbox.close();
      const found = watch.restore();
      if (found.length > 0) throw new Error(`not as Atlassian describes it:\n${found.join('\n')}`);
    },
  };
}

function peopleOf({ act, site, store }: Sandbox): People {
  const issueOf = (ref: TicketRef): Issue => {
    const issue = site.issues.get(Number(ref.id));
    if (issue === undefined) throw new Error(`no issue ${ref.number}`);
    return issue;
  };
  const at = (ref: TicketRef): [string, number] => [issueOf(ref).project.key, issueOf(ref).number];
  const contentOf = (ref: TicketRef) => issueOf(ref).description?.content ?? [];
  const edit = (login: string, ref: TicketRef, content: Doc['content']) =>
    act.editDocument(login, ...at(ref), { type: 'doc', version: 1, content });
  const grades: Record<string, 'minor' | 'major'> = { [priority.minor]: 'minor', [priority.major]: 'major' };
  return {
    comment: async (login, ref, text) => String(act.comment(login, ...at(ref), text).id),
    editComment: async (login, ref, id, text) => act.editComment(login, at(ref)[0], Number(id), text),
    formatted: documents.formatted,
    markedComment: (text) => text,
    close: async (login, ref, how) => act.close(login, ...at(ref), how === 'done' ? 'completed' : 'not_planned'),
    reopen: async (login, ref) => act.reopen(login, ...at(ref)),
    assign: async (login, ref, to) => act.assign(login, ...at(ref), to),
    label: async (login, ref, label) => act.label(login, ...at(ref), label),
    typeInside: async (login, ref, line) => edit(login, ref, documents.typedInside(contentOf(ref), line)),
    typeBelow: async (login, ref, text) => edit(login, ref, documents.typedBelow(contentOf(ref), text)),
    breakFence: async (login, ref) => edit(login, ref, documents.withoutFence(contentOf(ref))),
    async copy(login, ref) {
      const { project, type, description, labels, properties } = issueOf(ref);
      const person = store.people.find((each) => each.login === login);
      if (person === undefined) throw new Error(`nobody is called ${login}`);
      const values = { summary: `copy of ${ref.number}`, description, labels };
      createIssue(site, person, { project, type, values, properties });
    },
    remove: async (ref) => act.deleteIssue(people.mara, ...at(ref)),
    hide: async (ref) => void act.transfer(people.sam, ...at(ref), sealed),
    move: async (ref) => void act.transfer(people.sam, ...at(ref), elsewhere),
    convert: async (ref, whole) => act.convertToSubtask(people.sam, ...at(ref), at(whole)[1]),
    textOf: async (ref) => documents.parts(contentOf(ref)),
    called: async (ref) => documents.called(contentOf(ref)),
    async partsOf(ref) {
      const { priority: has, parent } = issueOf(ref);
      const grade = grades[has.id];
      return { ...(grade && { grade }), ...(parent && { parent: String(parent.id) }) };
    },
    async isHeard() {
      throw new Error('Jira has no reactions; declare it as lacking');
    },
    keepFile: async (ref, name, bytes) => act.attach(people.mara, ...at(ref), name, bytes).files[0] ?? '',
    dragFile: async (ref, name, bytes) => act.attach(people.sam, ...at(ref), name, bytes, 'Here it is').files[0] ?? '',
    pinFile: async (ref, name, bytes) => act.attach(people.sam, ...at(ref), name, bytes).files[0] ?? '',
    titles: async () => [...site.issues.values()].map(({ summary }) => summary),
  };
}

function faultsOf({ faults, site }: Sandbox): Faults {
  const login = people.engine;
  /** Jira drops nothing by itself; an automation of the project may. */
  const strip = ({ issue }: { issue: Issue }) => {
    issue.labels = [];
  };
  return {
    loseNextAnswer: () => void faults.add({ kind: 'timeout-after-write', times: 1, login }),
    lagLists: () => void faults.add({ kind: 'search-lag', ms: 3_600_000, login }),
    dropLabels: () => void site.listeners.add(strip),
    down: () => void faults.add({ kind: 'unreachable', login }),
    refuseToken: () => void faults.add({ kind: 'token-revoked', login }),
    forbid({ id }) {
      faults.add({ kind: 'error-before-write', status: 403, method: '.', path: `/issue/${id}($|[/?])`, login });
    },
    limit: () => void faults.add({ kind: 'too-many-requests', login }),
    heal() {
      faults.clear();
      site.listeners.delete(strip);
    },
  };
}
