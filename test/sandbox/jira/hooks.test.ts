import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { listen } from '../receiver.ts';
import { as, doc, open, start, task } from './world.ts';

const secret = "It's a Secret to Everybody";

interface Payload {
  readonly webhookEvent: string;
  readonly issue_event_type_name?: string;
  readonly changelog?: { readonly items: readonly { readonly field: string }[] };
  readonly issue: { readonly key: string; readonly fields: Record<string, unknown> };
  readonly comment?: { readonly body: unknown };
  readonly user?: { readonly accountId: string };
}

describe("an administrator's webhook", () => {
  it('tells what happens to the issues of its project, signed, with rich text as plain words', async () => {
    const sandbox = await open();
    const receiver = await listen();
    sandbox.act.addWebhook('ISMS', receiver.url, secret);
    sandbox.act.createIssue('mara', 'ATTIC', { title: 'elsewhere' });
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x', body: 'some **words**' });
    sandbox.act.comment('sam', 'ISMS', 1, 'hello @mara');
    sandbox.act.close('sam', 'ISMS', 1, 'completed');
    sandbox.act.deleteIssue('mara', 'ISMS', 1);
    await sandbox.jiraHooks.settled();
    const payloads = receiver.received.map(({ body }) => JSON.parse(body) as Payload);
    expect(payloads.map((each) => [each.webhookEvent, each.issue_event_type_name]).sort()).toEqual([
      ['comment_created', undefined],
      ['jira:issue_created', 'issue_created'],
      ['jira:issue_deleted', 'issue_deleted'],
      ['jira:issue_updated', 'issue_commented'],
      ['jira:issue_updated', 'issue_generic'],
    ]);
    const closed = payloads.find((each) => each.issue_event_type_name === 'issue_generic');
    expect(closed).toMatchObject({
      timestamp: start,
      user: { accountId: '5b10ac8d82e05b22cc7d4ef5' },
      issue: { key: 'ISMS-1', fields: { description: 'some words', updated: '2027-04-12T07:00:00.000+0000' } },
    });
    expect(closed?.changelog?.items.map((item) => item.field)).toEqual(['resolution', 'status']);
    expect(payloads.find((each) => each.webhookEvent === 'comment_created')?.comment?.body).toBe('hello @Mara Lindt');
    for (const { headers, body } of receiver.received) {
      const digest = createHmac('sha256', secret).update(body).digest('hex');
      expect(headers['x-hub-signature']).toBe(`sha256=${digest}`);
    }
    expect(new Set(receiver.received.map(({ headers }) => headers['x-atlassian-webhook-identifier'])).size).toBe(5);
  });

  it('comes again under the same identifier where the answer asks for it, five times at most', async () => {
    const sandbox = await open();
    const receiver = await listen();
    receiver.status = 503;
    const id = sandbox.act.addWebhook('ISMS', receiver.url, secret, ['jira:issue_created']);
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x' });
    await sandbox.jiraHooks.settled();
    expect(receiver.received.map(({ headers }) => headers['x-atlassian-webhook-retry'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
    expect(new Set(receiver.received.map(({ headers }) => headers['x-atlassian-webhook-identifier'])).size).toBe(1);
    receiver.status = 400;
    sandbox.act.createIssue('mara', 'ISMS', { title: 'y' });
    await sandbox.jiraHooks.settled();
    expect(receiver.received).toHaveLength(7);
    sandbox.act.removeWebhook(id);
    sandbox.act.createIssue('mara', 'ISMS', { title: 'z' });
    await sandbox.jiraHooks.settled();
    expect(receiver.received).toHaveLength(7);
    expect(() => sandbox.act.removeWebhook(id)).toThrow(`webhook: found ${id}`);
  });

  it('is lost, doubled, and held back as the faults say', async () => {
    const sandbox = await open();
    const receiver = await listen();
    sandbox.act.addWebhook('ISMS', receiver.url, secret, ['jira:issue_created']);
    for (const kind of ['hook-lost', 'hook-doubled', 'hook-reordered'] as const) {
      sandbox.faults.add({ kind, times: 1, repository: 'ISMS', path: 'jira:issue_created' });
      sandbox.act.createIssue('mara', 'ISMS', { title: kind });
    }
    sandbox.act.createIssue('mara', 'ISMS', { title: 'last' });
    await sandbox.jiraHooks.settled();
    const titles = receiver.received.map(({ body }) => (JSON.parse(body) as Payload).issue.fields.summary);
    expect(titles.sort()).toEqual(['hook-doubled', 'hook-doubled', 'hook-reordered', 'last']);
  });
});

describe('mails', () => {
  it('go to reporter, assignee and watchers at each edit, unless a project’s administrator keeps it quiet', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    const { id } = await bot.issues.createIssue({
      fields: { ...task, summary: 'x', assignee: { id: '5b10ac8d82e05b22cc7d4ef5' } },
    });
    await as(sandbox, 'rita').issueComments.addComment({ issueIdOrKey: id, body: doc('hello') });
    const edit = (login: string, summary: string, notifyUsers: boolean) =>
      as(sandbox, login).issues.editIssue({ issueIdOrKey: id, notifyUsers, fields: { summary } });
    await edit('bot', 'a', false);
    await edit('mara', 'b', false);
    await edit('mara', 'c', true);
    await edit('mara', 'c', true);
    expect(sandbox.site.notices.map(({ what, to }) => [what, to.join(' ')])).toEqual([
      ['created', 'sam'],
      ['commented', 'bot sam'],
      ['updated', 'rita sam'],
      ['updated', 'bot rita sam'],
    ]);
  });
});
