import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../../config/programme.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { company, isms, REPO, TOKEN } from '../company.ts';
import { type Desk, desk } from '../desk.ts';

let sandbox: Sandbox;
let here: Desk;
let before: string;
let data: string;
const mails = { 'sam-okoro': 'sam@example.com', 'mara-lindt': 'mara@example.com' } as Record<string, string>;
beforeAll(async () => {
  const people = company.people.map((person) => ({
    ...person,
    ...(mails[person.login] && { mail: mails[person.login] }),
  }));
  sandbox = await startSandbox({ ...company, people });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  here = desk();
  data = join(here.folder, 'records');
  before = isms({ api: 'https://api.github.com', repository: 'example/other' }).replace(', github: sam-okoro', '');
  here.write('isms.yaml', before);
});
afterEach(() => {
  expect(here.printed.join('\n')).not.toContain(TOKEN);
  here.end();
});

const connect = (...args: string[]) =>
  here.run('connect', 'github', '--data', data, '--api', sandbox.apiUrl, '--yes', ...args);

function written() {
  const parsed = parseProgramme(here.read('isms.yaml'), 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(parsed.mistakes[0]?.message);
  return parsed.programme;
}

/** What somebody who is logged in sees there; nothing is followed. */
async function visit(url: string, form?: Record<string, string>): Promise<Response> {
  const headers = { cookie: 'sandbox_person=mara-lindt' };
  const body = form && { method: 'POST', body: new URLSearchParams(form) };
  return fetch(url, { headers, redirect: 'manual', ...body });
}

/** @returns address and fields of the form on a page that leads to Apps. */
async function formOn(page: Response): Promise<{ action: string; fields: Record<string, string> }> {
  const text = await page.text();
  const [, action = '', inner = ''] =
    /<form method="post" action="([^"]*(?:settings|github)[-/]apps[^"]*)">(.*?)<\/form>/s.exec(text) ?? [];
  const fields = [...inner.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    plain(value),
  ]);
  return { action: new URL(plain(action), page.url).href, fields: Object.fromEntries(fields) };
}

