import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createChat } from '../../integrations/notices/chat.ts';
import { createGitHubTickets } from '../../integrations/tickets/github/tickets.ts';
import type { Tickets } from '../../integrations/tickets/port.ts';
import { draftOf } from '../contract/draft.ts';
import { type Fixture, type Reply, type Seen, serve } from '../integrations/tickets/github/fixture.ts';

const TOKEN = 'ghp_0123456789planted';
const NOW = '2027-04-12T07:00:00.000Z';
const me: Reply = { status: 200, body: { id: 7, login: 'dutybound-bot' } };

let elsewhere: Fixture;
let tracker: Fixture;
let reply: (seen: Seen) => Reply;
let tickets: Tickets;

beforeAll(async () => {
  elsewhere = await serve(() => ({ status: 200, body: { id: 1, login: 'x' } }));
  tracker = await serve((seen) => reply(seen));
});
afterAll(async () => {
  await elsewhere.close();
  await tracker.close();
});
beforeEach(() => {
  elsewhere.seen.length = 0;
  tracker.seen.length = 0;
  reply = () => ({ status: 200, body: [] });
  const options = { id: 'github', api: tracker.url, target: 'example/isms', now: () => Date.parse(NOW) };
  tickets = createGitHubTickets({ ...options, token: () => TOKEN, wait: async () => {}, timeoutMs: 5_000 });
});

const refAt = (url: string) => ({ tracker: 'github', id: '1', number: '#1', url });
const here = () => refAt(`${tracker.url}/example/isms/issues/1`);

/** Every verb of the port that calls out. */
const verbs: [string, () => Promise<unknown>][] = [
  ['ensure, new', () => tickets.ensure(draftOf())],
  ['ensure, known', () => tickets.ensure(draftOf(), here())],
  ['read', () => tickets.read(here())],
  ['comment', () => tickets.comment(here(), 'k', [['x']], false)],
  ['comment, tried before', () => tickets.comment(here(), 'k', [['x']], true)],
  ['retire', () => tickets.retire(here(), { ...here(), id: '2' })],
  ['changedSince', () => tickets.changedSince(NOW)],
  ['attachment', () => tickets.attachment(here(), `${tracker.url}/example/isms/blob/main/a.csv`)],
  ['account', () => tickets.account('sam')],
  ['check', () => tickets.check()],
];

/** Ways to name the other server in a header. */
function places(): string[] {
  const other = new URL(elsewhere.url);
  const own = new URL(tracker.url);
  return [
    `${other.origin}/x`,
    `//${other.host}/x`,
    `\\\\${other.host}\\x`,
    `http:/\\${other.host}/x`,
    `http://${own.host}@${other.host}/x`,
    `http://localhost:${own.port}/x`,
    `http://[::ffff:127.0.0.1]:${own.port}/x`,
    'http://169.254.169.254/latest/meta-data',
    'https://127.0.0.1:1/x',
    `ftp://${own.host}/x`,
    'file:///etc/passwd',
    'data:application/json,[]',
    '',
  ];
}

describe.each(verbs)('%s', (name, call) => {
  it.each([301, 302, 307, 308])('sent on with %d to whatever is not the tracker, goes nowhere', async (status) => {
    for (const location of places()) {
      reply = ({ url }) => (url === '/user' && name !== 'check' ? me : { status, headers: { location } });
      await expect(call()).rejects.toMatchObject({ name: 'TrackerError', fault: { kind: 'unreachable' } });
    }
    expect(elsewhere.seen).toEqual([]);
    expect(tracker.seen.length).toBeGreaterThan(0);
    expect(tracker.seen.filter(({ url }) => url === '/x')).toEqual([]);
  });

  it('asks for no next page elsewhere', async () => {
    for (const place of places().filter(Boolean)) {
      const headers = { link: `<${place}>; rel="next"` };
      reply = ({ url }) => (url === '/user' ? me : { status: 200, body: [], headers });
      await call().catch(() => {});
    }
    expect(elsewhere.seen).toEqual([]);
    expect(tracker.seen.filter(({ url }) => url === '/x')).toEqual([]);
  });
});

