import { afterEach, describe, expect, it } from '@jest/globals';
import { errorOf, wholeOf } from '../../../contract/cases.ts';
import { draftOf } from '../../../contract/draft.ts';
import { type Fixture, type Reply, type Seen, serve } from '../github/fixture.ts';
import { openSite, type Site } from './site.ts';

const at = '2027-04-12T06:00:00.000+0000';
const ref = { tracker: 'jira', id: '10088', number: 'ISMS-88', url: 'https://example.atlassian.net/browse/ISMS-88' };
const played: Fixture[] = [];

afterEach(async () => {
  for (const fixture of played.splice(0)) await fixture.close();
});

/** The adapter on a site that answers as a test says, which the sandbox does not play. */
async function siteThat(reply: (seen: Seen, site: Site) => Reply): Promise<Site & { seen: Seen[] }> {
  const fixture = await serve((seen) =>
    seen.url.endsWith('/myself') ? { status: 200, body: { accountId: 'bot' } } : reply(seen, site),
  );
  played.push(fixture);
  const site = await openSite('simple', { site: fixture.url, strict: false, auth: { token: 'engine-token' } });
  return { ...site, seen: fixture.seen };
}

function issue(fields: object = {}): object {
  const mark = { key: 'k', display: 'AR-7K2', hash: '', home: 'ISMS' };
  const status = { id: '1', statusCategory: { key: 'new' } };
  const kinds = { issuetype: { id: '10002', subtask: false }, project: { id: '1', key: 'ISMS' } };
  const common = { summary: 'x', status, ...kinds, creator: { accountId: 'bot' }, created: at, updated: at };
  return { id: '10088', key: 'ISMS-88', properties: { dutybound: mark }, fields: { ...common, ...fields } };
}

const said = (id: string, author: object, text: string) => ({
  id,
  author,
  body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
  created: at,
  updated: at,
});

describe('what Jira may answer', () => {
  it('an issue without its conversation and history: both are asked for', async () => {
    const closed = { id: '7', author: { accountId: 'sam' }, created: at };
    const items = [{ field: 'status', from: '1', to: '3' }];
    const { tickets } = await siteThat(({ url }) => {
      if (url.includes('/comment')) {
        const comments = [said('1', { accountId: 'sam' }, '!done')];
        return { status: 200, body: { comments, total: 1, startAt: 0 } };
      }
      if (url.includes('/changelog?')) return { status: 200, body: { values: [{ ...closed, items }], total: 1 } };
      if (url.includes('/statuses')) return { status: 200, body: [] };
      return { status: 200, body: issue({ status: { id: '3', statusCategory: { key: 'done' } } }) };
    });
    const { comments, changes } = wholeOf(await tickets.read(ref));
    expect(comments.map(({ text }) => text)).toEqual(['!done']);
    expect(changes.map(({ kind, by }) => [kind, by.id])).toEqual([['closed', 'sam']]);
  });

  it('transitions that are not to be made now: they count as not offered', async () => {
    const to = { id: '3', name: 'Done', statusCategory: { key: 'done' } };
    const transitions = [{ id: '31', name: 'Close', to, isAvailable: false }];
    const { tickets, seen } = await siteThat(({ url }) => {
      if (url.includes('/transitions')) return { status: 200, body: { transitions } };
      return { status: 200, body: issue() };
    });
    // Nothing that is sent changes this issue, and that is told, too.
    await errorOf(tickets.ensure({ ...draftOf(), category: 'done' }, ref));
    expect(seen.filter(({ url }) => url.includes('/transitions')).map(({ method }) => method)).toEqual(['GET']);
  });

  it('null for a conversation, files, or a history: what is not there is asked for, and the rest is read', async () => {
    const { tickets } = await siteThat(({ url }) => {
      if (url.includes('/comment')) return { status: 200, body: { comments: [], total: 0, startAt: 0 } };
      if (url.includes('/changelog?')) return { status: 200, body: { values: [], total: 0 } };
      return { status: 200, body: { ...issue({ comment: null, attachment: null }), changelog: null } };
    });
    expect(wholeOf(await tickets.read(ref))).toMatchObject({ comments: [], changes: [], category: 'open' });
  });

  it('comments of an app or an automation: it is called a bot, and nobody else is', async () => {
    const authors = [
      { accountId: 'rule', accountType: 'app' },
      { accountId: 'sam', accountType: 'atlassian' },
      { accountId: 'bot', accountType: 'app' },
      null,
    ];
    const comments = authors.map((author, i) => ({ ...said(String(i), author ?? {}, '!accept'), author }));
    const answer = { comments, total: comments.length, startAt: 0 };
    const { tickets } = await siteThat(({ url }) =>
      url.includes('/comment')
        ? { status: 200, body: answer }
        : { status: 200, body: { ...issue({ comment: answer }), changelog: { histories: [], total: 0 } } },
    );
    const found = wholeOf(await tickets.read(ref)).comments.map(({ author }) => [author.id, author.login]);
    expect(found).toEqual([
      ['rule', 'rule[bot]'],
      ['sam', 'sam'],
      ['bot', 'bot[bot]'],
      ['unknown', 'unknown'],
    ]);
  });

  it('a search of several pages: each is asked with the same ids of what was just written', async () => {
    const { tickets, seen } = await siteThat(({ url, body }, { clock }) => {
      if (url.endsWith('/comment')) return { status: 201, body: { id: '1', created: at } };
      const isFirst = JSON.parse(body).nextPageToken === undefined;
      // What was written is settled before the second page is asked for.
      clock.at += 130_000;
      return { status: 200, body: { issues: [], ...(isFirst && { nextPageToken: 'two' }) } };
    });
    await tickets.comment(ref, 'k/1', [['One']], false);
    await tickets.changedSince('2027-04-12T00:00:00.000Z');
    const pages = seen.filter(({ url }) => url.endsWith('/search/jql')).map(({ body }) => JSON.parse(body));
    expect(pages.map(({ nextPageToken }) => nextPageToken)).toEqual([undefined, 'two']);
    expect(pages.map(({ reconcileIssues }) => reconcileIssues)).toEqual([[10088], [10088]]);
  });

  it('that an issue must be assigned: it is opened for whom the project assigns', async () => {
    const { tickets, seen } = await siteThat(({ method, url, body }) => {
      if (method === 'GET') return { status: 404 };
      if (url.endsWith('/search/jql')) return { status: 200, body: { issues: [] } };
      return 'assignee' in JSON.parse(body).fields
        ? { status: 400, body: { errorMessages: [], errors: { assignee: 'Issues must be assigned.' } } }
        : { status: 201, body: { id: '10088', key: 'ISMS-88' } };
    });
    const { assignee: _, ...draft } = draftOf();
    // It is not there to be read back, and that is all that is wrong with it.
    await expect(tickets.ensure(draft)).rejects.toMatchObject({ fault: { kind: 'gone' } });
    const creates = seen.filter(({ method, url }) => method === 'POST' && url.endsWith('/issue'));
    expect(creates.map(({ body }) => JSON.parse(body).fields.assignee)).toEqual([null, undefined]);
  });
});
