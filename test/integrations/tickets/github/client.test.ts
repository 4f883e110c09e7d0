import { afterEach, describe, expect, it } from '@jest/globals';
import { TrackerError } from '../../../../integrations/tickets/errors.ts';
import { createGitHubTickets } from '../../../../integrations/tickets/github/tickets.ts';
import type { Tickets } from '../../../../integrations/tickets/port.ts';
import { draftOf } from '../../../contract/draft.ts';
import { type Fixture, type Reply, type Seen, serve } from './fixture.ts';

const secret = 'ghp_0123456789secret';
const now = Date.parse('2027-04-12T07:00:00Z');
const open: Fixture[] = [];
const me: Reply = { status: 200, body: { id: 7, login: 'dutybound-bot' } };

afterEach(async () => {
  for (const fixture of open.splice(0)) await fixture.close();
});

async function against(reply: (seen: Seen) => Reply, token = secret): Promise<{ tickets: Tickets; fixture: Fixture }> {
  const fixture = await serve((seen) => (seen.url === '/user' ? me : reply(seen)));
  open.push(fixture);
  const options = { id: 'github', api: fixture.url, target: 'example/isms', now: () => now, timeoutMs: 2_000 };
  return { fixture, tickets: createGitHubTickets({ ...options, token: () => token }) };
}

async function errorOf(work: Promise<unknown>): Promise<TrackerError> {
  const error = await work.catch((e: unknown) => e);
  if (error instanceof TrackerError) return error;
  throw new Error(`expected a TrackerError, found ${error}`);
}

const creating = (answer: Reply) => (seen: Seen) => (seen.method === 'POST' ? answer : { status: 200, body: [] });

