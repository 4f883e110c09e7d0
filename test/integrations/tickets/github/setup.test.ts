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
});
