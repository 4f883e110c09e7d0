import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createCloudClient } from 'jira.js/cloud';
import { operationOf } from './conformance.ts';
import { as, aufgabe, doc, open, raw, task } from './world.ts';

const app = { clientId: 'app', clientSecret: 'secret', login: 'bot', refreshToken: 'first' } as const;

describe('the API', () => {
  it('answers every operation of the excerpt in a way that its description and the client’s schemas allow', async () => {
    const seen = new Set<string>();
    const original = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const answer = await original(input, init);
      const { pathname } = new URL(String(input));
      const operation = operationOf(init?.method ?? 'GET', pathname.slice(Math.max(0, pathname.indexOf('/rest/'))));
      if (answer.ok || answer.status === 410) seen.add(operation ?? '');
      return answer;
    };
    try {
      await callAll();
    } finally {
      globalThis.fetch = original;
    }
    const text = readFileSync(new URL('openapi.json', import.meta.url), 'utf8');
    const { paths } = JSON.parse(text) as { paths: Record<string, object> };
    const all = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(all.filter((each) => !seen.has(each))).toEqual([]);
  });
});

async function callAll(): Promise<void> {
  const sandbox = await open({ oauthApps: [app] });
  const mara = as(sandbox, 'mara');
  await mara.serverInfo.getServerInfo();
  await callPeople(mara);
  await callSettings(mara);
  const above = await mara.issues.createIssue({ fields: { ...task, summary: 'above' } });
  const fields = { ...task, issuetype: { id: '10003' }, parent: { id: above.id }, summary: 'x', duedate: '2027-04-16' };
  const { id } = await mara.issues.createIssue({ fields, properties: [{ key: 'dutybound', value: { key: 'k' } }] });
  await callIssue(mara, id);
  const whole = await mara.issues.getIssue({ issueIdOrKey: above.id, fields: ['*all'], expand: 'changelog' });
  expect(whole.fields?.subtasks).toMatchObject([{ id }]);
  await mara.issues.createIssue({ fields: { ...aufgabe, ...customs, summary: 'y' } });
  expect((await mara.issues.getIssue({ issueIdOrKey: 'STRICT-1' })).fields).toMatchObject({
    customfield_10417: { value: 'Operations' },
    customfield_10418: 'A-1',
    customfield_10419: '2027-05-01',
    customfield_10420: { displayName: 'Sam Okoro' },
    customfield_10421: { value: 'Berlin', child: { value: 'Spandau' } },
  });
  await mara.issues.deleteIssue({ issueIdOrKey: above.id, deleteSubtasks: 'true' });
  for (const [method, path, body] of [
    ['GET', '/priority', undefined],
    ['GET', '/resolution', undefined],
    ['GET', '/resolution/search', undefined],
    ['GET', '/search?jql=x', undefined],
    ['POST', '/search', { jql: 'x' }],
    ['GET', `/search/jql?jql=${encodeURIComponent('project = ISMS')}`, undefined],
  ] as const)
    await raw(sandbox, 'mara', method, path, body);
  await mara.issueSearch.searchAndReconsileIssuesUsingJqlPost({ jql: 'project = STRICT', fields: ['*all'] });
  await callHooks(sandbox.url, sandbox.gatewayUrl);
}

type Client = ReturnType<typeof as>;

const customs = {
  customfield_10418: 'A-1',
  customfield_10419: '2027-05-01',
  customfield_10420: { accountId: '5b10ac8d82e05b22cc7d4ef5' },
  customfield_10421: { id: '10230', child: { id: '10232' } },
};

async function callPeople(mara: Client): Promise<void> {
  expect(await mara.myself.getCurrentUser()).toMatchObject({ displayName: 'Mara Lindt', active: true });
  expect(await mara.users.getUser({ accountId: '5b10ac8d82e05b22cc7d4ef5' })).toMatchObject({
    displayName: 'Sam Okoro',
  });
  await expect(mara.users.getUser({ accountId: 'nobody' })).rejects.toMatchObject({ status: 404 });
  expect(await mara.userSearch.findUsers({ query: 'sam@example.com' })).toMatchObject([{ displayName: 'Sam Okoro' }]);
  expect(await mara.userSearch.findAssignableUsers({ project: 'ISMS', query: 'sam' })).toMatchObject([
    { displayName: 'Sam Okoro' },
  ]);
  const asked = { projectKey: 'ISMS', permissions: 'CREATE_ISSUES,ADMINISTER_PROJECTS' };
  expect((await mara.permissions.getMyPermissions(asked)).permissions).toMatchObject({
    ADMINISTER_PROJECTS: { havePermission: true },
  });
  await expect(mara.permissions.getMyPermissions({ permissions: 'FLY' })).rejects.toMatchObject({ status: 400 });
}

