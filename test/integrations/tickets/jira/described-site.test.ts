import { afterEach, describe, expect, it } from '@jest/globals';
import type { Shortcoming } from '../../../../integrations/tickets/port.ts';
import { type Fixture, type Reply, serve } from '../github/fixture.ts';
import { openSite } from './site.ts';

const played: Fixture[] = [];

afterEach(async () => {
  for (const fixture of played.splice(0)) await fixture.close();
});

const permissions = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'TRANSITION_ISSUES',
  'ADD_COMMENTS',
  'ASSIGN_ISSUES',
  'ADMINISTER_PROJECTS',
];

/** A project as a site may describe it that the sandbox does not play. */
async function site(project: object, shown: string[], isPublic: boolean): Promise<Shortcoming[]> {
  const answers: [RegExp, unknown][] = [
    [/\/myself$/, { accountId: 'bot' }],
    [/\/project\/ISMS$/, project],
    [
      /\/mypermissions/,
      { permissions: Object.fromEntries(permissions.map((name) => [name, { havePermission: true }])) },
    ],
    [/\/issuetypes\?/, { issueTypes: [{ id: '1', name: 'Task', subtask: false }] }],
    [
      /\/issuetypes\/1/,
      { total: shown.length, fields: shown.map((id) => ({ fieldId: id, name: id, required: false })) },
    ],
    [/\/statuses$/, [{ id: '1', statuses: [{ id: '9', statusCategory: { key: 'new' } }] }]],
  ];
  const fixture = await serve(({ url, headers }): Reply => {
    if (headers.authorization === undefined && !isPublic) return { status: 401, body: {} };
    const found = answers.find(([path]) => path.test(url));
    return found ? { status: 200, body: found[1] } : { status: 404 };
  });
  played.push(fixture);
  const { tickets } = await openSite('simple', {
    site: fixture.url,
    type: '1',
    subtaskType: undefined,
    priority: {},
    resolution: {},
    strict: false,
    auth: { token: 'x' },
  });
  return (await tickets.check()).shortcomings;
}

describe('what a site may say', () => {
  const whole = ['summary', 'description', 'labels', 'assignee', 'duedate'];

  it('that anybody reads the project', async () => {
    expect(await site({ key: 'ISMS' }, whole, true)).toMatchObject([
      { what: 'public', blocks: false },
      { what: 'status' },
      { what: 'status' },
    ]);
    expect((await site({ key: 'ISMS' }, whole, false)).map(({ what }) => what)).not.toContain('public');
  });

  it('that it has another key, or is archived', async () => {
    expect(await site({ key: 'SEC' }, whole, false)).toMatchObject([
      { what: 'name', allowed: 'SEC', blocks: false },
      {},
      {},
    ]);
    expect(await site({ key: 'ISMS', archived: true }, whole, false)).toMatchObject([
      { what: 'archived', blocks: true },
    ]);
  });

  it('that its screen hides what a ticket needs, and no status closes', async () => {
    expect(await site({ key: 'ISMS' }, ['summary', 'description', 'labels'], false)).toMatchObject([
      { what: 'field', found: expect.stringContaining('"assignee"'), blocks: true },
      { what: 'field', found: expect.stringContaining('"duedate"'), blocks: true },
      { what: 'status', found: expect.stringContaining('no status in the category "done"'), blocks: true },
      { what: 'status', blocks: false },
    ]);
  });
});
