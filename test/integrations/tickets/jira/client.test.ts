import { afterEach, describe, expect, it } from '@jest/globals';
import type { TrackerError } from '../../../../integrations/tickets/errors.ts';
import { createJiraTickets, type JiraAuth } from '../../../../integrations/tickets/jira/tickets.ts';
import type { Tickets } from '../../../../integrations/tickets/port.ts';
import { errorOf } from '../../../contract/cases.ts';
import { draftOf } from '../../../contract/draft.ts';
import { type Fixture, type Reply, type Seen, serve } from '../github/fixture.ts';

const secret = 'ATATT3x0123456789secret';
const mail = 'bot@example.com';
const now = Date.parse('2027-04-12T07:00:00Z');
const open: Fixture[] = [];
const me: Reply = { status: 200, body: { accountId: 'bot' } };
const empty: Reply = { status: 200, body: { issues: [], isLast: true } };
const ref = { tracker: 'jira', id: '10088', number: 'ISMS-88', url: 'https://example.atlassian.net/browse/ISMS-88' };

afterEach(async () => {
  for (const fixture of open.splice(0)) await fixture.close();
});

async function against(
  reply: (seen: Seen) => Reply,
  auth: JiraAuth = { mail, token: secret },
  quiet = false,
  timeoutMs = 5_000,
): Promise<{ tickets: Tickets; fixture: Fixture }> {
  const fixture = await serve((seen) => (seen.url === '/rest/api/3/myself' ? me : reply(seen)));
  open.push(fixture);
  const nothing = { fields: {}, status: {}, resolution: {}, priority: {}, quiet };
  const options = { id: 'jira', site: fixture.url, project: 'ISMS', type: '10002', auth, ...nothing };
  return { fixture, tickets: createJiraTickets({ ...options, now: () => now, timeoutMs }) };
}

async function failure(work: Promise<unknown>): Promise<TrackerError> {
  const error = await errorOf(work);
  if (error === undefined) throw new Error('expected a TrackerError');
  return error;
}

const creating = (answer: Reply) => (seen: Seen) => (seen.url.endsWith('/issue') ? answer : empty);
const creates = ({ seen }: Fixture) => seen.filter(({ method, url }) => method === 'POST' && url.endsWith('/issue'));

