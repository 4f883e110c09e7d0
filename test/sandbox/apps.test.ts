import { describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import type { SeedInstallation } from '../../sandbox/github/app/seed.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { jwt, newKey, publicPem } from './app-jwt.ts';
import { as, isms, log, open, refusal, repo, shop, start } from './world.ts';

const key = newKey();
const seconds = Math.floor(start / 1000);
const sound = { iss: 9, iat: seconds - 60, exp: seconds + 540 };
const permissions = { issues: 'write' } as const;
const installation: SeedInstallation = { id: 42, account: 'example', repositories: [repo] };

const withApp = (installations: SeedInstallation[] = [installation]): Promise<Sandbox> =>
  open({
    apps: [{ name: 'Duty Bound', owner: 'example', id: 9, publicKey: publicPem(key), permissions, installations }],
  });
const by = (sandbox: Sandbox, token: string) => new Octokit({ baseUrl: sandbox.apiUrl, auth: token, log });
const asApp = (sandbox: Sandbox, claims: object = sound) => by(sandbox, jwt(key, claims));
async function asInstallation(sandbox: Sandbox, wanted: object = {}): Promise<Octokit> {
  const { data } = await asApp(sandbox).apps.createInstallationAccessToken({ installation_id: 42, ...wanted });
  return by(sandbox, data.token);
}

describe('an App', () => {
  it('is known by its JWT, by id and by client id', async () => {
    const sandbox = await withApp();
    const { data } = await asApp(sandbox).apps.getAuthenticated();
    expect(data).toMatchObject({ id: 9, slug: 'duty-bound', permissions: { issues: 'write', metadata: 'read' } });
    expect((await asApp(sandbox, { ...sound, iss: '9' }).apps.getAuthenticated()).status).toBe(200);
    expect((await asApp(sandbox, { ...sound, iss: data?.client_id }).apps.getAuthenticated()).status).toBe(200);
    expect((await asApp(sandbox).apps.listInstallations()).data).toMatchObject([{ id: 42, app_slug: 'duty-bound' }]);
    expect((await asApp(sandbox).apps.getRepoInstallation(isms)).data.id).toBe(42);
    expect((await refusal(asApp(sandbox).apps.getRepoInstallation(shop))).status).toBe(404);
  });

  it.each([
    ['issued in the future', { ...sound, iat: seconds + 1 }, 401, "('iat')"],
    ['without an instant of issue', { iss: 9, exp: sound.exp }, 401, "('iat')"],
    ['issued at no whole second', { ...sound, iat: seconds - 0.5 }, 401, "('iat')"],
    ['expired', { ...sound, exp: seconds }, 401, "('exp') must be a numeric value"],
    ['without an end', { iss: 9, iat: sound.iat }, 401, "('exp') must be a numeric value"],
    ['for more than ten minutes', { ...sound, exp: seconds + 602 }, 401, 'too far in the future'],
    ['of an unknown App', { ...sound, iss: 8 }, 404, 'Integration not found'],
  ])('is refused with a JWT %s', async (_, claims, status, message) => {
    const refused = await refusal(asApp(await withApp(), claims).apps.getAuthenticated());
    expect([refused.status, refused.body.message]).toEqual([status, expect.stringContaining(message)]);
  });

  it.each([
    ['another algorithm', jwt(key, sound, { alg: 'HS256', typ: 'JWT' })],
    ['none at all', jwt(key, sound, { alg: 'none' })],
    ["somebody else's key", jwt(newKey(), sound)],
    ['a changed claim', jwt(key, sound).replace(/\.[^.]+\./, `.${jwt(key, { ...sound, iat: 1 }).split('.')[1]}.`)],
    ['a part too many', `${jwt(key, sound)}.x`],
    ["a user's token", 'mara-token'],
  ])('is refused with %s', async (_, token) => {
    const refused = await refusal(by(await withApp(), token).apps.getAuthenticated());
    expect(refused).toMatchObject({ status: 401, body: { message: 'A JSON web token could not be decoded' } });
  });

  it('calls nothing else by JWT, and nothing once its keys are revoked', async () => {
    const sandbox = await withApp();
    expect((await refusal(asApp(sandbox).issues.listForRepo(isms))).status).toBe(401);
    for (const app of sandbox.apps.all) app.keys = [];
    const refused = await refusal(asApp(sandbox).apps.getAuthenticated());
    expect(refused).toMatchObject({ status: 401, body: { message: 'Integration must generate a public key' } });
  });

  it('is refused a name that is taken, a key that is none, and repositories that are not there', async () => {
    const { apps } = await withApp();
    expect(() => apps.register({ name: 'duty bound', owner: 'x' })).toThrow('is taken');
    expect(() => apps.register({ name: 'b', owner: 'x', publicKey: 'none' })).toThrow();
    const installations = [{ account: 'example', repositories: ['example/other'] }];
    expect(() => apps.register({ name: 'c', owner: 'x', installations })).toThrow('allowed are example/isms');
  });
});

describe('an installation', () => {
  it('acts as the bot, in its repositories', async () => {
    const sandbox = await withApp();
    const octokit = await asInstallation(sandbox);
    const { data: issue } = await octokit.issues.create({ ...isms, title: 'x', labels: ['a'], assignees: ['sam'] });
    expect(issue).toMatchObject({ user: { login: 'duty-bound[bot]', type: 'Bot' }, assignees: [{ login: 'sam' }] });
    const named = await octokit.users.getByUsername({ username: 'duty-bound[bot]' });
    expect(named.data.id).toBe(issue.user?.id);
    const { data: comment } = await octokit.issues.createComment({ ...isms, issue_number: 1, body: 'y' });
    expect(comment.user?.login).toBe('duty-bound[bot]');
    const own = await octokit.issues.listForRepo({ ...isms, creator: 'duty-bound[bot]' });
    expect(own.data).toHaveLength(1);
    expect(sandbox.writeLog.writes().map((write) => write.login)).toEqual(['duty-bound[bot]', 'duty-bound[bot]']);
    expect((await octokit.apps.listReposAccessibleToInstallation()).data).toMatchObject({
      total_count: 1,
      repositories: [{ full_name: repo }],
    });
  });

  it('is shown no rights of its own, and is no user', async () => {
    const octokit = await asInstallation(await withApp());
    const { permissions: shown } = (await octokit.repos.get(isms)).data;
    expect(Object.values(shown ?? {})).toEqual([false, false, false, false, false]);
    const refused = await refusal(octokit.users.getAuthenticated());
    expect(refused).toMatchObject({ status: 403, body: { message: 'Resource not accessible by integration' } });
    expect((await refusal(octokit.apps.getAuthenticated())).status).toBe(401);
  });

  it('may do what it was granted, and is told which permission else', async () => {
    const sandbox = await withApp([{ ...installation, permissions: { issues: 'read' } }]);
    const octokit = await asInstallation(sandbox);
    expect((await octokit.issues.listForRepo(isms)).status).toBe(200);
    const accepted = async (call: Promise<unknown>) => {
      const { status, headers } = await refusal(call);
      return [status, headers['x-accepted-github-permissions']];
    };
    expect(await accepted(octokit.issues.create({ ...isms, title: 'x' }))).toEqual([403, 'issues=write']);
    expect(await accepted(octokit.repos.getContent({ ...isms, path: 'a' }))).toEqual([403, 'contents=read']);
    expect(await accepted(octokit.repos.listWebhooks(isms))).toEqual([403, 'repository_hooks=read']);
  });

  it('loses a permission at once, and has a new one with the next token', async () => {
    const sandbox = await withApp();
    const octokit = await asInstallation(sandbox);
    for (const each of sandbox.apps.installations) each.permissions = { metadata: 'read', contents: 'read' };
    expect((await refusal(octokit.issues.listForRepo(isms))).status).toBe(403);
    expect((await refusal(octokit.repos.getContent({ ...isms, path: 'a' }))).status).toBe(403);
    const next = await asInstallation(sandbox);
    expect((await refusal(next.repos.getContent({ ...isms, path: 'a' }))).status).toBe(404);
  });

  it('sees nothing of private repositories elsewhere, and only reads public ones', async () => {
    const sandbox = await withApp([{ ...installation, repositories: ['example/shop'] }]);
    const octokit = await asInstallation(sandbox);
    expect((await refusal(octokit.issues.listForRepo(isms))).status).toBe(404);
    expect((await octokit.issues.create({ ...shop, title: 'x' })).status).toBe(201);
    for (const each of sandbox.apps.installations) each.repositories = [repo];
    expect((await octokit.issues.listForRepo(shop)).status).toBe(200);
    expect((await refusal(octokit.issues.create({ ...shop, title: 'y' }))).status).toBe(403);
  });
});

describe('a token of an installation', () => {
  it('is good for an hour by the sandbox’s clock', async () => {
    const sandbox = await withApp();
    const octokit = await asInstallation(sandbox);
    sandbox.clock.advance(3_600_000 - 1);
    expect((await octokit.issues.listForRepo(isms)).status).toBe(200);
    sandbox.clock.advance(1);
    const refused = await refusal(octokit.issues.listForRepo(isms));
    expect(refused).toMatchObject({ status: 401, body: { message: 'Bad credentials' } });
  });

  it('can be narrowed, never widened', async () => {
    const sandbox = await withApp([{ account: 'example', id: 42 }]);
    const narrow = await asInstallation(sandbox, { repositories: ['shop'], permissions: { issues: 'read' } });
    expect((await narrow.issues.listForRepo(shop)).status).toBe(200);
    expect((await refusal(narrow.issues.listForRepo(isms))).status).toBe(404);
    expect((await refusal(narrow.issues.create({ ...shop, title: 'x' }))).status).toBe(403);
    expect(await refusal(asInstallation(sandbox, { repositories: ['none'] }))).toMatchObject({ status: 422 });
    expect(await refusal(asInstallation(sandbox, { permissions: { contents: 'write' } }))).toMatchObject({
      status: 422,
      body: { message: 'The permissions requested are not granted to this installation.' },
    });
  });

  it('is refused while the installation is suspended, and dead once it is gone', async () => {
    const sandbox = await withApp();
    const octokit = await asInstallation(sandbox);
    for (const each of sandbox.apps.installations) each.suspendedAt = start;
    expect((await refusal(octokit.issues.listForRepo(isms))).status).toBe(403);
    expect(await refusal(asInstallation(sandbox))).toMatchObject({
      status: 403,
      body: { message: 'This installation has been suspended' },
    });
    for (const each of [...sandbox.apps.installations]) sandbox.apps.remove(each);
    expect((await refusal(octokit.issues.listForRepo(isms))).status).toBe(401);
    expect((await refusal(asInstallation(sandbox))).status).toBe(404);
  });

  it('is revoked by a fault, and not the next one’s exchange', async () => {
    const sandbox = await withApp();
    const octokit = await asInstallation(sandbox);
    sandbox.faults.add({ kind: 'token-revoked', login: 'duty-bound[bot]', times: 1 });
    expect((await refusal(octokit.issues.listForRepo(isms))).status).toBe(401);
    expect((await as(sandbox, 'mara').issues.listForRepo(isms)).status).toBe(200);
    expect((await (await asInstallation(sandbox)).issues.listForRepo(isms)).status).toBe(200);
  });
});
