import { describe, expect, it } from '@jest/globals';
import type { Sandbox, SandboxOptions } from '../../../sandbox/sandbox.ts';
import { as, open, raw, start } from './world.ts';

const clock = { at: start };

async function stocked(more: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  clock.at = start;
  const sandbox = await open({ now: () => clock.at, ...more });
  for (const [index, title] of ['a', 'b', 'c'].entries()) {
    clock.at = start + index * 1000;
    sandbox.act.createIssue(index === 1 ? 'sam' : 'mara', 'ISMS', { title, labels: [`label-${title}`, 'all'] });
  }
  sandbox.act.createIssue('mara', 'ATTIC', { title: 'd', labels: ['all'] });
  return sandbox;
}

async function found(sandbox: Sandbox, jql: string, more: object = {}, login = 'bot') {
  const { status, body } = await raw(sandbox, login, 'POST', '/search/jql', { jql, fields: ['summary'], ...more });
  const { issues = [], errorMessages } = body as { issues?: { key: string }[]; errorMessages?: string[] };
  return status === 200 ? issues.map((each) => each.key) : `${status} ${errorMessages?.join(' ')}`;
}

describe('a search', () => {
  it('knows project, labels, instants, keys, ids and people, and sorts', async () => {
    const sandbox = await stocked();
    const id = sandbox.site.keys.get('ISMS-2')?.id;
    const cases: Record<string, string[]> = {
      'project = ISMS ORDER BY created ASC': ['ISMS-1', 'ISMS-2', 'ISMS-3'],
      'project = "isms" order by updated desc': ['ISMS-3', 'ISMS-2', 'ISMS-1'],
      'project in (ISMS, ATTIC) AND labels = all ORDER BY key': ['ISMS-1', 'ISMS-2', 'ISMS-3', 'ATTIC-1'],
      'labels = "label-b"': ['ISMS-2'],
      'labels in ("label-a", label-b) ORDER BY key DESC': ['ISMS-2', 'ISMS-1'],
      [`project = ISMS AND updated >= ${start + 1000} ORDER BY key`]: ['ISMS-2', 'ISMS-3'],
      [`project = ISMS AND created < ${start + 1000}`]: ['ISMS-1'],
      'key in (ISMS-1, ISMS-3) ORDER BY key': ['ISMS-1', 'ISMS-3'],
      [`id = ${id}`]: ['ISMS-2'],
      'reporter = currentUser()': [],
      'creator = "5b10ac8d82e05b22cc7d4ef5"': ['ISMS-2'],
      'labels = nothing': [],
    };
    for (const [jql, keys] of Object.entries(cases)) expect([jql, await found(sandbox, jql)]).toEqual([jql, keys]);
    expect(await found(sandbox, 'labels = all', {}, 'eve')).toEqual([]);
  });

  it.each([
    ['', 'Unbounded JQL'],
    ['ORDER BY created', 'Unbounded JQL'],
    ['project = NOWHERE', "The value 'NOWHERE' does not exist for the field 'project'."],
    ['text ~ x', "Field 'text' does not exist"],
    ['project = ISMS OR labels = x', "Expecting 'AND' or 'ORDER BY'"],
    ['project != ISMS', 'Expecting = in'],
    ['updated >= "2027/04/12 07:00"', 'epoch milliseconds'],
    ['key = ISMS-99', "An issue with key 'ISMS-99' does not exist"],
    ['project = ISMS AND', 'ends too early'],
    ['labels in (a', 'ends too early'],
    ['labels = a;', 'is not allowed'],
    ['reporter = me()', "Unable to find JQL function 'me()'"],
  ])('refuses %j', async (jql, message) => {
    expect(await found(await stocked(), jql)).toMatch(new RegExp(`^400 .*${message.replaceAll(/[().]/g, '\\$&')}`));
  });

  it('goes on page by page, and only with its own token', async () => {
    const sandbox = await stocked({ maxPageSize: 2 });
    const bot = as(sandbox, 'bot');
    const page = (jql: string, nextPageToken?: string) =>
      bot.issueSearch.searchAndReconsileIssuesUsingJqlPost({ jql, ...(nextPageToken ? { nextPageToken } : {}) });
    const first = await page('project = ISMS ORDER BY key');
    expect([first.issues?.length, first.isLast]).toEqual([2, false]);
    expect(first.issues?.[0]?.fields).toBeUndefined();
    const second = await page('project = ISMS ORDER BY key', first.nextPageToken ?? '');
    expect([second.issues?.map((each) => each.key), second.isLast]).toEqual([['ISMS-3'], true]);
    await expect(page('project = ATTIC', first.nextPageToken ?? '')).rejects.toMatchObject({ status: 400 });
    await expect(page('project = ISMS', 'token')).rejects.toMatchObject({ status: 400 });
  });

  it('lags behind as a fault has it, but not for issues that are to be reconciled', async () => {
    const sandbox = await stocked();
    clock.at = start + 70_000;
    const { id } = sandbox.act.createIssue('mara', 'ISMS', { title: 'new', labels: ['all'] });
    sandbox.act.label('mara', 'ISMS', 1, 'fresh');
    sandbox.faults.add({ kind: 'search-lag', ms: 60_000 });
    expect(await found(sandbox, 'project = ISMS ORDER BY key')).toEqual(['ISMS-1', 'ISMS-2', 'ISMS-3']);
    expect(await found(sandbox, 'labels = fresh')).toEqual([]);
    expect(await found(sandbox, `project = ISMS AND updated >= ${start + 60_000}`)).toEqual([]);
    expect(await found(sandbox, 'project = ISMS ORDER BY key', { reconcileIssues: [id] })).toContain('ISMS-4');
    clock.at += 60_000;
    expect(await found(sandbox, 'labels = fresh')).toEqual(['ISMS-1']);
  });

  it('has its limits, and the old one is gone', async () => {
    const sandbox = await stocked();
    const properties = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(await found(sandbox, 'project = ISMS', { properties })).toContain('maximum of 5');
    const reconcileIssues = Array.from({ length: 51 }, (_, index) => index);
    expect(await found(sandbox, 'project = ISMS', { reconcileIssues })).toContain('maximum of 50');
    expect(await found(sandbox, 'project = ISMS', { startAt: 0 })).toContain('Unrecognized field "startAt"');
    expect((await raw(sandbox, 'bot', 'POST', '/search', { jql: 'project = ISMS' })).status).toBe(410);
    expect((await raw(sandbox, 'bot', 'GET', '/search?jql=project=ISMS')).status).toBe(410);
    const jql = encodeURIComponent('project = ISMS ORDER BY key');
    expect((await raw(sandbox, 'bot', 'GET', `/search/jql?jql=${jql}&fields=summary&maxResults=1`)).body).toMatchObject(
      {
        issues: [{ key: 'ISMS-1', fields: { summary: 'a' } }],
        isLast: false,
      },
    );
  });
});
