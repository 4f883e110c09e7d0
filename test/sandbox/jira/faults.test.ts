import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../../sandbox/faults/fault.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { as, doc, open, raw, start, task } from './world.ts';

const draft = { fields: { ...task, summary: 'x' } };

async function broken(fault: Fault): Promise<Sandbox> {
  const sandbox = await open();
  sandbox.act.createIssue('mara', 'ISMS', { title: 'there' });
  sandbox.faults.add(fault);
  return sandbox;
}

const issues = (sandbox: Sandbox) => [...sandbox.site.issues.values()].map((each) => each.summary);

describe('around a write', () => {
  it.each([
    ['timeout-before-write', ['there'], []],
    ['timeout-after-write', ['there', 'x'], [{ kind: 'create', number: 2, answered: false }]],
  ] as const)('%s cuts the connection', async (kind, left, writes) => {
    const sandbox = await broken({ kind, times: 1 });
    expect((await raw(sandbox, 'bot', 'POST', '/search/jql', { jql: 'project = ISMS' })).status).toBe(200);
    await expect(raw(sandbox, 'bot', 'POST', '/issue', draft)).rejects.toThrow('fetch failed');
    expect(issues(sandbox)).toEqual(left);
    expect(sandbox.writeLog.writes()).toMatchObject(writes);
    expect((await raw(sandbox, 'bot', 'POST', '/issue', draft)).status).toBe(201);
  });

  it.each([
    ['error-before-write', ['there']],
    ['error-after-write', ['there', 'x']],
  ] as const)('%s answers with a status of its own', async (kind, left) => {
    const sandbox = await broken({ kind, times: 1, status: 503 });
    expect((await raw(sandbox, 'bot', 'POST', '/issue', draft)).status).toBe(503);
    expect(issues(sandbox)).toEqual(left);
  });

  it('write-conflict refuses edits and transitions with 409', async () => {
    const sandbox = await broken({ kind: 'write-conflict', times: 2 });
    expect((await raw(sandbox, 'bot', 'PUT', '/issue/ISMS-1', { fields: { summary: 'y' } })).status).toBe(409);
    const done = { transition: { id: '31' } };
    expect((await raw(sandbox, 'bot', 'POST', '/issue/ISMS-1/transitions', done)).status).toBe(409);
    expect((await raw(sandbox, 'bot', 'POST', '/issue/ISMS-1/transitions', done)).status).toBe(204);
    expect(issues(sandbox)).toEqual(['there']);
  });
});

describe('limits', () => {
  it('are told with Retry-After, for any kind of limit', async () => {
    for (const kind of ['too-many-requests', 'primary-limit', 'secondary-limit'] as const) {
      const sandbox = await broken({ kind, times: 1, retryAfter: 7 });
      const { status, headers } = await raw(sandbox, 'bot', 'GET', '/myself');
      expect([status, headers.get('retry-after')]).toEqual([429, '7']);
    }
  });

  it('of one issue are twenty writes in two seconds, and a hundred in thirty', async () => {
    const clock = { at: start };
    const sandbox = await open({ now: () => clock.at });
    for (const title of ['a', 'b']) sandbox.act.createIssue('mara', 'ISMS', { title });
    sandbox.faults.add({ kind: 'issue-limit' });
    const write = async (key: string) => {
      const { status, headers } = await raw(sandbox, 'bot', 'POST', `/issue/${key}/comment`, { body: doc('x') });
      return status === 429 ? `wait ${headers.get('retry-after')}` : status;
    };
    for (let round = 0; round < 5; round++) {
      for (let count = 0; count < 20; count++) expect(await write('ISMS-1')).toBe(201);
      expect(await write('ISMS-1')).toBe(round < 4 ? 'wait 2' : 'wait 22');
      clock.at += 2000;
    }
    expect(await write('ISMS-2')).toBe(201);
    expect((await raw(sandbox, 'bot', 'GET', '/issue/ISMS-1')).status).toBe(200);
    expect(await write('ISMS-1')).toBe('wait 20');
    clock.at = start + 30_001;
    expect(await write('ISMS-1')).toBe(201);
  });
});