describe('what people write', () => {
  it('as an address of their ticket leads to the configured API all the same', async () => {
    reply = ({ url }) => (url.startsWith('/repos/') ? { status: 410 } : me);
    await tickets.read(refAt(`${elsewhere.url}/example/isms/issues/1`));
    await tickets.read(refAt('http://169.254.169.254/example/isms/issues/1'));
    expect(elsewhere.seen).toEqual([]);
    expect(tracker.seen.map(({ url }) => url)).toEqual(Array(2).fill('/repos/example/isms/issues/1'));
  });

  it('as a link to a file on another host is not fetched', async () => {
    for (const url of [
      `${elsewhere.url}/example/isms/blob/main/a.csv`,
      `${elsewhere.url}/user-attachments/files/1/a.csv`,
      `http://${new URL(tracker.url).host}@${new URL(elsewhere.url).host}/example/isms/blob/main/a.csv`,
      'file:///etc/passwd',
    ])
      expect(await tickets.attachment(here(), url)).toBeUndefined();
    expect([...elsewhere.seen, ...tracker.seen]).toEqual([]);
  });

  it('as a link to a file leads to contents of a repository, and nowhere else in the API', async () => {
    reply = () => ({ status: 200, body: 'bytes' });
    const step = fc.constantFrom(
      '.',
      '..',
      '%2e',
      '%252e%252e',
      '%2e%2e',
      '%2f',
      '%252f',
      '%5c',
      '\\',
      '?',
      '#',
      '%3f',
      '%23',
      'a',
      'é',
      '%',
      '%00',
      '{x}',
      '&',
      '=',
      '%0d%0a',
    );
    const part = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => steps.join(''));
    const link = fc.tuple(part, part, part, fc.array(part, { minLength: 1, maxLength: 5 }));
    await fc.assert(
      fc.asyncProperty(link, async ([owner, repo, branch, path]) => {
        tracker.seen.length = 0;
        await tickets.attachment(here(), `${tracker.url}/${owner}/${repo}/blob/${branch}/${path.join('/')}`);
        for (const { method, url, headers } of tracker.seen) {
          // As a server sees it that resolves dots once more.
          const { pathname, searchParams } = new URL(url, tracker.url);
          expect(method).toBe('GET');
          expect(pathname).toMatch(/^\/repos\/[^/]+\/[^/]+\/contents\//);
          expect([...searchParams.keys()]).toEqual(['ref']);
          expect(headers.authorization).toBe(`Bearer ${TOKEN}`);
        }
      }),
      { numRuns: 300, seed: 5 },
    );
    reply = () => ({ status: 200, body: 'bytes' });
    tracker.seen.length = 0;
    const up = '%252e%252e/'.repeat(4);
    await tickets.attachment(here(), `${tracker.url}/example/isms/blob/main/${up}user/emails`);
    for (const { url } of tracker.seen) expect(new URL(url, tracker.url).pathname).toMatch(/^\/repos\/example\/isms\//);
  });
});

describe('a chat message', () => {
  it('that is sent on elsewhere stays, and so does the secret in its address', async () => {
    reply = () => ({ status: 307, headers: { location: `${elsewhere.url}/hook` } });
    const chat = createChat({ url: `${tracker.url}/services/PLANTED`, now: () => NOW });
    const notice = { key: 'k', to: { name: 'Sam' }, channel: 'chat' as const, subject: 's', lines: [] };
    const error = await chat.send(notice).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'NoticeError', fault: 'refused' });
    expect(String(error)).not.toContain('PLANTED');
    expect(await chat.check()).toEqual([]);
    expect(elsewhere.seen).toEqual([]);
  });
});