function plain(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

/** Where the command listens; its page for other machines says so, too. */
async function listening(): Promise<string> {
  for (let tries = 0; tries < 500; tries += 1) {
    const page = join(data, 'github-app.html');
    const found =
      existsSync(page) && /http:\/\/127\.0\.0\.1:\d+(?=\/created)/.exec(here.read('records/github-app.html'))?.[0];
    if (found) return found;
    await sleep(20);
  }
  throw new Error('nothing listens');
}

async function register(address: string): Promise<string> {
  const asked = await formOn(await visit(`${address}/`));
  const shown = await formOn(await visit(asked.action, asked.fields));
  return (await visit(shown.action, shown.fields)).headers.get('location') ?? '';
}

async function install(page: string): Promise<void> {
  const { action } = await formOn(await visit(page));
  await visit(action, { repository: REPO });
}

describe('connect github by token', () => {
  it('writes repository, login, and the accounts of those who show their mail address', async () => {
    const { code, out } = await connect(
      '--token-env',
      'GITHUB_TOKEN',
      '--repository',
      REPO,
      '--expires',
      '2099-04-01',
      '--test',
    );
    expect([code, out]).toEqual([0, expect.stringContaining('The test ticket is closed: http')]);
    expect(written().trackers).toMatchObject([
      { kind: 'github', target: REPO, api: sandbox.apiUrl, login: { how: 'token', expires: '2099-04-01' } },
    ]);
    expect(written().people.find(({ id }) => id === 'sam')?.accounts).toEqual({ github: 'sam-okoro' });
  });

  it('refuses a wrong token with exit 4, and a repository in which it may not write', async () => {
    here.env.GITHUB_TOKEN = 'ghp_another';
    const args = ['--expires', 'never', '--token-env', 'GITHUB_TOKEN'];
    const wrong = await connect(...args);
    expect([wrong.code, wrong.err]).toEqual([4, expect.stringMatching(/401[\s\S]*does not take this token/)]);
    here.env.GITHUB_TOKEN = TOKEN;
    const elsewhere = await connect(...args, '--api', sandbox.apiUrl.replace(/\/api\/v3$/, ''));
    expect([elsewhere.code, elsewhere.err]).toEqual([
      1,
      expect.stringMatching(/no API of GitHub's at this address\.\nCheck/),
    ]);
    const closed = await connect(...args, '--repository', 'example/closed');
    expect([closed.code, closed.err]).toEqual([
      1,
      expect.stringContaining('found "example/closed"; allowed: example/isms (private), example/open (public)'),
    ]);
    const open = await connect(...args, '--repository', 'example/open');
    expect([open.code, open.err]).toEqual([1, expect.stringContaining('anybody can read example/open')]);
    expect(here.read('isms.yaml')).toBe(before);
  });

  it('refuses an id that is a tracker of another kind', async () => {
    here.write('isms.yaml', before.replace('kind: github', 'kind: jira'));
    expect((await connect()).err).toContain(
      'trackers.github is of kind jira, not github. Name another one with --tracker ID',
    );
  });
});

describe('connect github as an App', () => {
  it('registers it in a browser, waits until it is installed, and keeps its key for this user alone', async () => {
    const hook = ['--hook-url', 'https://isms.example.com/hooks/github'];
    const running = connect('--app', '--repository', REPO, '--test', ...hook);
    const next = await register(await listening());
    const went = await visit(next);
    await install(went.headers.get('location') ?? '');
    const { code, out, err } = await running;
    expect([code, out]).toEqual([0, expect.stringContaining('The test ticket is closed')]);
    expect(err).toContain('Signed in as example-dutybound[bot], installed on example/isms');
    const key = join(data, 'github-app.pem');
    const secret = join(data, 'github-webhook.secret');
    const login = { how: 'app', privateKey: { file: key } };
    expect(written().trackers).toMatchObject([{ login, webhook: { secret: { file: secret } } }]);
    expect(statSync(secret).mode & 0o777).toBe(0o600);
    expect(here.read('isms.yaml')).not.toContain('token:');
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(existsSync(join(data, 'github-app.html'))).toBe(false);
    const again = await connect('--app');
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('it was not touched')]);
  });

  it('takes nobody’s answer but that to its own question', async () => {
    const running = connect('--app', '--repository', REPO, '--app-name', 'Second one');
    const address = await listening();
    const next = new URL(await register(address));
    const forged = new URL(next);
    forged.searchParams.set('state', '0'.repeat(48));
    expect((await visit(forged.href)).status).toBe(400);
    expect((await visit(`${address}/created?code=x`)).status).toBe(400);
    expect((await visit(`${address}/elsewhere`)).status).toBe(404);
    expect((await visit(next.href, { code: 'x' })).status).toBe(403);
    const went = await visit(next.href);
    expect(went.status).toBe(303);
    await install(went.headers.get('location') ?? '');
    expect((await running).code).toBe(0);
  });

  it('is finished by hand with the code, once, and goes on where it was left', async () => {
    const running = connect('--app', '--repository', REPO, '--app-name', 'Third one', '--wait', '1');
    const address = await listening();
    const code = new URL(await register(address)).searchParams.get('code') ?? '';
    const args = ['--app', '--repository', REPO, '--wait', '0'];
    const left = await connect(...args, '--code', code);
    expect([left.code, left.err]).toEqual([
      1,
      expect.stringMatching(/is not installed on that repository\. Install it \(http.*run this again/),
    ]);
    expect(here.read('isms.yaml')).toBe(before);
    expect((await connect(...args)).err).toMatch(/is not installed on that repository/);
    here.clear('records/github-app.json');
    const twice = await connect(...args, '--code', code);
    expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('The code is used up')]);
    expect(here.printed.join('')).not.toContain(code);
    const spent = new URL(`${address}/created`);
    expect((await visit(spent.href)).status).toBe(400);
    const asked = await formOn(await visit(`${address}/`));
    const shown = await formOn(await visit(asked.action, { ...asked.fields }));
    const last = await visit(shown.action, { ...shown.fields, name: 'Fourth one' });
    const went = await visit(last.headers.get('location') ?? '');
    await install(went.headers.get('location') ?? '');
    expect((await running).code).toBe(0);
  });
});
