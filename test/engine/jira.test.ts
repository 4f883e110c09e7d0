import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { plainText } from '../../sandbox/jira/adf/document.ts';
import type { Issue } from '../../sandbox/jira/model.ts';
import { ENGINE, HOOK_SECRET } from './harness/company.ts';
import { hookUrl, post } from './harness/hook.ts';
import { eventually, waiting } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duty } from './harness/programme.ts';

const PROJECT = 'ISMS';
const open = onSite({ projects: [PROJECT] });
let intake = '';

beforeAll(async () => {
  const here = open();
  // Changes are asked for hourly: only the administrator's webhook tells in time.
  await here.apply({
    duties: duty({ id: 'aws', tracker: 'jira', verifier: 'mara' }),
    trackers: [{ id: 'jira', project: PROJECT }],
  });
  intake = await here.intake();
  here.sandbox.act.addWebhook(PROJECT, hookUrl(intake, 'jira'), HOOK_SECRET);
  here.sandbox.faults.add({ kind: 'hook-delayed', ms: 500 });
  here.sandbox.faults.add({ kind: 'hook-doubled' });
  const { engine } = await here.work();
  await engine.ensureSchedule(2_000);
}, 120_000);

/** The issue, once the register knows it. */
function opened(): Promise<Issue> {
  const here = open();
  return eventually(here, 'the issue', async () => {
    const [row] = await here.register.rows('task', { duty: 'aws' }, { limit: 1 });
    return here.sandbox.site.issues.get(Number(row?.columns.ticket_id));
  });
}

function said({ comments }: Issue): string[] {
  return comments.filter(({ author }) => author.login === ENGINE).map(({ body }) => plainText({ ...body }));
}

describe('a task at Jira, on real servers', () => {
  it('is opened, sent back for what is missing, handed in, and verified, told by signed webhooks', async () => {
    const here = open();
    const { act, site, jiraHooks } = here.sandbox;
    const issue = await opened();
    expect(issue).toMatchObject({ assignee: { login: 'sam-okoro' }, status: { category: 'new' } });
    expect(issue.properties.get('dutybound')).toMatchObject({ display: expect.any(String) });

    act.close('sam-okoro', PROJECT, issue.number, 'completed');
    await eventually(here, 'the issue to come back', () => issue.status.category === 'new' && said(issue).length === 1);
    expect(said(issue)[0]).toContain('Reopened, because one thing is missing: export');

    act.attach('sam-okoro', PROJECT, issue.number, 'export.csv', Buffer.from('user,role\nsam,admin\n'));
    act.close('sam-okoro', PROJECT, issue.number, 'completed');
    await eventually(here, 'the verifier to be asked', () => said(issue).at(-1)?.includes('handed this in'));
    act.comment('mara-lindt', PROJECT, issue.number, '!accept');
    await eventually(here, 'the thanks', () => said(issue).at(-1)?.startsWith('Verified by Mara Lindt'));
    await eventually(here, 'an empty outbox', async () => (await waiting(here.register)).length === 0);

    expect(issue.status.category).toBe('done');
    expect(said(issue)).toHaveLength(3);
    expect(site.issues.size).toBe(1);
    const [row] = await here.register.rows('task', { duty: 'aws' }, { limit: 1 });
    expect(row?.columns).toMatchObject({ state: 'verified', ticket_number: 'ISMS-1' });
    expect(JSON.stringify(issue.description)).toMatch(/export\.csv.*kept/);
    await jiraHooks.settled();
    expect(new Set(jiraHooks.deliveries().map(({ status }) => status))).toEqual(new Set([202]));
    expect(await here.register.verify()).toMatchObject({ ok: true, breaks: [] });
  });

  it('is looked at for nobody who does not know the secret', async () => {
    const body = JSON.stringify({ webhookEvent: 'jira:issue_updated', timestamp: Date.now(), issue: { id: '1' } });
    const signed = (secret: string) => createHmac('sha256', secret).update(body).digest('hex');
    const url = hookUrl(intake, 'jira');
    expect(await post(url, body, {})).toMatchObject({ status: 401 });
    expect(await post(url, body, { 'x-hub-signature': `sha256=${signed('a guess')}` })).toMatchObject({ status: 401 });
    expect(await post(url, body, { 'x-hub-signature': `sha256=${signed(HOOK_SECRET)}` })).toMatchObject({
      status: 202,
    });
  });
});
