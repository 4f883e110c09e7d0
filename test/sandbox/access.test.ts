import { request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { as, isms, log, open, refusal, repo, shop } from './world.ts';

describe('who may call', () => {
  it('is told apart by token', async () => {
    const sandbox = await open();
    expect((await as(sandbox, 'bot').users.getAuthenticated()).data).toMatchObject({
      login: 'bot',
      id: 77,
      type: 'Bot',
    });
    expect((await as(sandbox, 'bot').users.getByUsername({ username: 'MARA' })).data).toMatchObject({
      name: 'Mara Lindt',
    });
    expect((await as(sandbox, 'bot').request('GET /user/{account_id}', { account_id: 77 })).data).toMatchObject({
      login: 'bot',
    });
    const stranger = await refusal(as(sandbox, 'stranger').users.getAuthenticated());
    expect(stranger).toMatchObject({ status: 401, body: { message: 'Bad credentials' } });
    const nobody = new Octokit({ baseUrl: sandbox.apiUrl, log });
    expect((await refusal(nobody.users.getAuthenticated())).status).toBe(401);
    expect((await nobody.meta.get()).status).toBe(200);
  });

  it('loses it when the token is revoked, and has it again afterwards', async () => {
    const sandbox = await open();
    const id = sandbox.faults.add({ kind: 'token-revoked', login: 'bot' });
    expect((await refusal(as(sandbox, 'bot').users.getAuthenticated())).status).toBe(401);
    expect((await as(sandbox, 'sam').users.getAuthenticated()).status).toBe(200);
    expect(sandbox.faults.lift(id)).toBe(true);
    expect((await as(sandbox, 'bot').users.getAuthenticated()).status).toBe(200);
  });

  it('needs a User-Agent', async () => {
    const sandbox = await open();
    const status = (agent: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { authorization: 'token bot-token', ...agent };
        request(`${sandbox.apiUrl}/user`, { headers, agent: false }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await status({})).toBe(403);
    expect(await status({ 'user-agent': 'curl' })).toBe(200);
  });
});

describe('what may be seen', () => {
  it('hides private repositories, and says 403 for visible ones', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    sandbox.act.createIssue('mara', 'example/shop', { title: 'x' });
    const eve = as(sandbox, 'eve');
    expect((await refusal(eve.repos.get(isms))).status).toBe(404);
    expect((await refusal(eve.issues.get({ ...isms, issue_number: 1 }))).status).toBe(404);
    expect((await eve.issues.get({ ...shop, issue_number: 1 })).status).toBe(200);
    expect((await refusal(eve.issues.update({ ...shop, issue_number: 1, state: 'closed' }))).status).toBe(403);
  });

  it('tells what the caller may do', async () => {
    const sandbox = await open();
    const of = async (login: string) => (await as(sandbox, login).repos.get(isms)).data;
    expect(await of('bot')).toMatchObject({
      private: true,
      has_issues: true,
      permissions: { admin: false, push: true, pull: true },
    });
    expect(await of('sam')).toMatchObject({ permissions: { push: false, triage: true } });
    const { id } = await of('bot');
    expect((await as(sandbox, 'bot').request('GET /repositories/{id}', { id })).data).toMatchObject({
      full_name: repo,
    });
    expect((await refusal(as(sandbox, 'bot').request('GET /repositories/{id}', { id: 1 }))).status).toBe(404);
  });

  it('follows a removed permission', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    const bot = as(sandbox, 'bot');
    const id = sandbox.faults.add({ kind: 'permission-removed', login: 'bot', repository: repo });
    expect((await refusal(bot.issues.get({ ...isms, issue_number: 1 }))).status).toBe(404);
    sandbox.faults.lift(id);
    sandbox.faults.add({ kind: 'permission-removed', login: 'bot', access: 'read' });
    const { data } = await bot.issues.create({ ...isms, title: 'y', labels: ['a'] });
    expect(data.labels).toEqual([]);
  });

  it('knows a deleted account no longer; what it wrote is the ghost’s', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('sam', repo, { title: 'x', assignees: ['sam', 'mara'] });
    sandbox.act.removeAccount('sam');
    const bot = as(sandbox, 'bot');
    expect((await refusal(bot.users.getByUsername({ username: 'sam' }))).status).toBe(404);
    expect((await refusal(bot.issues.checkUserCanBeAssigned({ ...isms, assignee: 'sam' }))).status).toBe(404);
    expect((await refusal(as(sandbox, 'sam').users.getAuthenticated())).status).toBe(401);
    const { data } = await bot.issues.get({ ...isms, issue_number: 1 });
    expect([data.user?.login, data.assignees?.map((a) => a.login)]).toEqual(['ghost', ['mara']]);
    expect(() => sandbox.act.comment('sam', repo, 1, 'still here')).toThrow('person: found "sam"');
  });

  it('says 410 where issues are disabled, and nothing is known of an unknown path', async () => {
    const sandbox = await open();
    const closed = { owner: 'example', repo: 'closed' };
    expect((await refusal(as(sandbox, 'mara').issues.create({ ...closed, title: 'x' }))).status).toBe(410);
    sandbox.act.enableIssues('example/closed', true);
    expect((await as(sandbox, 'mara').issues.create({ ...closed, title: 'x' })).status).toBe(201);
    expect((await refusal(as(sandbox, 'mara').request('GET /nowhere'))).status).toBe(404);
  });

  it('says read-only while the repository is', async () => {
    const sandbox = await open();
    sandbox.faults.add({ kind: 'read-only', repository: repo });
    const bot = as(sandbox, 'bot');
    expect((await refusal(bot.issues.create({ ...isms, title: 'x' }))).status).toBe(403);
    expect((await bot.issues.listForRepo(isms)).status).toBe(200);
    expect((await bot.repos.get(isms)).data.archived).toBe(true);
    expect((await bot.issues.create({ ...shop, title: 'x' })).status).toBe(201);
    expect((await bot.repos.get(shop)).data.archived).toBe(false);
  });
});

