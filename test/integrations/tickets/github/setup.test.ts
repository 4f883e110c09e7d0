import { afterEach, describe, expect, it } from '@jest/globals';
import { createGitHubTickets } from '../../../../integrations/tickets/github/tickets.ts';
import type { Health } from '../../../../integrations/tickets/port.ts';
import { type Fixture, serve } from './fixture.ts';

const now = Date.parse('2027-04-12T07:00:00.400Z');
const fine = {
  full_name: 'example/isms',
  private: true,
  archived: false,
  has_issues: true,
  permissions: { push: true },
};
const open: Fixture[] = [];

afterEach(async () => {
  for (const fixture of open.splice(0)) await fixture.close();
});

async function healthOf(repository: object, status = 200, date = 'Mon, 12 Apr 2027 07:00:00 GMT'): Promise<Health> {
  const fixture = await serve(({ url }) =>
    url === '/user'
      ? { status: 200, body: { id: 7, login: 'bot' }, headers: { date } }
      : { status, body: repository, headers: { date } },
  );
  open.push(fixture);
  const options = { id: 'github', api: fixture.url, target: 'example/isms', token: () => 't', now: () => now };
  const health = await createGitHubTickets(options).check();
  expect(fixture.seen.every((seen) => seen.method === 'GET')).toBe(true);
  return health;
}

describe('what set-up lacks', () => {
  it('is nothing in a private repository with the right to write', async () => {
    expect(await healthOf(fine)).toEqual({
      self: { id: '7', login: 'bot' },
      target: 'example/isms',
      skew: 0,
      shortcomings: [],
    });
  });

  it.each([
    ['permission', true, { permissions: { push: false } }],
    ['permission', true, { permissions: undefined }],
    ['issues', true, { has_issues: false }],
    ['archived', true, { archived: true }],
    ['public', false, { private: false }],
    ['name', false, { full_name: 'example/renamed' }],
  ])('%s (stops all writing: %j) is found in %j', async (what, blocks, change) => {
    const { shortcomings } = await healthOf({ ...fine, ...change });
    expect(shortcomings).toMatchObject([{ what, blocks }]);
    expect(shortcomings[0]?.fix).not.toBe('');
  });

  it.each([403, 404])('%d for the repository is no access', async (status) => {
    const { shortcomings, target } = await healthOf({ message: 'Not Found' }, status);
    expect(shortcomings).toMatchObject([{ what: 'access', blocks: true }]);
    expect(target).toBe('example/isms');
  });

  it("tells how far the tracker's clock is ahead", async () => {
    expect((await healthOf(fine, 200, 'Mon, 12 Apr 2027 07:00:09 GMT')).skew).toBe(9000);
    expect((await healthOf(fine, 200, 'Mon, 12 Apr 2027 06:59:00 GMT')).skew).toBe(-60_000);
  });

  it('blames no clock for a slow answer', async () => {
    const date = 'Mon, 12 Apr 2027 07:00:03 GMT';
    const fixture = await serve(() => ({ status: 200, body: { id: 7, login: 'bot', ...fine }, headers: { date } }));
    open.push(fixture);
    const skewWhen = async (asked: string, answered: string) => {
      const clock = [asked, answered].map((time) => Date.parse(`2027-04-12T07:00:${time}Z`));
      const tickets = createGitHubTickets({
        id: 'github',
        api: fixture.url,
        target: 'example/isms',
        token: () => 't',
        now: () => clock.shift() ?? Date.parse('2027-04-12T07:00:30Z'),
      });
      return (await tickets.check()).skew;
    };
    expect(await skewWhen('00.900', '08.100')).toBe(0);
    expect(await skewWhen('04.000', '09.000')).toBe(-1000);
    expect(await skewWhen('00.000', '01.999')).toBe(2000);
  });

  it('asks nothing about webhooks without a secret, or where its account is no administrator', async () => {
    const asked = async (webhookSecret: string | undefined, admin: boolean) => {
      const body = { ...fine, permissions: { push: true, admin } };
      const fixture = await serve(({ url }) =>
        url.includes('/hooks') ? { status: 403, body: {} } : { status: 200, body: { id: 7, login: 'bot', ...body } },
      );
      open.push(fixture);
      const options = { id: 'github', api: fixture.url, target: 'example/isms', token: () => 't', now: () => now };
      const { shortcomings } = await createGitHubTickets({
        ...options,
        ...(webhookSecret && { webhookSecret }),
      }).check();
      expect(shortcomings).toEqual([]);
      return fixture.seen.filter((seen) => seen.url.includes('/hooks')).length;
    };
    expect([await asked(undefined, true), await asked('s', false), await asked('s', true)]).toEqual([0, 0, 1]);
  });
});

describe('an account', () => {
  it.each([
    ['there and assignable', 200, {}, 204, { id: '9', login: 'sam-okoro' }],
    ['in force again', 200, { suspended_at: null }, 204, { id: '9', login: 'sam-okoro' }],
    ['suspended', 200, { suspended_at: '2027-04-01T00:00:00Z' }, 204, undefined],
    ['not there', 404, {}, 204, undefined],
    ['without access', 200, {}, 404, undefined],
  ])('that is %s', async (_, status, more, assignable, wanted) => {
    const fixture = await serve(({ url }) =>
      url.includes('/assignees/') ? { status: assignable } : { status, body: { id: 9, login: 'sam-okoro', ...more } },
    );
    open.push(fixture);
    const options = { id: 'github', api: fixture.url, target: 'example/isms', token: () => 't', now: () => now };
    expect(await createGitHubTickets(options).account('Sam-Okoro')).toEqual(wanted);
  });
});