describe('what is taken away', () => {
  it('a transition to done, while it is', async () => {
    const sandbox = await broken({ kind: 'transition-removed', repository: 'ISMS' });
    const offered = async () => {
      const { transitions } = await as(sandbox, 'bot').issues.getTransitions({ issueIdOrKey: 'ISMS-1' });
      return transitions?.map((each) => each.id);
    };
    expect(await offered()).toEqual(['11', '21']);
    expect((await raw(sandbox, 'bot', 'POST', '/issue/ISMS-1/transitions', { transition: { id: '31' } })).status).toBe(
      400,
    );
    sandbox.faults.clear();
    expect(await offered()).toEqual(['11', '21', '31']);
  });

  it('writing, where the project is read-only', async () => {
    const sandbox = await broken({ kind: 'read-only', repository: 'ISMS' });
    expect((await raw(sandbox, 'bot', 'POST', '/issue', draft)).status).toBe(403);
    expect((await raw(sandbox, 'bot', 'POST', '/issue/ISMS-1/comment', { body: doc('x') })).status).toBe(403);
    expect((await raw(sandbox, 'bot', 'GET', '/issue/ISMS-1')).status).toBe(200);
    expect((await raw(sandbox, 'bot', 'GET', '/project/ISMS')).body).toMatchObject({ archived: true });
    const elsewhere = { fields: { ...draft.fields, project: { key: 'ATTIC' } } };
    expect((await raw(sandbox, 'bot', 'POST', '/issue', elsewhere)).status).toBe(201);
  });

  it('a permission, the token, the way, and what is dropped without a word', async () => {
    const sandbox = await broken({ kind: 'permission-removed', login: 'bot', access: 'read' });
    expect((await raw(sandbox, 'bot', 'PUT', '/issue/ISMS-1', { fields: { summary: 'y' } })).status).toBe(403);
    const only = (fault: Fault) => {
      sandbox.faults.clear();
      sandbox.faults.add(fault);
    };
    only({ kind: 'permission-removed', login: 'bot' });
    expect((await raw(sandbox, 'bot', 'GET', '/issue/ISMS-1')).status).toBe(404);
    expect((await raw(sandbox, 'mara', 'GET', '/issue/ISMS-1')).status).toBe(200);
    only({ kind: 'token-revoked', login: 'bot' });
    expect((await raw(sandbox, 'bot', 'GET', '/myself')).status).toBe(401);
    only({ kind: 'unreachable' });
    await expect(raw(sandbox, 'bot', 'GET', '/myself')).rejects.toThrow('fetch failed');
    only({ kind: 'labels-dropped', login: 'bot' });
    const fields = { summary: 'y', labels: ['a'] };
    expect((await raw(sandbox, 'bot', 'PUT', '/issue/ISMS-1', { fields })).status).toBe(204);
    expect(sandbox.site.keys.get('ISMS-1')).toMatchObject({ summary: 'y', labels: [] });
  });

  it('whatever is about one project, and nothing else', async () => {
    const sandbox = await broken({ kind: 'too-many-requests', repository: 'ISMS' });
    const { files } = sandbox.act.attach('mara', 'ISMS', 1, 'a.csv', Buffer.from('a'));
    const reads = (key: string) => [
      `/project/${key}`,
      `/mypermissions?projectKey=${key}&permissions=CREATE_ISSUES`,
      `/user/assignable/search?project=${key}&query=`,
      `/search/jql?jql=${encodeURIComponent(`project = "${key}"`)}`,
    ];
    const status = async (path: string) => (await raw(sandbox, 'bot', 'GET', path)).status;
    const at = ['/issue/ISMS-1', `/attachment/${files[0]?.split('/').at(-1)}`, ...reads('ISMS')];
    for (const path of at) expect([path, await status(path)]).toEqual([path, 429]);
    for (const path of reads('ATTIC')) expect([path, await status(path)]).toEqual([path, 200]);
    const search = (key: string) => raw(sandbox, 'bot', 'POST', '/search/jql', { jql: `project = "${key}"` });
    expect([(await search('ISMS')).status, (await search('ATTIC')).status]).toEqual([429, 200]);
    expect((await raw(sandbox, 'bot', 'POST', '/issue', draft)).status).toBe(429);
  });

  it('a token that was replaced', async () => {
    const sandbox = await open();
    sandbox.act.replaceToken('bot', 'another-token');
    expect((await raw(sandbox, 'bot', 'GET', '/myself')).status).toBe(401);
    expect((await raw(sandbox, 'another', 'GET', '/myself')).status).toBe(200);
  });
});