describe('what is gone', () => {
  it('is 410 when deleted, and its number is not given again', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    sandbox.act.deleteIssue('mara', repo, 1);
    expect((await refusal(bot.issues.get({ ...isms, issue_number: 1 }))).status).toBe(410);
    expect((await refusal(bot.issues.createComment({ ...isms, issue_number: 1, body: 'x' }))).status).toBe(410);
    expect((await refusal(bot.issues.get({ ...isms, issue_number: 2 }))).status).toBe(404);
    expect((await bot.issues.create({ ...isms, title: 'y' })).data.number).toBe(2);
    expect(() => sandbox.act.deleteIssue('sam', repo, 2)).toThrow('this needs admin');
  });

  it('is 301 when transferred, with the comments at the new place', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    sandbox.act.createIssue('mara', repo, { title: 'x', labels: ['a'], assignees: ['sam'] });
    sandbox.act.comment('sam', repo, 1, 'hello');
    const [before] = (await bot.issues.listComments({ ...isms, issue_number: 1 })).data;
    expect(sandbox.act.transfer('mara', repo, 1, 'example/shop').number).toBe(1);
    const manual = await fetch(`${sandbox.apiUrl}/repos/example/isms/issues/1`, {
      redirect: 'manual',
      headers: { authorization: 'Bearer bot-token' },
    });
    expect(manual.status).toBe(301);
    expect(manual.headers.get('location')).toBe(`${sandbox.apiUrl}/repos/example/shop/issues/1`);
    const followed = await bot.issues.get({ ...isms, issue_number: 1 });
    expect(followed.data).toMatchObject({ title: 'x', comments: 1, labels: [], assignees: [] });
    const [after] = (await bot.issues.listComments({ ...shop, issue_number: 1 })).data;
    expect(after).toMatchObject({ body: 'hello', created_at: before?.created_at });
    expect(after?.id).not.toBe(before?.id);
    expect((await bot.issues.listForRepo({ ...isms, state: 'all' })).data).toEqual([]);
  });
});