describe('calls to GitHub', () => {
  it('name their version, their sender and their token', async () => {
    const { tickets, fixture } = await against(() => ({ status: 200, body: [] }));
    await tickets.changedSince('2027-04-12T00:00:00.000Z');
    for (const { headers } of fixture.seen) {
      expect(headers['x-github-api-version']).toBe('2022-11-28');
      expect(headers['user-agent']).toMatch(/^dutybound /);
      expect(headers.authorization).toBe(`Bearer ${secret}`);
    }
    expect(fixture.seen.at(-1)?.url).toContain('state=all');
  });

  const unknown: [string, Reply][] = [
    ['a cut connection', 'cut'],
    ['an answer that breaks off', 'half'],
    ['no answer in time', 'hang'],
    ['a server error', { status: 502, body: { message: 'Bad Gateway' } }],
    ["a proxy's page", { status: 200, body: '<html>sign in</html>' }],
  ];
  it.each(unknown)('%s after a create is an unknown outcome, and is not tried again', async (_, reply) => {
    const { tickets, fixture } = await against(creating(reply));
    expect((await errorOf(tickets.ensure(draftOf()))).fault).toEqual({ kind: 'unreachable' });
    expect(fixture.seen.filter((seen) => seen.method === 'POST')).toHaveLength(1);
  });

  const kinds: [number, object, Record<string, string>, object][] = [
    [401, { message: 'Bad credentials' }, {}, { kind: 'unauthorised' }],
    [403, { message: 'Resource not accessible' }, {}, { kind: 'unauthorised' }],
    [404, { message: 'Not Found' }, {}, { kind: 'unauthorised' }],
    [410, { message: 'Issues are disabled' }, {}, { kind: 'unauthorised' }],
    [403, { message: 'limit' }, { 'retry-after': '30' }, { kind: 'rate-limited', until: '2027-04-12T07:00:30.000Z' }],
    [
      403,
      { message: 'API rate limit exceeded' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 600) },
      { kind: 'rate-limited', until: '2027-04-12T07:10:00.000Z' },
    ],
    [
      403,
      { message: 'You have exceeded a secondary rate limit' },
      {},
      { kind: 'rate-limited', until: '2027-04-12T07:01:00.000Z' },
    ],
    [429, { message: 'slow down' }, {}, { kind: 'rate-limited', until: '2027-04-12T07:01:00.000Z' }],
    [422, { message: 'Validation Failed', errors: [{ field: 'title' }] }, {}, { kind: 'refused', fields: ['title'] }],
    [422, { message: 'body is too long' }, {}, { kind: 'refused', fields: ['body is too long'] }],
  ];
  it.each(kinds)('%d %j with %j is its own kind', async (status, body, headers, fault) => {
    const { tickets } = await against(creating({ status, body, headers }));
    expect((await errorOf(tickets.ensure(draftOf()))).fault).toEqual(fault);
  });

  it('404 for a ticket is hidden, for the whole repository unauthorised', async () => {
    const ref = { tracker: 'github', id: '1', number: '#1', url: 'https://github.com/example/isms/issues/1' };
    const lost: Reply = { status: 404, body: { message: 'Not Found' } };
    const one = await against(({ url }) => (url.includes('/issues/') ? lost : { status: 200 }));
    expect(await one.tickets.read(ref)).toMatchObject({ gone: 'hidden' });
    const all = await against(() => lost);
    expect((await errorOf(all.tickets.read(ref))).fault).toEqual({ kind: 'unauthorised' });
  });

  const at = (repository: string) => ({
    tracker: 'github',
    id: '1',
    number: '#1',
    url: `https://github.com/${repository}/issues/1`,
  });
  const home = {
    full_name: 'example/isms',
    private: true,
    archived: false,
    has_issues: true,
    permissions: { push: true },
  };
  const outOfReach = { kind: 'refused', fields: ['access'] };
  const whole = { kind: 'unauthorised' };
  const full = 'Commenting is disabled on issues with more than 2500 comments.';
  const closed: [string, string, string, object, object][] = [
    ['one issue', 'example/isms', full, {}, outOfReach],
    ['an archived repository', 'example/isms', 'Repository was archived so is read-only.', { archived: true }, whole],
    ['a repository without rights', 'example/isms', 'Forbidden', { permissions: { push: false } }, whole],
    ['whatever the token was not granted', 'Example/ISMS', 'Resource not accessible by integration', {}, whole],
    [
      'the repository that an issue moved to',
      'example/attic',
      'Resource not accessible by integration',
      {},
      outOfReach,
    ],
  ];
  it.each(closed)('403 for %s says what is closed', async (_, repository, message, there, fault) => {
    const { tickets } = await against(({ method }) =>
      method === 'POST' ? { status: 403, body: { message } } : { status: 200, body: { ...home, ...there } },
    );
    const error = await errorOf(tickets.comment(at(repository), 'k', [['x']], false));
    expect(error.fault).toEqual(fault);
    expect(error.message).toContain(`403 ${message.replace(/\.$/, '')}`);
  });

  it('403 for one issue, while the repository cannot be asked, is what that question meets', async () => {
    const limit: Reply = { status: 429, headers: { 'retry-after': '5' } };
    const { tickets } = await against(({ method }) => (method === 'POST' ? { status: 403 } : limit));
    expect((await errorOf(tickets.comment(at('example/isms'), 'k', [['x']], false))).fault.kind).toBe('rate-limited');
  });

  it('a limit is a limit also where 403 would be an answer', async () => {
    const { tickets } = await against(() => ({ status: 403, headers: { 'retry-after': '5' } }));
    expect((await errorOf(tickets.check())).fault.kind).toBe('rate-limited');
  });

  it('a redirect to another host is not followed, and no token goes there', async () => {
    const other = await serve(() => ({ status: 200, body: [] }));
    open.push(other);
    const { tickets } = await against(() => ({ status: 301, headers: { location: `${other.url}/issues` } }));
    expect((await errorOf(tickets.changedSince('2027-04-12T00:00:00.000Z'))).fault.kind).toBe('unreachable');
    expect(other.seen).toEqual([]);
  });

  it('a next page on another host is not fetched', async () => {
    const other = await serve(() => ({ status: 200, body: [] }));
    open.push(other);
    const headers = { link: `<${other.url}/issues?page=2>; rel="next"` };
    const { tickets } = await against(() => ({ status: 200, body: [], headers }));
    expect((await errorOf(tickets.changedSince('2027-04-12T00:00:00.000Z'))).fault.kind).toBe('unreachable');
    expect(other.seen).toEqual([]);
  });

  it('a renamed repository is followed with the whole question', async () => {
    const { tickets, fixture } = await against((seen) =>
      seen.url.startsWith('/repos/')
        ? { status: 301, headers: { location: '/repositories/9/issues' } }
        : { status: 200, body: [] },
    );
    expect(await tickets.changedSince('2027-04-12T00:00:00.000Z')).toEqual([]);
    expect(fixture.seen.at(-1)?.url).toMatch(/^\/repositories\/9\/issues\?.*state=all/);
  });

  it('redirects in circles end', async () => {
    const { tickets, fixture } = await against(() => ({ status: 302, headers: { location: '/again' } }));
    expect((await errorOf(tickets.changedSince('2027-04-12T00:00:00.000Z'))).fault.kind).toBe('unreachable');
    expect(fixture.seen.length).toBeLessThan(8);
  });

  it('messages name the place and what was said, never the token', async () => {
    const body = { message: `no such header: Bearer ${secret}` };
    const { tickets } = await against(creating({ status: 422, body }));
    const refused = await errorOf(tickets.ensure(draftOf()));
    expect(refused.message).toContain('POST /repos/example/isms/issues: 422 no such header');
    expect(JSON.stringify([refused.message, refused.fault])).not.toContain(secret);
    const broken = await against(() => ({ status: 200, body: [] }), `${secret}\ninjected`);
    const error = await errorOf(broken.tickets.check());
    expect(error.fault.kind).toBe('unreachable');
    expect(`${error.message} ${error.stack}`).not.toContain(secret);
  });
});
