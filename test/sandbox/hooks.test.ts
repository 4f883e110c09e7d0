import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { listen, type Received } from './receiver.ts';
import { as, isms, open, refusal, repo } from './world.ts';

const secret = "It's a Secret to Everybody";

async function hooked(events = ['issues', 'issue_comment']) {
  const [sandbox, receiver] = [await open(), await listen()];
  const mara = as(sandbox, 'mara');
  const config = { url: receiver.url, secret, content_type: 'json' };
  const hook = (await mara.repos.createWebhook({ ...isms, config, events })).data;
  await sandbox.hooks.settled();
  return { sandbox, receiver, mara, hook, on: { ...isms, hook_id: hook.id } };
}
const kind = ({ headers, body }: Received) => [headers['x-github-event'], JSON.parse(body).action].join('.');

describe('webhooks', () => {
  it('begin with a ping, signed over the raw body', async () => {
    const { receiver, hook } = await hooked();
    const [ping] = receiver.received;
    expect(ping?.headers).toMatchObject({ 'x-github-event': 'ping', 'content-type': 'application/json' });
    expect(ping?.headers['user-agent']).toMatch(/^GitHub-Hookshot\//);
    expect(ping?.headers['x-github-delivery']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    const signed = createHmac('sha256', secret)
      .update(ping?.body ?? '')
      .digest('hex');
    expect(ping?.headers['x-hub-signature-256']).toBe(`sha256=${signed}`);
    expect(hook.config.secret).toBe('********');
  });

  it('tell of all that people do', async () => {
    const { sandbox, receiver } = await hooked();
    const { act } = sandbox;
    const steps: (() => unknown)[] = [
      () => act.createIssue('mara', repo, { title: 'x' }),
      () => act.editBody('mara', repo, 1, 'y'),
      () => act.label('mara', repo, 1, 'a'),
      () => act.assign('sam', repo, 1, 'rita'),
      () => act.unassign('sam', repo, 1, 'rita'),
      () => act.unlabel('sam', repo, 1, 'a'),
      () => act.editComment('rita', repo, act.comment('rita', repo, 1, 'c').id, 'd'),
      () => act.deleteComment('mara', repo, [...sandbox.store.comments.keys()][0] ?? 0),
      () => act.close('sam', repo, 1, 'completed'),
      () => act.reopen('sam', repo, 1),
      () => act.transfer('mara', repo, 1, 'example/shop'),
      () => act.createIssue('mara', repo, { title: 'z' }),
      () => act.deleteIssue('mara', repo, 2),
    ];
    for (const step of steps) {
      step();
      await sandbox.hooks.settled();
    }
    const comments = ['issue_comment.created', 'issue_comment.edited', 'issue_comment.deleted'];
    const issues = [
      'opened',
      'edited',
      'labeled',
      'assigned',
      'unassigned',
      'unlabeled',
      'closed',
      'reopened',
      'transferred',
      'opened',
      'deleted',
    ];
    const seen = receiver.received.slice(1).map(kind);
    expect(seen.filter((each) => each.startsWith('issues.'))).toEqual(issues.map((action) => `issues.${action}`));
    expect(seen.filter((each) => each.startsWith('issue_comment.')).sort()).toEqual(comments.sort());
    const edited = receiver.received.find((each) => kind(each) === 'issues.edited');
    expect(JSON.parse(edited?.body ?? '')).toMatchObject({
      changes: { body: { from: '' } },
      issue: { number: 1, body: 'y' },
      repository: { full_name: repo },
      sender: { login: 'mara' },
    });
  });

  it('are sent only for what was asked, and while active', async () => {
    const { sandbox, receiver, mara, on } = await hooked(['issue_comment']);
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    await mara.repos.updateWebhook({ ...on, active: false });
    sandbox.act.comment('sam', repo, 1, 'unheard');
    await mara.repos.updateWebhook({ ...on, active: true });
    sandbox.act.comment('sam', repo, 1, 'heard');
    await sandbox.hooks.settled();
    expect(receiver.received.slice(1).map((each) => JSON.parse(each.body).comment.body)).toEqual(['heard']);
    await mara.repos.deleteWebhook(on);
    expect((await mara.repos.listWebhooks(isms)).data).toEqual([]);
  });

  it.each([
    ['an address that is none', { url: 'ftp://x' }],
    ['no address', {}],
    ['an unknown content type', { url: 'http://127.0.0.1/', content_type: 'xml' }],
  ])('are refused with %s', async (_name, config) => {
    const sandbox = await open();
    expect((await refusal(as(sandbox, 'mara').repos.createWebhook({ ...isms, config }))).status).toBe(422);
  });

  it('are refused twice for one address, and hidden from who is no admin', async () => {
    const { sandbox, mara, receiver, on } = await hooked();
    expect((await refusal(mara.repos.createWebhook({ ...isms, config: { url: receiver.url } }))).status).toBe(422);
    expect((await refusal(as(sandbox, 'bot').repos.getWebhook(on))).status).toBe(404);
  });

  it('are signed by no secret where none is set', async () => {
    const [sandbox, receiver] = [await open(), await listen()];
    await as(sandbox, 'mara').repos.createWebhook({ ...isms, config: { url: receiver.url, content_type: 'json' } });
    await sandbox.hooks.settled();
    expect(receiver.received[0]?.headers['x-hub-signature-256']).toBeUndefined();
  });
});

describe('deliveries', () => {
  it('are never repeated by themselves, but on request, with the same guid', async () => {
    const { sandbox, receiver, mara, on } = await hooked();
    receiver.status = 500;
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    await sandbox.hooks.settled();
    receiver.status = 202;
    expect(receiver.received).toHaveLength(2);
    const failed = (
      await mara.request('GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries', { ...on, status: 'failure' })
    ).data;
    expect(failed).toMatchObject([{ event: 'issues', action: 'opened', status_code: 500, redelivery: false }]);
    const delivery_id = Number(failed[0]?.id);
    await mara.repos.redeliverWebhookDelivery({ ...on, delivery_id });
    await sandbox.hooks.settled();
    expect(receiver.received[2]?.headers['x-github-delivery']).toBe(failed[0]?.guid);
    expect(receiver.received[2]?.body).toBe(receiver.received[1]?.body);
    const one = (await mara.repos.getWebhookDelivery({ ...on, delivery_id })).data;
    expect(one).toMatchObject({ request: { payload: { action: 'opened' } }, response: { payload: 'thanks' } });
    const again = await refusal(mara.repos.redeliverWebhookDelivery({ ...on, delivery_id: 1 }));
    expect(again.status).toBe(404);
  });

  it('are paged by cursor, newest first, and kept for three days', async () => {
    const { sandbox, mara, on } = await hooked();
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    sandbox.act.comment('sam', repo, 1, 'c');
    await sandbox.hooks.settled();
    const all = await mara.paginate(mara.repos.listWebhookDeliveries, { ...on, per_page: 1 });
    expect(all.map((each) => each.event)).toEqual(['issue_comment', 'issues', 'ping']);
    sandbox.clock.advance(3 * 86_400_000 + 1);
    expect((await mara.repos.listWebhookDeliveries(on)).data).toEqual([]);
  });

  it('say so when nobody listens', async () => {
    const sandbox = await open();
    const config = { url: 'http://127.0.0.1:9/', content_type: 'json' };
    await as(sandbox, 'mara').repos.createWebhook({ ...isms, config });
    await sandbox.hooks.settled();
    expect(sandbox.hooks.deliveries()).toMatchObject([
      { response: { status: 0, reason: 'failed to connect to host' } },
    ]);
  });
});

describe('faults of webhooks', () => {
  const opened = { path: 'issues.opened', times: 1 };
  it.each([
    ['hook-lost', ['issue_comment.created']],
    ['hook-doubled', ['issue_comment.created', 'issues.opened', 'issues.opened']],
    ['hook-delayed', ['issue_comment.created', 'issues.opened']],
    ['hook-reordered', ['issue_comment.created', 'issues.opened']],
  ] as const)('%s', async (fault, wanted) => {
    const { sandbox, receiver } = await hooked();
    sandbox.faults.add({ kind: fault, ms: 50, ...opened });
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    sandbox.act.comment('sam', repo, 1, 'c');
    await sandbox.hooks.settled();
    const seen = receiver.received.slice(1).map(kind);
    expect([...seen].sort()).toEqual(wanted);
    if (fault === 'hook-reordered') expect(seen).toEqual(wanted);
    if (fault === 'hook-doubled') {
      const twice = receiver.received.filter((each) => kind(each) === 'issues.opened');
      expect(new Set(twice.map((each) => each.headers['x-github-delivery'])).size).toBe(1);
    }
  });
});
