import { describe, expect, it } from '@jest/globals';
import { createCloudClient } from 'jira.js/cloud';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { listen } from '../receiver.ts';
import { open, start, task } from './world.ts';

const app = { clientId: 'app', clientSecret: 'app-secret', login: 'bot', refreshToken: 'first' } as const;
const clock = { at: start };
const day = 86_400_000;

async function opened(more: object = {}): Promise<Sandbox> {
  clock.at = start;
  return open({ now: () => clock.at, oauthApps: [{ ...app, ...more }] });
}

async function trade(sandbox: Sandbox, refreshToken: string, clientSecret: string = app.clientSecret) {
  const body = {
    grant_type: 'refresh_token',
    client_id: 'app',
    client_secret: clientSecret,
    refresh_token: refreshToken,
  };
  const answer = await fetch(`${sandbox.url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

async function client(sandbox: Sandbox) {
  const { body } = await trade(sandbox, app.refreshToken);
  const auth = { type: 'bearer', token: body.access_token ?? '' } as const;
  return {
    token: auth.token,
    jira: createCloudClient({ host: sandbox.gatewayUrl, auth, onSchemaMismatch: 'throw' }),
    site: createCloudClient({ host: sandbox.jiraUrl, auth, onSchemaMismatch: 'throw' }),
  };
}

describe('tokens of apps', () => {
  it('are traded against a refresh token that is good once', async () => {
    const sandbox = await opened();
    const first = await trade(sandbox, 'first');
    expect(first.body).toMatchObject({ expires_in: 3600, token_type: 'Bearer' });
    expect(await trade(sandbox, 'first')).toEqual({
      status: 403,
      body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
    });
    expect((await trade(sandbox, first.body.refresh_token ?? '', 'wrong')).status).toBe(401);
    expect((await trade(sandbox, first.body.refresh_token ?? '')).status).toBe(200);
  });

  it('open the gateway for an hour, and never the site itself', async () => {
    const sandbox = await opened();
    const { jira, site, token } = await client(sandbox);
    expect(await jira.myself.getCurrentUser()).toMatchObject({ emailAddress: 'bot@example.com' });
    const { self } = await jira.issues.createIssue({ fields: { ...task, summary: 'x' } });
    expect(self).toMatch(`${sandbox.gatewayUrl}/rest/api/3/issue/`);
    await expect(site.myself.getCurrentUser()).rejects.toMatchObject({ status: 401 });
    const headers = { authorization: `Bearer ${token}` };
    const sites = await fetch(`${sandbox.url}/oauth/token/accessible-resources`, { headers });
    const [found] = (await sites.json()) as { id: string; url: string; scopes: string[] }[];
    expect(found).toMatchObject({ url: sandbox.jiraUrl, scopes: expect.arrayContaining(['write:jira-work']) });
    expect(sandbox.gatewayUrl).toBe(`${sandbox.url}/ex/jira/${found?.id}`);
    clock.at += 3_600_000;
    await expect(jira.myself.getCurrentUser()).rejects.toMatchObject({ status: 401 });
  });

  it('reach no further than their scopes, and end when the person takes them back', async () => {
    const sandbox = await opened({ scopes: ['read:jira-work', 'read:jira-user'] });
    const { jira } = await client(sandbox);
    await expect(jira.issues.createIssue({ fields: { ...task, summary: 'x' } })).rejects.toMatchObject({ status: 401 });
    expect((await jira.projects.getProject({ projectIdOrKey: 'ISMS' })).key).toBe('ISMS');
    sandbox.act.replaceToken('bot', 'another');
    await expect(jira.projects.getProject({ projectIdOrKey: 'ISMS' })).rejects.toMatchObject({ status: 401 });
  });

  it('are spent although the answer was lost', async () => {
    const sandbox = await opened();
    sandbox.faults.add({ kind: 'timeout-after-write', path: '^/oauth/token$', times: 1 });
    await expect(trade(sandbox, 'first')).rejects.toThrow();
    expect((await trade(sandbox, 'first')).status).toBe(403);
  });
});

describe("an app's webhooks", () => {
  const webhook = { events: ['jira:issue_created' as const], jqlFilter: 'project = ISMS' };

  it('are registered, unsigned, and end after thirty days unless they are refreshed', async () => {
    const sandbox = await opened();
    const receiver = await listen();
    const first = await client(sandbox);
    const result = await first.jira.webhooks.registerDynamicWebhooks({ url: receiver.url, webhooks: [webhook] });
    const id = Number(result.webhookRegistrationResult?.[0]?.createdWebhookId);
    expect(await first.jira.webhooks.getDynamicWebhooksForApp()).toMatchObject({
      values: [{ id, url: receiver.url, expirationDate: start + 30 * day }],
    });
    clock.at += 1000;
    expect(await first.jira.webhooks.refreshWebhooks({ webhookIds: [id] })).toEqual({
      expirationDate: start + 1000 + 30 * day,
    });
    const open = async (title: string) => {
      sandbox.act.createIssue('mara', 'ISMS', { title });
      sandbox.act.createIssue('mara', 'ATTIC', { title });
      await sandbox.jiraHooks.settled();
      return receiver.received.length;
    };
    expect(await open('in time')).toBe(1);
    expect(receiver.received[0]?.headers['x-hub-signature']).toBeUndefined();
    clock.at = start + 1000 + 30 * day;
    expect(await open('too late')).toBe(1);
  });

  it('are refused to people, for other events, and beyond five', async () => {
    const sandbox = await opened();
    const { jira } = await client(sandbox);
    const auth = { type: 'bearer', token: 'bot-token' } as const;
    const person = createCloudClient({ host: sandbox.gatewayUrl, auth, onSchemaMismatch: 'throw' });
    await expect(person.webhooks.getDynamicWebhooksForApp()).rejects.toMatchObject({ status: 403 });
    const url = 'http://127.0.0.1:9/hook';
    const many = await jira.webhooks.registerDynamicWebhooks({ url, webhooks: new Array(6).fill(webhook) });
    expect(many.webhookRegistrationResult?.[5]?.errors).toEqual(['An app can have at most 5 webhooks for a user.']);
    const [one] = (await jira.webhooks.getDynamicWebhooksForApp()).values ?? [];
    await jira.webhooks.deleteWebhookById({ webhookIds: [Number(one?.id)] });
    const bad = await jira.webhooks.registerDynamicWebhooks({ url, webhooks: [{ ...webhook, jqlFilter: 'text ~ x' }] });
    expect(bad.webhookRegistrationResult?.[0]?.errors?.[0]).toContain("Field 'text' does not exist");
  });
});
