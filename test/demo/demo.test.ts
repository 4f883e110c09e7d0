import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectSandbox } from '../../sandbox/client.ts';
import { gatherFacts } from '../../script/story/check/gather.ts';
import { REPOSITORY } from '../../script/story/company.ts';
import { addressesIn } from '../../script/story/folder.ts';
import { spoiled, wrongIn } from './spoiled.ts';
import { type Demo, playDemo } from './stage.ts';

const NAMES = ['story', 'tickets', 'comments', 'ledger', 'evidence', 'authority', 'grades', 'told', 'crash', 'record'];

let demo: Demo;
beforeAll(async () => {
  demo = await playDemo();
}, 150_000);
afterAll(() => demo?.remove());

describe('script/demo --tracker both', () => {
  it('tells the story and finds that everything holds', () => {
    expect(demo.result.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(demo.result.checks.map(({ name }) => name)).toEqual(NAMES);
    expect(demo.result.ok).toBe(true);
    expect(
      demo.result.story.every(({ at, text }) => typeof at === 'number' && text.length > 0 && !text.includes('\n')),
    ).toBe(true);
  });

  it('has the staff in Jira, and what leads follow in GitHub', () => {
    const story = demo.result.story.map(({ text }) => text).join('\n');
    expect(story).toMatch(/opens ISMS-\d "Access review/);
    expect(story).toMatch(/raises a nonconformity and gives it to Priya Nair: #1 /);
    expect(story).toContain('writes !accept');
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
  it('holds for an unaltered copy of the register, and fails when a row of it is altered', async () => {
    expect(await demo.check(demo.altered())).toEqual({ code: 0, wrong: [] });
    const altered = demo.altered("update task set due = '2020-01-01T00:00:00.000Z' where duty = 'access-production'");
    expect(await demo.check(altered)).toEqual({ code: 1, wrong: ['record'] });
  });

  it('fails when an event is altered', async () => {
    const unguarded = 'drop trigger event_no_update';
    const altered = demo.altered(unguarded, "update event set actor = 'person:sam' where kind = 'accepted'");
    expect(await demo.check(altered)).toEqual({ code: 1, wrong: ['authority', 'record'] });
  });

  it('fails for each thing that may not be', async () => {
    const facts = await gatherFacts(demo.folder, demo.altered());
    expect(wrongIn(facts)).toEqual([]);
    for (const { what, change, wrong } of spoiled) {
      const changed = structuredClone(facts);
      change(changed);
      expect([what, ...wrongIn(changed)]).toEqual([what, ...wrong]);
    }
  });

  it('fails when a ticket is deleted', async () => {
    const { sandbox } = addressesIn(demo.folder);
    const data = demo.altered();
    await connectSandbox(sandbox).act.deleteIssue('mara-lindt', REPOSITORY, 1);
    const { code, wrong } = await demo.check(data);
    expect(code).toBe(1);
    expect(wrong).toContain('tickets');
  });
});

it('ends with Ctrl-C and leaves no process', async () => {
  expect(await demo.interrupt()).toBe(0);
  expect(await demo.processes()).toEqual([]);
});
