import { describe, expect, it } from '@jest/globals';
import { as, isms, open, refusal, repo } from './world.ts';

const issue = { ...isms, issue_number: 1 };

async function withTicket() {
  const sandbox = await open();
  sandbox.act.createIssue('mara', repo, { title: 'x', labels: ['a'], assignees: ['sam'] });
  return { sandbox, bot: as(sandbox, 'bot') };
}
const names = (labels: readonly { readonly name: string }[]) => labels.map((label) => label.name);

describe('labels', () => {
  it('are created once in a repository', async () => {
    const { bot } = await withTicket();
    const { data } = await bot.issues.createLabel({ ...isms, name: 'isms/nc', color: 'b60205', description: 'd' });
    expect(data).toMatchObject({ name: 'isms/nc', color: 'b60205', description: 'd' });
    const again = await refusal(bot.issues.createLabel({ ...isms, name: 'ISMS/nc' }));
    expect(again).toMatchObject({
      status: 422,
      body: { errors: [{ resource: 'Label', code: 'already_exists', field: 'name' }] },
    });
    expect((await bot.issues.getLabel({ ...isms, name: 'isms/nc' })).data.name).toBe('isms/nc');
  });

  it.each([
    ['a long name', { name: 'x'.repeat(51) }],
    ['a long description', { name: 'x', description: 'x'.repeat(101) }],
    ['a colour that is none', { name: 'x', color: 'red' }],
  ])('are refused with %s', async (_name, label) => {
    const { bot } = await withTicket();
    expect((await refusal(bot.issues.createLabel({ ...isms, ...label }))).status).toBe(422);
  });

  it('merge, are replaced, and removed on a ticket', async () => {
    const { bot } = await withTicket();
    expect(names((await bot.issues.addLabels({ ...issue, labels: ['b', 'c/d'] })).data)).toEqual(['a', 'b', 'c/d']);
    expect(names((await bot.issues.removeLabel({ ...issue, name: 'c/d' })).data)).toEqual(['a', 'b']);
    expect((await refusal(bot.issues.removeLabel({ ...issue, name: 'c/d' }))).status).toBe(404);
    expect(names((await bot.issues.setLabels({ ...issue, labels: ['e'] })).data)).toEqual(['e']);
    await bot.issues.removeAllLabels(issue);
    expect((await bot.issues.listLabelsOnIssue(issue)).data).toEqual([]);
  });

  it('need triage on a ticket, and push in the repository', async () => {
    const { sandbox } = await withTicket();
    const [sam, rita] = [as(sandbox, 'sam'), as(sandbox, 'rita')];
    expect((await refusal(rita.issues.addLabels({ ...issue, labels: ['a'] }))).status).toBe(403);
    expect((await refusal(sam.issues.createLabel({ ...isms, name: 'b' }))).status).toBe(403);
    expect(names((await sam.issues.addLabels({ ...issue, labels: ['a', 'unknown'] })).data)).toEqual(['a']);
  });
});

describe('assignees', () => {
  it('are who was granted access, no bots', async () => {
    const { bot } = await withTicket();
    expect((await bot.issues.listAssignees(isms)).data.map((person) => person.login)).toEqual(['mara', 'sam', 'rita']);
    expect((await bot.issues.checkUserCanBeAssigned({ ...isms, assignee: 'sam' })).status).toBe(204);
    expect((await refusal(bot.issues.checkUserCanBeAssigned({ ...isms, assignee: 'eve' }))).status).toBe(404);
  });

  it('are added and removed one by one, silently ignored where they cannot be', async () => {
    const { sandbox, bot } = await withTicket();
    const who = (issue: { readonly assignees?: readonly { readonly login: string }[] | null }) =>
      issue.assignees?.map((each) => each.login);
    expect(who((await bot.issues.addAssignees({ ...issue, assignees: ['mara', 'eve'] })).data)).toEqual([
      'sam',
      'mara',
    ]);
    const rita = as(sandbox, 'rita');
    expect(who((await rita.issues.removeAssignees({ ...issue, assignees: ['mara'] })).data)).toEqual(['sam', 'mara']);
    expect(who((await bot.issues.removeAssignees({ ...issue, assignees: ['sam'] })).data)).toEqual(['mara']);
  });
});

describe('dropped on demand', () => {
  it('loses labels or assignees though the caller may set them, as often as asked', async () => {
    const { sandbox, bot } = await withTicket();
    sandbox.faults.add({ kind: 'labels-dropped', times: 1 });
    sandbox.faults.add({ kind: 'assignees-dropped', times: 1 });
    const draft = { ...isms, title: 'x', labels: ['a'], assignees: ['sam'] };
    expect((await bot.issues.create(draft)).data).toMatchObject({ labels: [], assignees: [] });
    expect((await bot.issues.create(draft)).data).toMatchObject({
      labels: [{ name: 'a' }],
      assignees: [{ login: 'sam' }],
    });
  });
});
