import { describe, expect, it } from '@jest/globals';
import type { Shortcoming } from '../../../../integrations/tickets/port.ts';
import type { FaultKind } from '../../../../sandbox/faults/fault.ts';
import { people } from '../../../contract/bench.ts';
import { errorOf } from '../../../contract/cases.ts';
import { draftOf } from '../../../contract/draft.ts';
import type { Changes, Kind } from '../../../contract/jira-site.ts';
import { openSite } from './site.ts';

async function lacking(kind: Kind, changes: Changes): Promise<Shortcoming[]> {
  const site = await openSite(kind, changes);
  site.sandbox.act.grant('ISMS', people.engine, 'admin');
  const { shortcomings } = await site.tickets.check();
  expect(site.written()).toEqual([]);
  return shortcomings;
}

describe('a sound set-up', () => {
  it('lacks nothing, whether fields are demanded or not', async () => {
    expect(await lacking('simple', {})).toEqual([]);
    expect(await lacking('strict', {})).toEqual([]);
    expect(await lacking('strict', { status: { open: '10101', done: '10104' } })).toEqual([]);
  });

  it('names the account, the project, and a clock that is ahead', async () => {
    const site = await openSite();
    expect(await site.tickets.check()).toMatchObject({
      self: { id: people.engine, login: people.engine, name: expect.stringMatching(/^\S/) },
      target: 'ISMS',
      skew: 0,
    });
  });
});

describe('a set-up lacks', () => {
  const field = (id: string) => ({
    what: 'field',
    at: ['fields', id],
    fix: `trackers.jira.fields.${id}`,
    blocks: true,
  });
  const cases: [string, Kind, Changes, unknown[]][] = [
    ['a project', 'simple', { project: 'NONE' }, [{ what: 'access', at: ['project'], blocks: true }]],
    [
      'an issue type',
      'simple',
      { type: '77' },
      [{ what: 'type', at: ['type'], allowed: '10002 (Task)', blocks: true }],
    ],
    [
      'an issue type that is no part',
      'simple',
      { type: '10003' },
      [{ what: 'type', at: ['type'], allowed: '10002 (Task)', blocks: true }],
    ],
    [
      'a type for parts',
      'simple',
      { subtaskType: '10002' },
      [{ what: 'type', at: ['subtask_type'], allowed: '10003 (Sub-task)', blocks: true }],
    ],
    [
      'the value of a field that is demanded',
      'strict',
      { fields: {} },
      [
        {
          ...field('customfield_10417'),
          found: 'project ISMS, type Aufgabe needs "Cost centre"',
          allowed: '10220 (Operations), 10221 (Security)',
        },
      ],
    ],
    [
      'a value that the field takes',
      'strict',
      {
        subtaskType: undefined,
        fields: {
          customfield_10417: '4100',
          customfield_10419: '31.12.2027',
          customfield_10421: { option: '10233', child: '10231' },
        },
      },
      [
        { ...field('customfield_10417'), found: expect.stringContaining('4100 is not among its values') },
        { ...field('customfield_10419'), found: expect.stringContaining('no date') },
        { ...field('customfield_10421'), found: expect.stringContaining('10231 is not below 10233') },
      ],
    ],
    [
      'a field of that name',
      'simple',
      { fields: { customfield_1: 'x' } },
      [{ what: 'field', at: ['fields', 'customfield_1'], blocks: false }],
    ],
    [
      'a status',
      'strict',
      { status: { done: '77' } },
      [{ what: 'status', at: ['status', 'done'], allowed: '10104 (Fertig)', blocks: true }],
    ],
    [
      'a status that means it',
      'strict',
      { status: { open: '10104' } },
      [{ what: 'status', at: ['status', 'open'], fix: 'trackers.jira.status.open', blocks: true }],
    ],
    [
      'a resolution',
      'simple',
      { resolution: { done: '77', dropped: '10001' } },
      [
        {
          what: 'status',
          at: ['resolution', 'done'],
          allowed: expect.stringContaining('10000 (Done)'),
          blocks: true,
        },
      ],
    ],
    [
      'what tells dropped from done',
      'simple',
      { resolution: {} },
      [{ what: 'status', at: ['resolution', 'dropped'], blocks: false }],
    ],
    [
      'a priority',
      'simple',
      { subtaskType: undefined, priority: { task: '3', major: '77' } },
      [
        {
          what: 'priority',
          at: ['priority', 'major'],
          allowed: expect.stringContaining('1 (Highest)'),
          blocks: true,
        },
      ],
    ],
  ];
  it.each(cases)('%s', async (_, kind, changes, expected) => {
    expect(await lacking(kind, changes)).toMatchObject(expected);
  });

  it('permissions, each by its name', async () => {
    const site = await openSite();
    site.sandbox.act.grant('ISMS', people.engine, 'read');
    const { shortcomings } = await site.tickets.check();
    expect(shortcomings).toMatchObject([
      {
        what: 'permission',
        found: expect.stringContaining('lacks EDIT_ISSUES, TRANSITION_ISSUES, ASSIGN_ISSUES'),
        blocks: true,
      },
      { what: 'quiet', blocks: false },
    ]);
  });

  it('quiet edits, where the account does not administer the project, and says nothing where none are asked for', async () => {
    const loud = await openSite();
    expect((await loud.tickets.check()).shortcomings).toMatchObject([{ what: 'quiet', at: ['quiet'], blocks: false }]);
    const content = await openSite('simple', { quiet: false });
    expect((await content.tickets.check()).shortcomings).toEqual([]);
  });

  it("an app's webhook whose address can be guessed", async () => {
    const short = { pathSecret: 'a'.repeat(31) };
    expect(await lacking('simple', { webhook: short })).toMatchObject([
      { what: 'wrong-secret', found: expect.stringContaining('31 characters'), blocks: false },
    ]);
    expect(await lacking('simple', { webhook: { pathSecret: 'a'.repeat(32) } })).toEqual([]);
    expect(await lacking('simple', { webhook: { secret: 'short' } })).toEqual([]);
  });

  it('a token that anybody knows', async () => {
    const site = await openSite('simple', { auth: { token: 'wrong' } });
    expect((await errorOf(site.tickets.check()))?.fault).toEqual({ kind: 'unauthorised' });
  });

  const outages: [FaultKind, string][] = [
    ['unreachable', 'unreachable'],
    ['too-many-requests', 'rate-limited'],
  ];
  it.each(outages)('nothing that can be told during an outage (%s)', async (fault, kind) => {
    const site = await openSite();
    site.sandbox.faults.add({ kind: fault });
    expect((await errorOf(site.tickets.check()))?.fault.kind).toBe(kind);
  });
});

describe('a screen that was changed while the engine runs', () => {
  it('is read again by the next check', async () => {
    const site = await openSite('strict', { fields: { customfield_10417: '10221' }, quiet: false });
    expect((await site.tickets.check()).shortcomings).toEqual([]);
    await site.tickets.ensure(draftOf());
    const [project] = site.sandbox.site.projects;
    if (project === undefined) throw new Error('no project');
    const options = [{ id: '10299', value: 'Security' }];
    const fields = project.kind.fields.map((each) => (each.id === 'customfield_10417' ? { ...each, options } : each));
    Object.assign(project, { kind: { ...project.kind, fields } });
    const { shortcomings } = await site.tickets.check();
    expect(shortcomings).toMatchObject([{ at: ['fields', 'customfield_10417'], allowed: '10299 (Security)' }]);
    expect((await errorOf(site.tickets.ensure(draftOf())))?.message).toContain('allowed: 10299 (Security)');
  });
});
