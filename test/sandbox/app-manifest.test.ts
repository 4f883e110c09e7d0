import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { browse } from './app-browser.ts';
import { listen } from './receiver.ts';
import { isms, log, open, refusal, repo } from './world.ts';

const wish = {
  name: 'Acme ISMS',
  url: 'https://example.com',
  redirect_url: 'http://127.0.0.1:9/done?a=b',
  default_permissions: { issues: 'write' },
  default_events: ['issues'],
};
const button = 'Create GitHub App';
const page = (sandbox: Sandbox, login: string, manifest: unknown, path = '/settings/apps/new?state=s') =>
  browse(login, sandbox.url + path, { manifest: typeof manifest === 'string' ? manifest : JSON.stringify(manifest) });
const nobody = (sandbox: Sandbox) => new Octokit({ baseUrl: sandbox.apiUrl, log });

async function registered(sandbox: Sandbox, manifest: object = wish) {
  const code = new URL(await page(sandbox, 'mara', manifest).press(button)).searchParams.get('code') ?? '';
  return (await nobody(sandbox).apps.createFromManifest({ code })).data;
}

describe('a manifest', () => {
  it('becomes an App by one press, and its secrets are shown once', async () => {
    const sandbox = await open();
    const back = new URL(await page(sandbox, 'mara', wish).press(button, { name: 'Another Name' }));
    expect([back.searchParams.get('a'), back.searchParams.get('state')]).toEqual(['b', 's']);
    const code = back.searchParams.get('code') ?? '';
    const { data } = await nobody(sandbox).apps.createFromManifest({ code });
    expect(data).toMatchObject({ slug: 'another-name', owner: { login: 'mara' }, webhook_secret: null });
    expect(data.pem).toMatch(/^-----BEGIN RSA PRIVATE KEY-----/);
    expect((await refusal(nobody(sandbox).apps.createFromManifest({ code }))).status).toBe(404);
    expect(JSON.stringify(sandbox.apps.all)).not.toContain('PRIVATE');
  });

  it('is nobody’s code after an hour', async () => {
    const sandbox = await open();
    const code = new URL(await page(sandbox, 'mara', wish).press(button)).searchParams.get('code') ?? '';
    sandbox.clock.advance(3_600_000);
    expect((await refusal(nobody(sandbox).apps.createFromManifest({ code }))).status).toBe(404);
  });

  it.each([
    ['that is no JSON', 'name: x', 'found no JSON'],
    ['without an address', { ...wish, url: undefined }, 'url:'],
    [
      'that leads back to no web address',
      { ...wish, redirect_url: 'file:///etc' },
      'redirect_url: allowed is a web address',
    ],
    [
      'with a level that there is none of',
      { ...wish, default_permissions: { issues: 'all' } },
      'default_permissions.issues',
    ],
    [
      'with events beyond its permissions',
      { ...wish, default_permissions: {} },
      'not supported by permissions: issues',
    ],
  ])('%s is refused', async (_, manifest, why) => {
    const { status, text } = await page(await open(), 'mara', manifest).see();
    expect([status, text]).toEqual([422, expect.stringContaining(why)]);
  });

  it.each([
    ['nobody', '', '/settings/apps/new'],
    ['who administers nothing of the organisation', 'sam', '/organizations/example/settings/apps/new'],
  ])('of %s is refused', async (_, login, path) => {
    expect((await page(await open(), login, wish, path).see()).status).toBe(403);
  });

  it('may come from another site; the press may not, nor anything else', async () => {
    const sandbox = await open();
    expect((await page(sandbox, 'mara', wish).see()).status).toBe(200);
    const pressed = browse('mara', `${sandbox.url}/settings/apps`, { manifest: JSON.stringify(wish), name: 'x' });
    expect((await pressed.see()).status).toBe(403);
    expect((await browse('mara', `${sandbox.url}/you`, { login: 'sam' }).see()).status).toBe(403);
    expect(sandbox.apps.all).toEqual([]);
  });

  it('with a name that is taken makes no second App', async () => {
    const sandbox = await open();
    await registered(sandbox);
    await expect(page(sandbox, 'mara', wish).press(button)).rejects.toThrow('is taken');
    expect(sandbox.apps.all).toHaveLength(1);
  });
});

describe('installing', () => {
  it('leads to the installation, and only an administrator may', async () => {
    const sandbox = await open();
    const { html_url } = await registered(sandbox);
    const install = `${html_url}/installations/new`;
    await expect(browse('sam', install).press('Install', { repository: repo })).rejects.toThrow('403');
    const led = await browse('mara', install).press('Install', { repository: repo });
    const [installation] = sandbox.apps.installations;
    expect(led).toBe(`${sandbox.url}/settings/installations/${installation?.id}`);
    expect((await browse('mara', led).see()).text).toContain(`Installed on ${repo}`);
    expect(installation).toMatchObject({ account: 'example', repositories: [repo] });
  });

  it('leads to where the manifest says', async () => {
    const sandbox = await open();
    const { html_url } = await registered(sandbox, { ...wish, setup_url: 'http://127.0.0.1:9/installed' });
    const led = await browse('mara', `${html_url}/installations/new`).press('Install', { repository: repo });
    const id = sandbox.apps.installations[0]?.id;
    expect(led).toBe(`http://127.0.0.1:9/installed?installation_id=${id}&setup_action=install`);
  });
});

describe("an App's webhook", () => {
  it('is signed with the secret of its registration, names the installation, and rests while that is suspended', async () => {
    const [sandbox, receiver] = [await open(), await listen()];
    const { html_url, webhook_secret } = await registered(sandbox, { ...wish, hook_attributes: { url: receiver.url } });
    sandbox.act.createIssue('mara', repo, { title: 'before it is installed' });
    await browse('mara', `${html_url}/installations/new`).press('Install', { repository: repo });
    const [installation] = sandbox.apps.installations;
    sandbox.act.close('sam', repo, 1, 'completed');
    sandbox.act.comment('sam', repo, 1, 'not asked for');
    sandbox.act.createIssue('mara', 'example/shop', { title: 'elsewhere' });
    if (installation) installation.suspendedAt = 1;
    sandbox.act.reopen('sam', repo, 1);
    await sandbox.hooks.settled();
    const [only, ...more] = receiver.received;
    expect(more).toEqual([]);
    expect(JSON.parse(only?.body ?? '')).toMatchObject({
      action: 'closed',
      installation: { id: installation?.id },
      repository: { full_name: `${isms.owner}/${isms.repo}` },
    });
    expect(only?.headers).toMatchObject({
      'x-github-hook-installation-target-type': 'integration',
      'x-github-hook-installation-target-id': String(sandbox.apps.all[0]?.id),
      'x-hub-signature-256': `sha256=${createHmac('sha256', webhook_secret ?? '')
        .update(only?.body ?? '')
        .digest('hex')}`,
    });
  });
});
