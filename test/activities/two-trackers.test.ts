import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createActivities } from '../../activities/create.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { examine } from '../../activities/doctor.ts';
import { raiseFound } from '../../activities/openings/raise.ts';
import { loadOrganisation } from '../../activities/organisation.ts';
import { applyProgramme } from '../../activities/programme/apply.ts';
import { parseProgramme } from '../../config/programme.ts';
import { createNotices } from '../../integrations/notices/channels.ts';
import type { Tickets } from '../../integrations/tickets/port.ts';
import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import type { RecordName } from '../../register/records.ts';
import { PREFIX } from '../../rules/programme.ts';
import type { Draft } from '../../rules/ticket.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { createTrackers } from '../../workers/trackers.ts';
import { company, isms, PROJECT, REPO, REVIEW, TOKEN } from '../cli/company.ts';
import { type Desk, desk } from '../cli/desk.ts';

const ROUNDS = 5;
const DUTY = REVIEW.replace('ladder: L2', 'ladder: L2\n    tracker: board');

let here: Desk;
let sandbox: Sandbox;
let deps: Dependencies;
let at = '2027-04-01T08:00:00.000Z';
const woken: RecordName[] = [];
const rung = new Set<string>();
let drafts: { tracker: string; draft: Draft }[] = [];

beforeEach(async () => {
  at = '2027-04-01T08:00:00.000Z';
  drafts = [];
  here = desk();
  sandbox = await startSandbox({ ...company, now: () => Date.parse(at) });
  await begin('r.sqlite');
  await apply();
});
afterEach(async () => {
  await deps.register.close();
  await sandbox.close();
  here.end();
});

async function begin(file: string): Promise<void> {
  const clock = () => at;
  const url = `sqlite:${join(here.folder, file)}`;
  deps = {
    register: await openRegister({ url, clock, projections, create: true }),
    trackers: new Map(),
    notices: createNotices({}),
    clock,
    wake: async (names) => void woken.push(...names),
    stage: async (key) => void woken.push({ table: 'nonconformity', key }),
    drain: async (tracker) => void rung.add(tracker),
    owner: 'test',
    log: () => {},
  };
}

/** Staff work at Jira, leads at GitHub: Sam at the one only, Priya at the other only, who decides at both. */
async function apply(changed = (text: string) => text, because?: string): Promise<void> {
  const board = `  board: { kind: jira, site: "${sandbox.jiraUrl}", project: ${PROJECT}, type: 10002, subtask_type: 10003, account: bot@example.com, token: "\${env:TOKEN}", token_expires: 2027-05-10 }\n`;
  const whole = isms({ api: sandbox.apiUrl, duties: DUTY })
    .replace('\n\nduties:', `\n${board}management_tracker: github\nduties:`)
    .replace('env:GITHUB_TOKEN', 'env:TOKEN')
    .replace('github: sam-okoro', 'jira: acc-sam-okoro')
    .replaceAll(/github: (mara-lindt|elena-costa)/g, 'github: $1, jira: acc-$1');
  const source = changed(whole);
  const parsed = parseProgramme(source, 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  const { programme } = parsed;
  const trackers = createTrackers(programme, { TOKEN }, () => Date.parse(at));
  deps = { ...deps, trackers: new Map([...trackers].map(([id, tickets]) => [id, noting(tickets)])) };
  const set = { programme, trackers, notices: undefined, known: [], locate: () => '' };
  const { accounts, findings } = await examine(set);
  expect(findings.filter((f) => f.level === 'problem')).toEqual([]);
  await applyProgramme(deps, { programme, source, actor: 'mara@desk', accounts, ...(because && { because }) });
}

function noting(tickets: Tickets): Tickets {
  return {
    ...tickets,
    ensure: (draft, ref) => {
      drafts.push({ tracker: tickets.id, draft });
      return tickets.ensure(draft, ref);
    },
  };
}

async function settle(): Promise<void> {
  const engine = createActivities(deps);
  const run = async ({ table, key }: RecordName) => {
    if (table === 'occurrence') return engine.stageSingle(key);
    if (table === 'nonconformity') await engine.stageNonconformity(key);
    return engine.step(key);
  };
  for (let round = 0; round < ROUNDS; round++) {
    await engine.openDue();
    const open = await deps.register.openRecords();
    const all = [...woken.splice(0), ...open.map(({ table, key }) => ({ table, key }))];
    for (const name of new Map(all.map((n) => [n.key, n])).values()) await run(name);
    for (const tracker of [...rung]) {
      rung.delete(tracker);
      await engine.deliver(tracker);
    }
  }
}

async function until(day: string): Promise<void> {
  at = `${day}T10:00:00.000Z`;
  await settle();
}

/** Titles by tracker, of the tickets that there are. */
function titles(): { jira: string[]; github: string[] } {
  const jira = [...sandbox.site.issues.values()].map((issue) => `${issue.summary} -> ${issue.assignee?.login}`);
  const github = sandbox.store.repositories
    .flatMap((r) => [...r.tickets.values()])
    .map((t) => `${t.title} -> ${t.assignees.map((a) => a.login).join()}`);
  return { jira, github };
}

const numberOf = (title: RegExp) =>
  sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]).find((t) => title.test(t.title))?.number ?? 0;

