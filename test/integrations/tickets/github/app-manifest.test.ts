import { afterEach, describe, expect, it } from '@jest/globals';
import { TrackerError } from '../../../../integrations/tickets/errors.ts';
import { findInstallation } from '../../../../integrations/tickets/github/app/own.ts';
import { convert, manifestOf, registrationPage } from '../../../../integrations/tickets/github/app-manifest.ts';
import { draftOf } from '../../../contract/draft.ts';
import { browse } from '../../../sandbox/app-browser.ts';
import { type AppWorld, appWorld, start, target } from './app-world.ts';
import { serve } from './fixture.ts';

const now = () => start;
const wish = {
  name: 'Acme ISMS',
  home: 'https://example.com/isms',
  hookUrl: 'https://isms.example.com/hooks/github',
  redirectUrl: 'http://127.0.0.1:9/done',
};
const open: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function world(): Promise<AppWorld> {
  const made = await appWorld();
  open.push(made.sandbox);
  return made;
}

async function errorOf(work: Promise<unknown>): Promise<TrackerError> {
  const error = await work.catch((e: unknown) => e);
  if (error instanceof TrackerError) return error;
  throw new Error(`expected a TrackerError, found ${error}`);
}

/** Clicks through the pages as mara. @returns the code that came back with the state. */
async function register({ options }: AppWorld, organisation?: string): Promise<string> {
  const page = registrationPage(options.api, organisation, 'a state');
  const back = await browse('mara', page, { manifest: JSON.stringify(manifestOf(wish)) }).press('Create GitHub App');
  const { searchParams, origin, pathname } = new URL(back);
  expect([origin + pathname, searchParams.get('state')]).toEqual([wish.redirectUrl, 'a state']);
  return searchParams.get('code') ?? '';
}

describe('an App from a manifest', () => {
  it('asks for the least that the engine needs, and for events only where it has a webhook', () => {
    expect(manifestOf(wish)).toEqual({
      name: 'Acme ISMS',
      url: wish.home,
      redirect_url: wish.redirectUrl,
      public: false,
      hook_attributes: { url: wish.hookUrl, active: true },
      default_events: ['issues', 'issue_comment'],
      default_permissions: { issues: 'write', metadata: 'read', contents: 'read' },
    });
    const { hookUrl: _, ...quiet } = wish;
    expect(Object.keys(manifestOf({ ...quiet, setupUrl: 'http://127.0.0.1:9/installed' }))).toEqual([
      'name',
      'url',
      'redirect_url',
      'setup_url',
      'public',
      'default_permissions',
    ]);
  });

  it('is registered, installed, and does all that the engine does', async () => {
    const made = await world();
    const { api } = made.options;
    const app = await convert(await register(made, 'example'), { api, now });
    expect(app).toMatchObject({ slug: 'acme-isms', webhookSecret: expect.stringMatching(/^[0-9a-f]{40}$/) });
    const login = { app: app.id, privateKey: app.privateKey, api, now };
    expect(await findInstallation(login, target)).toBeUndefined();
    await browse('mara', app.installPage).press('Install', { repository: target });
    const installation = (await findInstallation(login, target)) ?? '';
    const tickets = made.restart({ ...login, installation });
    expect(await tickets.check()).toMatchObject({ self: { login: 'acme-isms[bot]' }, shortcomings: [] });
    expect((await tickets.ensure(draftOf())).created).toBe(true);
  });

  it('is fetched once, within an hour', async () => {
    const made = await world();
    const { api } = made.options;
    const [used, old] = [await register(made), 'never-given'];
    await convert(used, { api, now });
    for (const code of [used, old, '', '../../app']) {
      const { fault, message } = await errorOf(convert(code, { api, now }));
      expect(fault).toEqual({ kind: 'refused', fields: ['code'] });
      expect(message).toContain('Begin again.');
      if (code !== '') expect(message).not.toContain(code);
    }
  });

  it('is too late after an hour', async () => {
    const made = await world();
    const code = await register(made);
    made.pass(60);
    expect((await errorOf(convert(code, { api: made.options.api, now }))).fault.kind).toBe('refused');
  });

  it('keeps the code out of messages where there is no answer, and sends no token along', async () => {
    const fixture = await serve(() => 'cut');
    open.push(fixture);
    const error = await errorOf(convert('a-code', { api: fixture.url, now }));
    expect(error.fault).toEqual({ kind: 'unreachable' });
    expect(`${error.message} ${error.stack}`).not.toContain('a-code');
    expect(fixture.seen[0]?.headers.authorization).toBeUndefined();
  });
});

describe('the page where a manifest goes', () => {
  it.each([
    ['https://api.github.com', undefined, 'https://github.com/settings/apps/new?state=s%26t'],
    ['https://api.github.com', 'acme', 'https://github.com/organizations/acme/settings/apps/new?state=s%26t'],
    ['https://api.acme.ghe.com', undefined, 'https://acme.ghe.com/settings/apps/new?state=s%26t'],
    [
      'https://ghe.acme.example/api/v3',
      'a/b',
      'https://ghe.acme.example/organizations/a%2Fb/settings/apps/new?state=s%26t',
    ],
    ['https://api.acme.example/api/v3', undefined, 'https://api.acme.example/settings/apps/new?state=s%26t'],
  ])('of %s for %s is %s', (api, organisation, page) => {
    expect(registrationPage(api, organisation, 's&t')).toBe(page);
  });
});