async function callSettings(mara: Client): Promise<void> {
  expect((await mara.issuePriorities.searchPriorities({ id: ['2'] })).values).toMatchObject([{ name: 'High' }]);
  expect((await mara.issueFields.getFields()).map((each) => each.id)).toContain('customfield_10417');
  expect((await mara.projects.searchProjects({ query: 'stren' })).values).toMatchObject([{ key: 'STRICT' }]);
  expect(await mara.projects.getProject({ projectIdOrKey: 'STRICT' })).toMatchObject({
    issueTypes: [{ name: 'Aufgabe' }, { subtask: true }],
  });
  const [type] = await mara.projects.getAllStatuses({ projectIdOrKey: 'STRICT' });
  expect(type?.statuses?.map((each) => each.name)).toEqual([
    'Zu erledigen',
    'In Arbeit',
    'In Prüfung',
    'Freigegeben',
    'Fertig',
  ]);
  const { issueTypes } = await mara.issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: 'STRICT' });
  expect(issueTypes?.map((each) => each.id)).toEqual(['10012', '10013']);
  const at = { projectIdOrKey: 'STRICT', issueTypeId: '10013' };
  const { fields } = await mara.issues.getCreateIssueMetaIssueTypeId(at);
  expect(fields?.filter((each) => each.required).map((each) => each.fieldId)).toEqual([
    'summary',
    'issuetype',
    'project',
    'parent',
    'customfield_10417',
  ]);
  await expect(mara.issues.getCreateIssueMetaIssueTypeId({ ...at, issueTypeId: '1' })).rejects.toMatchObject({
    status: 404,
  });
}

async function callIssue(mara: Client, id: string): Promise<void> {
  const at = { issueIdOrKey: id };
  await mara.issues.editIssue({ ...at, fields: { summary: 'z', priority: { id: '1' } } });
  await mara.issues.assignIssue({ ...at, accountId: '5b10ac8d82e05b22cc7d4ef5' });
  await mara.issues.getTransitions({ ...at, expand: 'transitions.fields' });
  await mara.issues.doTransition({ ...at, transition: { id: '21' } });
  const { id: comment } = await mara.issueComments.addComment({
    ...at,
    body: doc('a'),
    properties: [{ key: 'k', value: 1 }],
  });
  const one = { ...at, id: comment ?? '' };
  await mara.issueComments.updateComment({ ...one, body: { body: doc('b') } });
  expect(await mara.issueComments.getComment({ ...one, expand: 'properties' })).toMatchObject({
    properties: [{ key: 'k' }],
  });
  expect((await mara.issueComments.getComments({ ...at, orderBy: '-created' })).comments).toMatchObject([
    { body: doc('b') },
  ]);
  await mara.issueComments.deleteComment(one);
  await mara.issueProperties.setIssueProperty({ ...at, propertyKey: 'p', body: { a: 1 } });
  expect(await mara.issueProperties.getIssueProperty({ ...at, propertyKey: 'p' })).toEqual({
    key: 'p',
    value: { a: 1 },
  });
  expect((await mara.issueProperties.getIssuePropertyKeys(at)).keys).toMatchObject([
    { key: 'dutybound' },
    { key: 'p' },
  ]);
  await expect(mara.issueProperties.getIssueProperty({ ...at, propertyKey: 'q' })).rejects.toMatchObject({
    status: 404,
  });
  const [file] = await mara.issueAttachments.addAttachment({
    ...at,
    attachments: { filename: 'a.csv', content: 'a;b' },
  });
  expect(await mara.issueAttachments.getAttachment({ id: file?.id ?? '' })).toMatchObject({
    filename: 'a.csv',
    size: 3,
  });
  for (const redirect of [true, false]) {
    const bytes = await mara.issueAttachments.getAttachmentContent({ id: file?.id ?? '', redirect });
    expect(Buffer.from(bytes as ArrayBuffer).toString()).toBe('a;b');
  }
  const { values } = await mara.issues.getChangeLogs(at);
  expect(values?.flatMap((each) => each.items?.map((item) => item.field))).toEqual([
    'summary',
    'priority',
    'assignee',
    'status',
    'Attachment',
  ]);
  const { issues } = await mara.issues.bulkFetchIssues({
    issueIdsOrKeys: [id, 'ISMS-1', 'ISMS-99'],
    properties: ['p'],
  });
  expect(issues?.map((each) => each.key)).toEqual(['ISMS-1', 'ISMS-2']);
}

async function callHooks(url: string, host: string): Promise<void> {
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'refresh_token',
      client_id: 'app',
      client_secret: 'secret',
      refresh_token: 'first',
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const bot = createCloudClient({ host, auth: { type: 'bearer', token }, onSchemaMismatch: 'throw' });
  const webhooks = [{ events: ['comment_created' as const], jqlFilter: 'project = ISMS' }];
  const { webhookRegistrationResult } = await bot.webhooks.registerDynamicWebhooks({
    url: 'https://example.com/hook',
    webhooks,
  });
  const webhookIds = [Number(webhookRegistrationResult?.[0]?.createdWebhookId)];
  await bot.webhooks.getDynamicWebhooksForApp();
  await bot.webhooks.refreshWebhooks({ webhookIds });
  await bot.webhooks.deleteWebhookById({ webhookIds });
  expect((await bot.webhooks.getDynamicWebhooksForApp()).values).toEqual([]);
}