async function says(login: string, ticket: number, text: string): Promise<void> {
  at = new Date(Date.parse(at) + 60_000).toISOString();
  sandbox.act.comment(login, REPO, ticket, text);
  await settle();
}

describe('staff at one tracker, leads at the other', () => {
  it('a review opens for staff, its nonconformity where its owner works, and the action back where its owner works', async () => {
    await until('2027-04-05');
    expect(titles()).toEqual({ jira: ['Access review, 2027 Q2 -> sam-okoro'], github: [] });
    await until('2027-05-07');
    const { github, jira } = titles();
    expect(jira).toHaveLength(1);
    expect(github).toEqual(
      expect.arrayContaining([expect.stringMatching(/^NC-2027-001 \(minor\): .* -> priya-nair$/)]),
    );
    const nc = numberOf(/^NC-/);
    for (const text of [
      '/correction done',
      '/extent one',
      '/similar none, because one',
      '/cause nobody reminded',
      '/action sam@example.com 2027-06-01 remind',
      '/criterion none missed',
    ])
      await says('priya-nair', nc, text);
    await says('mara-lindt', nc, '/approve');
    expect(titles().jira).toEqual(['Access review, 2027 Q2 -> sam-okoro', 'NC-2027-001: remind -> sam-okoro']);
    const action = drafts.find(({ draft }) => draft.title === 'NC-2027-001: remind');
    expect(action?.tracker).toBe('board');
    expect(action?.draft).not.toHaveProperty('parent');
  });

  it('a task at its nonconformity’s tracker names its ticket as the one that it is a part of', async () => {
    const org = await loadOrganisation(deps.register, at);
    const finding = {
      by: 'mara',
      title: 'leavers kept access',
      nature: 'Two did.',
      clauses: ['A.5.18'],
      process: 'access',
      grade: 'minor' as const,
    };
    await deps.register.write((tx) => raiseFound({ tx, org, version: 1, now: at }, finding));
    await settle();
    const nc = numberOf(/^NC-/);
    for (const text of ['/correction a', '/extent b', '/similar none, because c', '/cause d', '/criterion f'])
      await says('priya-nair', nc, text);
    await says('priya-nair', nc, '/action @priya-nair 2027-05-14 disable accounts');
    await says('mara-lindt', nc, '/approve');
    const action = drafts.find(({ draft }) => draft.title === 'NC-2027-001: disable accounts');
    expect(action).toMatchObject({ tracker: 'github', draft: { parent: { tracker: 'github', number: `#${nc}` } } });
    expect(drafts.find(({ draft }) => /leavers/.test(draft.title))?.draft).not.toHaveProperty('parent');
  });

  it('where the second tracker and the accounts there are what top management is asked about, it is asked at the first', async () => {
    await deps.register.close();
    await begin('another.sqlite');
    await apply((text) =>
      text
        .replace(/ {2}github:\n( {4}.*\n)+/, '')
        .replace('management_tracker: github\n', '')
        .replaceAll(/, github: [a-z-]+/g, ''),
    );
    await apply(undefined, 'leads work there');
    await settle();
    expect(titles().github).toEqual([]);
    expect(titles().jira).toEqual(
      expect.arrayContaining([expect.stringMatching(/^2 changes to the ISMS need your approval -> elena-costa$/)]),
    );
  });

  it('what is written for a tracker before its adapter is there counts as untried, and goes out once it is', async () => {
    const all = deps.trackers;
    deps = { ...deps, trackers: new Map() };
    await until('2027-04-05');
    expect(titles()).toEqual({ jira: [], github: [] });
    deps = { ...deps, trackers: all };
    rung.add('board');
    at = '2027-04-05T10:00:11.000Z';
    await settle();
    expect(titles().jira).toHaveLength(1);
    expect(drafts.map(({ draft }) => draft.firstTried)).toEqual([undefined]);
  });

  it('each adapter prints commands as text outside its tickets does', async () => {
    const { trackers } = (await loadOrganisation(deps.register, at)).programme;
    expect(trackers.map(({ id, kind }) => [id, PREFIX[kind]])).toEqual(
      [...deps.trackers].map(([id, { prefix }]) => [id, prefix]),
    );
  });

  it('the renewal of a token opens for the lead at the management’s tracker, once', async () => {
    await until('2027-04-09');
    expect(titles().github).toEqual([]);
    await until('2027-04-12');
    await until('2027-04-13');
    expect(titles().github).toEqual(['Renew the token of board, 10 May 2027 -> mara-lindt']);
    const number = numberOf(/^Renew/);
    await says('mara-lindt', number, '/evidence expires 2028-05-10');
    sandbox.act.close('mara-lindt', REPO, number, 'completed');
    await until('2027-04-14');
    const [row] = await deps.register.rows('task', { duty: 'renewal:board' }, { limit: 2 });
    expect(row?.columns).toMatchObject({ state: 'recorded' });
  });
});
