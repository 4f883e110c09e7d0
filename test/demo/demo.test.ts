import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectSandbox } from '../../sandbox/client.ts';
import { REPOSITORY } from '../../script/story/company.ts';
import { addressesIn } from '../../script/story/folder.ts';
import { type Demo, playDemo } from './stage.ts';

const NAMES = ['story', 'tickets', 'comments', 'ledger', 'evidence', 'authority', 'grades', 'told', 'crash', 'record'];
const unguarded = 'drop trigger event_no_update; drop trigger event_no_delete';

let demo: Demo;
beforeAll(async () => {
  demo = await playDemo();
}, 150_000);
afterAll(() => demo?.remove());

describe('script/demo', () => {
  it('tells the story and finds that everything holds', () => {
    expect(demo.result.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(demo.result.checks.map(({ name }) => name)).toEqual(NAMES);
    expect(demo.result.ok).toBe(true);
    expect(
      demo.result.story.every(({ at, text }) => typeof at === 'number' && text.length > 0 && !text.includes('\n')),
    ).toBe(true);
  });

  it('tells of each event that it promises', () => {
    const story = demo.result.story.map(({ text }) => text).join('\n');
    for (const said of [
      'says what is missing: "Reopened',
      'was not recorded',
      'Verified by Mara Lindt',
      'is missed',
      'becomes major',
      'kill -9',
    ])
      expect(story).toContain(said);
    expect(story).toMatch(/Top management is told: mail to Elena Costa/);
  });
});

describe('the check', () => {
  it('holds for an unaltered copy of the register', async () => {
    expect(await demo.check(demo.altered())).toEqual({ code: 0, wrong: [] });
  });

  it.each([
    [
      'a row of a task is altered',
      ['record'],
      "update task set due = '2020-01-01T00:00:00.000Z' where duty = 'access-production'",
    ],
    [
      'an event is altered',
      ['record'],
      unguarded,
      "update event set actor = 'person:sam' where kind = 'closed' or kind = 'opened'",
    ],
    [
      'an accept is put under an implementer',
      ['authority', 'record'],
      unguarded,
      "update event set actor = 'person:sam' where kind = 'accepted'",
    ],
    ['a refusal is taken out', ['authority', 'record'], unguarded, "delete from event where kind = 'answered'"],
    [
      'a row of the ledger is taken out',
      ['ledger', 'grades', 'record'],
      "delete from occurrence where duty = 'supplier-review'",
    ],
    ['a grade is put back', ['grades', 'told', 'record'], "update nonconformity set grade = 'minor'"],
    ['a comment is forgotten', ['comments'], "delete from effect where kind = 'comment' and key like '%verified%'"],
    ['an effect is left behind', ['crash'], "update effect set state = 'failed' where kind = 'notice'"],
  ] as [string, string[], ...string[]][])('fails when %s', async (_what, wrong, ...sql) => {
    expect(await demo.check(demo.altered(...sql))).toEqual({ code: 1, wrong });
  });

  it('fails when a ticket is deleted', async () => {
    const { sandbox } = addressesIn(demo.folder);
    await connectSandbox(sandbox).act.deleteIssue('mara-lindt', REPOSITORY, 1);
    const { code, wrong } = await demo.check();
    expect(code).toBe(1);
    expect(wrong).toContain('tickets');
  });
});

it('ends with Ctrl-C and leaves no process', async () => {
  expect(await demo.interrupt()).toBe(0);
  expect(await demo.processes()).toEqual([]);
});
