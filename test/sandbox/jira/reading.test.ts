import { describe, expect, it } from '@jest/globals';
import { as, doc, open, raw, start } from './world.ts';

describe('an issue', () => {
  it('shows the fields that are asked for, and properties only when they are', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x' });
    await raw(sandbox, 'bot', 'PUT', '/issue/ISMS-1/properties/k', 1);
    const shown = async (query: string) => {
      const { body } = await raw(sandbox, 'bot', 'GET', `/issue/ISMS-1${query}`);
      return body as { fields: object; properties?: object; changelog?: object };
    };
    expect(Object.keys((await shown('?fields=summary,labels')).fields)).toEqual(['summary', 'labels']);
    expect((await shown('')).fields).toHaveProperty('comment');
    expect((await shown('?fields=*all,-comment')).fields).not.toHaveProperty('comment');
    const navigable = (await shown('?fields=*navigable')).fields;
    expect(navigable).toHaveProperty('status');
    expect(navigable).not.toHaveProperty('comment');
    expect(await shown('')).not.toHaveProperty('properties');
    expect((await shown('?properties=k,q')).properties).toEqual({ k: 1 });
  });

  it('shows a hundred comments and changes at most; the lists go on page by page', async () => {
    const clock = { at: start };
    const sandbox = await open({ now: () => clock.at });
    sandbox.act.createIssue('mara', 'ISMS', { title: '0' });
    for (let count = 1; count <= 101; count++) {
      clock.at += 1000;
      sandbox.act.comment('sam', 'ISMS', 1, `comment ${count}`);
      sandbox.act.editTitle('mara', 'ISMS', 1, String(count));
    }
    const bot = as(sandbox, 'bot');
    const { fields, changelog } = await bot.issues.getIssue({ issueIdOrKey: 'ISMS-1', expand: 'changelog' });
    expect([fields?.comment.comments.length, fields?.comment.total]).toEqual([100, 101]);
    expect([changelog?.histories?.length, changelog?.total]).toEqual([100, 101]);
    expect(changelog?.histories?.[0]?.items).toMatchObject([{ fromString: '100', toString: '101' }]);
    const found = await bot.issueSearch.searchAndReconsileIssuesUsingJqlPost({
      jql: 'project = ISMS',
      fields: ['comment'],
    });
    expect(found.issues?.[0]?.fields?.comment.comments).toHaveLength(20);
    const last = await bot.issueComments.getComments({ issueIdOrKey: 'ISMS-1', startAt: 100 });
    expect(last).toMatchObject({ total: 101, comments: [{ body: doc('comment 101') }] });
    const newest = await bot.issueComments.getComments({ issueIdOrKey: 'ISMS-1', orderBy: '-created', maxResults: 1 });
    expect(newest.comments).toMatchObject([{ body: doc('comment 101') }]);
    const rest = await bot.issues.getChangeLogs({ issueIdOrKey: 'ISMS-1', startAt: 100 });
    expect(rest).toMatchObject({ isLast: true, values: [{ items: [{ toString: '101' }] }] });
    expect((await raw(sandbox, 'bot', 'GET', '/issue/ISMS-1/comment?orderBy=author')).status).toBe(400);
    expect((await raw(sandbox, 'bot', 'GET', '/issue/ISMS-1/comment?startAt=x')).status).toBe(400);
  });

  it('gets the next number of the project to which it is moved', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'ATTIC', { title: 'there' });
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x' });
    sandbox.act.transfer('sam', 'ISMS', 1, 'ATTIC');
    expect((await as(sandbox, 'bot').issues.getIssue({ issueIdOrKey: 'ISMS-1' })).key).toBe('ATTIC-2');
    sandbox.act.transfer('sam', 'ATTIC', 2, 'STRICT');
    const { fields } = await as(sandbox, 'bot').issues.getIssue({ issueIdOrKey: 'ISMS-1' });
    expect(fields).toMatchObject({ status: { id: '10100' }, issuetype: { id: '10012' }, project: { key: 'STRICT' } });
  });

  it('is deleted with its sub-tasks only if that is said', async () => {
    const sandbox = await open();
    for (const title of ['a', 'b']) sandbox.act.createIssue('mara', 'ISMS', { title });
    sandbox.act.convertToSubtask('sam', 'ISMS', 2, 1);
    expect((await raw(sandbox, 'mara', 'DELETE', '/issue/ISMS-1')).status).toBe(400);
    expect((await raw(sandbox, 'mara', 'DELETE', '/issue/ISMS-1?deleteSubtasks=true')).status).toBe(204);
    expect((await raw(sandbox, 'mara', 'GET', '/issue/ISMS-2')).status).toBe(404);
  });
});

describe('files and comments', () => {
  it('lie where only the signed address leads, and the API sends there', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x' });
    const { files } = sandbox.act.attach('sam', 'ISMS', 1, 'a.csv', Buffer.from('a;b'));
    const headers = { authorization: 'Bearer bot-token' };
    const answer = await fetch(files[0] ?? '', { headers, redirect: 'manual' });
    const location = answer.headers.get('location') ?? '';
    expect([answer.status, await (await fetch(location)).text()]).toEqual([303, 'a;b']);
    expect((await fetch(location.replace(/token=../, 'token='))).status).toBe(403);
    const form = new FormData();
    form.append('file', new Blob(['c']), 'c.txt');
    const add = (more: Record<string, string>) =>
      fetch(`${sandbox.jiraUrl}/rest/api/3/issue/ISMS-1/attachments`, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: form,
      });
    expect((await add({})).status).toBe(403);
    expect((await add({ 'x-atlassian-token': 'no-check' })).status).toBe(200);
    expect((await raw(sandbox, 'eve', 'GET', `/attachment/${files[0]?.split('/').at(-1)}`)).status).toBe(404);
  });

  it('are changed by who wrote them, or may change those of all', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x' });
    const { id } = sandbox.act.comment('sam', 'ISMS', 1, 'hello');
    const edit = (login: string) => raw(sandbox, login, 'PUT', `/issue/ISMS-1/comment/${id}`, { body: doc(login) });
    expect((await edit('rita')).status).toBe(400);
    expect((await edit('mara')).body).toMatchObject({
      author: { displayName: 'Sam Okoro' },
      updateAuthor: { displayName: 'Mara Lindt' },
      body: doc('mara'),
    });
    expect((await raw(sandbox, 'rita', 'DELETE', `/issue/ISMS-1/comment/${id}`)).status).toBe(400);
    expect((await raw(sandbox, 'sam', 'DELETE', `/issue/ISMS-1/comment/${id}`)).status).toBe(204);
    expect((await raw(sandbox, 'sam', 'GET', `/issue/ISMS-1/comment/${id}`)).status).toBe(404);
  });
});
