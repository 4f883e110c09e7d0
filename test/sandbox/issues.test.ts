import { describe, expect, it } from '@jest/globals';
import { as, isms, open, refusal, repo, shop } from './world.ts';

describe('creating', () => {
  it('makes two tickets of the same draft, numbered per repository, with ids of their own', async () => {
    const bot = as(await open(), 'bot');
    const draft = { title: 'Access review', body: 'once' };
    const first = await bot.issues.create({ ...isms, ...draft });
    const second = await bot.issues.create({ ...isms, ...draft });
    const other = await bot.issues.create({ ...shop, ...draft });
    expect([first, second, other].map((each) => each.data.number)).toEqual([1, 2, 1]);
    expect(new Set([first, second, other].map((each) => each.data.id)).size).toBe(3);
    expect(new Set([first, second, other].map((each) => each.data.node_id)).size).toBe(3);
  });

  it('keeps a body exactly', async () => {
    const bot = as(await open(), 'bot');
    const body = ' \r\n<!-- marker -->\n\ttabs  \u{1F600}\n\n';
    const { data } = await bot.issues.create({ ...isms, title: 'x', body });
    expect((await bot.issues.get({ ...isms, issue_number: data.number })).data.body).toBe(body);
  });

  it.each([
    ['a missing title', { title: undefined as unknown as string }, 'title', 'missing_field'],
    ['a blank title', { title: '  ' }, 'title', 'missing_field'],
    ['a title over 256 characters', { title: 'x'.repeat(257) }, 'title', 'custom'],
    ['a body over 65,536 characters', { title: 'x', body: 'x'.repeat(65_537) }, 'body', 'custom'],
    ['a label over 50 characters', { title: 'x', labels: ['x'.repeat(51)] }, 'name', 'invalid'],
    ['an unknown milestone', { title: 'x', milestone: 9 }, 'milestone', 'invalid'],
  ])('refuses %s', async (_name, draft, field, code) => {
    const sandbox = await open();
    const { status, body } = await refusal(as(sandbox, 'bot').issues.create({ ...isms, ...draft }));
    expect(status).toBe(422);
    expect(body).toMatchObject({ message: 'Validation Failed', errors: [{ field, code }] });
    expect(sandbox.writeLog.writes()).toEqual([]);
  });

  it('takes title, body and label at their limits', async () => {
    const bot = as(await open(), 'bot');
    const draft = { title: 'x'.repeat(256), body: 'x'.repeat(65_536), labels: ['x'.repeat(50)] };
    expect((await bot.issues.create({ ...isms, ...draft })).status).toBe(201);
  });

  it('makes unknown labels', async () => {
    const bot = as(await open(), 'bot');
    const { data } = await bot.issues.create({ ...isms, title: 'x', labels: ['isms/review'], assignees: ['sam'] });
    expect(data.labels).toMatchObject([{ name: 'isms/review' }]);
    expect(data.assignees?.map((person) => person.login)).toEqual(['sam']);
    expect((await bot.issues.listLabelsForRepo(isms)).data).toHaveLength(1);
  });

  it('refuses all of it for one who cannot be assigned', async () => {
    const sandbox = await open();
    const draft = { ...isms, title: 'x', assignees: ['sam', 'eve', 'nobody'] };
    const { status, body } = await refusal(as(sandbox, 'bot').issues.create(draft));
    const message = 'assignees eve, nobody cannot be assigned to this issue';
    expect([status, body]).toMatchObject([422, { errors: [{ field: 'assignees', code: 'invalid', message }] }]);
    expect(sandbox.writeLog.writes()).toEqual([]);
  });

  it('silently drops labels, assignees and milestone without the right to set them', async () => {
    const sandbox = await open();
    await as(sandbox, 'bot').issues.createMilestone({ ...isms, title: 'Q2', due_on: '2027-06-30T00:00:00Z' });
    await as(sandbox, 'bot').issues.createLabel({ ...isms, name: 'isms' });
    const draft = { ...isms, title: 'x', labels: ['isms'], assignees: ['sam'], milestone: 1 };
    const dropped = await as(sandbox, 'rita').issues.create(draft);
    expect(dropped.data).toMatchObject({ labels: [], assignees: [], milestone: null });
    const kept = await as(sandbox, 'bot').issues.create(draft);
    expect(kept.data).toMatchObject({
      labels: [{ name: 'isms' }],
      assignees: [{ login: 'sam' }],
      milestone: { number: 1 },
    });
  });
});