describe('calls to Jira', () => {
  it('name their sender and prove who it is', async () => {
    const basic = `Basic ${Buffer.from(`${mail}:${secret}`).toString('base64')}`;
    const logins: [JiraAuth, string][] = [
      [{ mail, token: `${secret}\n` }, basic],
      [{ token: secret }, `Bearer ${secret}`],
    ];
    for (const [auth, authorization] of logins) {
      const { tickets, fixture } = await against(() => empty, auth);
      await tickets.changedSince('2027-04-12T00:00:00.000Z');
      expect(fixture.seen).toHaveLength(2);
      for (const { headers } of fixture.seen) {
        expect(headers).toMatchObject({ authorization, 'user-agent': 'dutybound', accept: 'application/json' });
      }
    }
  });

  it('ask for a short-lived token each time, and go where it is taken', async () => {
    const gateway = await serve((seen) => (seen.url.endsWith('/myself') ? me : empty));
    open.push(gateway);
    let asked = 0;
    const getToken = async () => {
      asked += 1;
      return `token-${asked}`;
    };
    const { tickets, fixture } = await against(() => empty, { getToken, api: `${gateway.url}/ex/jira/1f3c` });
    await tickets.changedSince('2027-04-12T00:00:00.000Z');
    expect(fixture.seen).toEqual([]);
    expect(gateway.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/ex/jira/1f3c/rest/api/3/myself', 'Bearer token-1'],
      ['/ex/jira/1f3c/rest/api/3/search/jql', 'Bearer token-2'],
    ]);
  });

  it('fail as unreachable where no token is to be had', async () => {
    const getToken = () => Promise.reject(new Error('the token server is down'));
    const { tickets } = await against(() => empty, { getToken, api: 'http://127.0.0.1:1' });
    const error = await failure(tickets.check());
    expect([error.fault, error.message]).toEqual([
      { kind: 'unreachable' },
      expect.stringContaining('token server is down'),
    ]);
  });

  const unknown: [string, Reply][] = [
    ['a cut connection', 'cut'],
    ['an answer that breaks off', 'half'],
    ['no answer in time', 'hang'],
    ['a server error', { status: 502, body: { errorMessages: ['Bad Gateway'] } }],
    ['a conflict', { status: 409, body: { errorMessages: ['conflict'] } }],
    ["a proxy's page", { status: 200, body: '<html>sign in</html>' }],
    ['an answer of another shape', { status: 201, body: { id: 10_088 } }],
    ['a redirect', { status: 302, headers: { location: 'https://elsewhere.example/rest/api/3/issue' } }],
  ];
  it.each(unknown)('%s after a create is an unknown outcome, and is not tried again', async (_, reply) => {
    const timeoutMs = reply === 'hang' ? 2_000 : 5_000;
    const { tickets, fixture } = await against(creating(reply), undefined, false, timeoutMs);
    expect((await failure(tickets.ensure(draftOf()))).fault).toEqual({ kind: 'unreachable' });
    expect(creates(fixture)).toHaveLength(1);
  });

  it('follow no redirect, and show it the secret of nobody', async () => {
    const other = await serve(() => ({ status: 200, body: {} }));
    open.push(other);
    const { tickets } = await against(() => ({ status: 307, headers: { location: `${other.url}/steal` } }));
    const error = await failure(tickets.read(ref));
    expect(error.message).toContain(other.url);
    expect(other.seen).toEqual([]);
  });

  const kinds: [number, object, Record<string, string>, object][] = [
    [401, { errorMessages: ['Client must be authenticated'] }, {}, { kind: 'unauthorised' }],
    [403, { errorMessages: ['Forbidden'] }, {}, { kind: 'unauthorised' }],
    [404, { errorMessages: ['Not found'] }, {}, { kind: 'unauthorised' }],
    [429, {}, { 'retry-after': '90' }, { kind: 'rate-limited', until: '2027-04-12T07:01:30.000Z' }],
    [
      429,
      {},
      { 'retry-after': 'Mon, 12 Apr 2027 07:05:00 GMT' },
      { kind: 'rate-limited', until: '2027-04-12T07:05:00.000Z' },
    ],
    [429, {}, {}, { kind: 'rate-limited', until: '2027-04-12T07:01:00.000Z' }],
    [
      400,
      { errorMessages: [], errors: { customfield_10417: 'Cost centre is required.' } },
      {},
      { kind: 'refused', fields: ['customfield_10417'] },
    ],
    [400, { errors: { project: 'Specify a valid project ID or key' } }, {}, { kind: 'unauthorised' }],
    [
      400,
      { errorMessages: ['The project is full.'], errors: {} },
      {},
      { kind: 'refused', fields: ['The project is full.'] },
    ],
    [413, {}, {}, { kind: 'refused', fields: [''] }],
  ];
  it.each(kinds)('%i %j %j', async (status, body, headers, fault) => {
    const { tickets } = await against(creating({ status, body, headers }));
    expect((await failure(tickets.ensure(draftOf()))).fault).toEqual(fault);
  });

  it('tell one ticket that is not there from the whole target', async () => {
    const { tickets } = await against(() => ({ status: 404, body: { errorMessages: ['Issue does not exist'] } }));
    expect((await failure(tickets.comment(ref, 'k', [['x']], false))).fault).toEqual({ kind: 'gone' });
    expect((await failure(tickets.read(ref))).fault).toEqual({ kind: 'unauthorised' });
  });

  it('never show a secret, whoever repeats it', async () => {
    const pair = Buffer.from(`${mail}:${secret}`).toString('base64');
    const echo = { errorMessages: [`bad token ${secret} in Basic ${pair}`], errors: { [secret]: pair } };
    for (const status of [400, 403, 500]) {
      const { tickets } = await against(() => ({ status, body: echo }));
      const error = await failure(tickets.read(ref));
      expect(error.message).toContain('***');
      expect(JSON.stringify([error.message, error.fault])).not.toContain(secret);
      expect(JSON.stringify([error.message, error.fault])).not.toContain(pair);
    }
  });

  it('put no part of an address into the path as it is', async () => {
    const { tickets, fixture } = await against(() => ({ status: 404, body: {} }));
    await failure(tickets.comment({ ...ref, id: '../../admin?x=' }, 'k', [['x']], false));
    expect(fixture.seen.at(-1)?.url).toBe('/rest/api/3/issue/..%2F..%2Fadmin%3Fx%3D/comment');
  });
});

