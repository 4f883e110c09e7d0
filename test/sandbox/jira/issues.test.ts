import { describe, expect, it } from '@jest/globals';
import { as, aufgabe, doc, open, raw, task } from './world.ts';

describe('an issue', () => {
  it('is created with its property, found, read, edited, moved and commented', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    const created = await bot.issues.createIssue({
      fields: { ...task, summary: 'Access review', description: doc('Check.'), labels: ['isms', 'dutybound-k1'] },
      properties: [{ key: 'dutybound', value: { key: 'k1' } }],
    });
    expect(created.key).toBe('ISMS-1');
    const found = await bot.issueSearch.searchAndReconsileIssuesUsingJqlPost({
      jql: 'project = ISMS AND labels = "dutybound-k1" AND reporter = currentUser() ORDER BY created ASC',
      fields: ['summary', 'status'],
      properties: ['dutybound'],
    });
    expect(found.issues).toMatchObject([{ key: 'ISMS-1', properties: { dutybound: { key: 'k1' } } }]);
    await bot.issues.editIssue({ issueIdOrKey: created.id, fields: { summary: 'Access review 2' } });
    await bot.issueComments.addComment({
      issueIdOrKey: created.id,
      body: doc('hello'),
      properties: [{ key: 'dutybound', value: { key: 'c1' } }],
    });
    const { transitions } = await bot.issues.getTransitions({
      issueIdOrKey: created.id,
      expand: 'transitions.fields',
    });
    expect(transitions?.map((each) => [each.id, each.to?.statusCategory?.key])).toEqual([
      ['11', 'new'],
      ['21', 'indeterminate'],
      ['31', 'done'],
    ]);
    await bot.issues.doTransition({ issueIdOrKey: created.id, transition: { id: '31' } });
    const issue = await bot.issues.getIssue({ issueIdOrKey: 'ISMS-1', expand: 'changelog', properties: ['dutybound'] });
    expect(issue.fields).toMatchObject({
      summary: 'Access review 2',
      description: doc('Check.'),
      status: { name: 'Done', statusCategory: { key: 'done' } },
      resolution: { id: '10000' },
      created: '2027-04-12T07:00:00.000+0000',
      comment: { total: 1, comments: [{ body: doc('hello') }] },
    });
    expect(issue.changelog?.histories?.map((each) => each.items?.map((item) => item.field))).toEqual([
      ['resolution', 'status'],
      ['summary'],
    ]);
  });

  it('takes parts, also when something was said on it', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    const above = await bot.issues.createIssue({ fields: { ...task, summary: 'whole' } });
    await bot.issueComments.addComment({ issueIdOrKey: above.id, body: doc('hello') });
    const fields = { ...task, issuetype: { id: '10003' }, parent: { id: above.id }, summary: 'part' };
    const { id } = await bot.issues.createIssue({ fields });
    const part = await bot.issues.getIssue({ issueIdOrKey: id });
    expect(part.fields).toMatchObject({ summary: 'part', parent: { key: 'ISMS-1' } });
  });

  it('of the strict project goes from step to step, and demands a resolution in the end', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    const { id } = await bot.issues.createIssue({ fields: { ...aufgabe, summary: 'x' } });
    for (const step of ['111', '121', '131'])
      await bot.issues.doTransition({ issueIdOrKey: id, transition: { id: step } });
    expect(await raw(sandbox, 'bot', 'POST', `/issue/${id}/transitions`, { transition: { id: '141' } })).toMatchObject({
      status: 400,
      body: { errors: { resolution: 'Resolution is required.' } },
    });
    await bot.issues.doTransition({
      issueIdOrKey: id,
      transition: { id: '141' },
      fields: { resolution: { id: '10001' } },
    });
    expect((await bot.issues.getIssue({ issueIdOrKey: id })).fields).toMatchObject({
      resolution: { name: "Won't Do" },
      resolutiondate: '2027-04-12T07:00:00.000+0000',
    });
    await bot.issues.doTransition({ issueIdOrKey: id, transition: { id: '171' } });
    expect((await bot.issues.getIssue({ issueIdOrKey: id })).fields).toMatchObject({ resolution: null });
  });
});