describe('changing', () => {
  it('replaces labels and assignees', async () => {
    const bot = as(await open(), 'bot');
    await bot.issues.create({ ...isms, title: 'x', labels: ['a', 'b'], assignees: ['sam'] });
    const { data } = await bot.issues.update({ ...isms, issue_number: 1, labels: ['c'], assignees: ['mara'] });
    expect(data).toMatchObject({ labels: [{ name: 'c' }], assignees: [{ login: 'mara' }] });
  });

  it('ignores state_reason unless the state changes', async () => {
    const bot = as(await open(), 'bot');
    const issue = { ...isms, issue_number: 1 };
    await bot.issues.create({ ...isms, title: 'x' });
    expect((await bot.issues.update({ ...issue, state_reason: 'not_planned' })).data).toMatchObject({
      state: 'open',
      state_reason: null,
    });
    const closed = await bot.issues.update({ ...issue, state: 'closed', state_reason: 'not_planned' });
    expect(closed.data).toMatchObject({ state: 'closed', state_reason: 'not_planned', closed_by: { login: 'bot' } });
    const again = await bot.issues.update({ ...issue, state: 'closed', state_reason: 'completed' });
    expect(again.data.state_reason).toBe('not_planned');
    const reopened = await bot.issues.update({ ...issue, state: 'open' });
    expect(reopened.data).toMatchObject({ state: 'open', state_reason: 'reopened', closed_at: null });
    expect((await refusal(bot.issues.update({ ...issue, state: 'done' as 'closed' }))).status).toBe(422);
  });

  it('moves updated_at in whole seconds with each change, and not without one', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    const issue = { ...isms, issue_number: 1 };
    const updated = async () => (await bot.issues.get(issue)).data.updated_at;
    await bot.issues.create({ ...isms, title: 'x', body: 'y', labels: ['a'], assignees: ['sam'] });
    expect(await updated()).toBe('2027-04-12T09:00:00Z');
    sandbox.clock.advance(60_000);
    await bot.issues.update({ ...issue, title: 'x', body: 'y', labels: ['a'], assignees: ['sam'], state: 'open' });
    expect(await updated()).toBe('2027-04-12T09:00:00Z');
    expect((await bot.issues.listEvents(issue)).data.map((event) => event.event)).toEqual(['labeled', 'assigned']);
    await bot.issues.update({ ...issue, body: 'z' });
    expect(await updated()).toBe('2027-04-12T09:01:00Z');
    sandbox.clock.advance(60_000);
    sandbox.act.comment('sam', repo, 1, 'hello');
    expect(await updated()).toBe('2027-04-12T09:02:00Z');
  });

  it('lets authors edit their own, and others only with push', async () => {
    const sandbox = await open();
    await as(sandbox, 'rita').issues.create({ ...isms, title: 'mine' });
    const edit = (login: string) => as(sandbox, login).issues.update({ ...isms, issue_number: 1, body: login });
    expect((await edit('rita')).status).toBe(200);
    expect((await edit('bot')).status).toBe(200);
    expect((await refusal(edit('sam'))).status).toBe(403);
    const close = as(sandbox, 'sam').issues.update({ ...isms, issue_number: 1, state: 'closed' });
    expect((await close).data.state).toBe('closed');
  });
});

describe('sub-issues', () => {
  it('want the id, not the number, and one parent', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    const [parent, child] = [
      sandbox.act.createIssue('mara', repo, { title: 'p' }),
      sandbox.act.createIssue('mara', repo, { title: 'c' }),
    ];
    const add = (sub_issue_id: number) =>
      bot.issues.addSubIssue({ ...isms, issue_number: parent.number, sub_issue_id });
    expect((await refusal(add(child.number))).status).toBe(422);
    await add(child.id);
    expect((await bot.issues.listSubIssues({ ...isms, issue_number: 1 })).data).toMatchObject([{ number: 2 }]);
    expect((await refusal(add(child.id))).status).toBe(422);
  });
});