describe('an edit that is to be quiet', () => {
  const at = '2027-04-12T07:00:00.000+0000';
  const issue = {
    id: '10088',
    key: 'ISMS-88',
    properties: { dutybound: { key: 'k', display: 'AR-7K2', hash: '', home: 'ISMS' } },
    fields: {
      summary: 'x',
      status: { id: '1', statusCategory: { key: 'new' } },
      issuetype: { id: '10002', subtask: false },
      project: { id: '1', key: 'ISMS' },
      created: at,
      updated: at,
    },
  };

  it('is made loudly where Jira refuses it for that, and so is the next one', async () => {
    const edits: string[] = [];
    const reply = ({ method, url, body }: Seen): Reply => {
      if (method === 'GET') return { status: 200, body: issue };
      edits.push(url);
      if (url.includes('notifyUsers=false'))
        return { status: 403, body: { errorMessages: ['To discard the user notification …'] } };
      return { status: 200, body: { ...issue, fields: { ...issue.fields, ...JSON.parse(body).fields } } };
    };
    const { tickets } = await against(reply, { mail, token: secret }, true);
    const { assignee: _, ...draft } = draftOf();
    for (const title of ['One', 'Two'])
      expect((await tickets.ensure({ ...draft, title, takeOver: true }, ref)).writes).toBe(1);
    expect(edits.map((url) => url.includes('notifyUsers=false'))).toEqual([true, false, false]);
  });

  it('that may not be made in the whole project is unauthorised, and says what the account lacks there', async () => {
    const names = [
      'BROWSE_PROJECTS',
      'CREATE_ISSUES',
      'EDIT_ISSUES',
      'TRANSITION_ISSUES',
      'ADD_COMMENTS',
      'ASSIGN_ISSUES',
    ];
    const permissions = Object.fromEntries(names.map((name) => [name, { havePermission: name !== 'EDIT_ISSUES' }]));
    const { tickets } = await against(
      ({ method, url, headers }) => {
        if (method !== 'GET') return { status: 403 };
        if (url.includes('/myself')) return { status: 200, body: { accountId: 'bot', displayName: 'Bot' } };
        if (url.includes('/mypermissions')) return { status: 200, body: { permissions } };
        if (!url.includes('/project/')) return { status: 200, body: issue };
        return headers.authorization ? { status: 200, body: { key: 'ISMS' } } : { status: 404 };
      },
      undefined,
      true,
    );
    const { fault, message } = await failure(tickets.ensure({ ...draftOf(), takeOver: true }, ref));
    expect(fault).toEqual({ kind: 'unauthorised' });
    expect(message).toContain('lacks EDIT_ISSUES in project ISMS. Next: ');
  });
});

describe('a file', () => {
  const bytes = (reply: Reply) => against(() => reply, undefined, false, 20_000);
  const fetched = async (reply: Reply, path = '/rest/api/3/attachment/content/7') => {
    const { tickets, fixture } = await bytes(reply);
    return { file: await tickets.attachment(ref, `${fixture.url}${path}`), seen: fixture.seen };
  };
  const text: Reply = { status: 200, body: 'a,b', headers: { 'content-type': 'text/csv' } };

  it('is handed over with its type, from either of its addresses, in one call', async () => {
    for (const path of [
      '/rest/api/3/attachment/content/7',
      '/rest/api/2/attachment/content/7',
      '/secure/attachment/7/users.csv',
    ]) {
      const { file, seen } = await fetched(text, path);
      expect(file).toEqual({ bytes: Buffer.from('a,b'), media: 'text/csv' });
      expect(seen.map(({ url }) => url)).toEqual(['/rest/api/3/attachment/content/7?redirect=false']);
    }
  });

  it('is not asked for where its address is another one', async () => {
    for (const path of [
      '/rest/api/3/attachment/content/7x',
      '/rest/api/3/attachment/content/7/..',
      '/browse/ISMS-7',
      '.evil.example/rest/api/3/attachment/content/7',
    ]) {
      const { file, seen } = await fetched(text, path);
      expect([file, seen]).toEqual([undefined, []]);
    }
    const { tickets } = await bytes(text);
    expect(await tickets.attachment(ref, 'https://elsewhere.example/rest/api/3/attachment/content/7')).toBeUndefined();
  });

  it('is linked and not kept where Jira sends on to another place, does not hand it over, or it is too large', async () => {
    const large: Reply = { status: 200, body: 'x'.repeat(25 * 1024 * 1024 + 1) };
    const replies: Reply[] = [
      { status: 303, headers: { location: 'http://127.0.0.1:1/media' } },
      { status: 403 },
      { status: 404 },
      large,
    ];
    for (const reply of replies) expect((await fetched(reply)).file).toBeUndefined();
  });

  it('that breaks off is unreachable', async () => {
    const { tickets, fixture } = await bytes('half');
    const error = await failure(tickets.attachment(ref, `${fixture.url}/rest/api/3/attachment/content/7`));
    expect(error.fault).toEqual({ kind: 'unreachable' });
  });
});
