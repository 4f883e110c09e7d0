import { describe, expect, it } from '@jest/globals';
import { as, isms, open, refusal, repo, start } from './world.ts';

describe('write log', () => {
  it('names each write that took effect, and counts all calls', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    const issue = { ...isms, issue_number: 1 };
    await bot.issues.create({ ...isms, title: 'x' });
    await bot.issues.createComment({ ...issue, body: 'c' });
    await bot.issues.update({ ...issue, body: 'b' });
    await bot.issues.update({ ...issue, state: 'closed' });
    await bot.issues.addLabels({ ...issue, labels: ['a'] });
    await bot.issues.addAssignees({ ...issue, assignees: ['sam'] });
    await refusal(bot.issues.createComment({ ...issue, body: '' }));
    await bot.issues.get(issue);
    sandbox.act.comment('sam', repo, 1, 'by hand');
    const writes = sandbox.writeLog.writes();
    expect(writes.map((write) => write.kind)).toEqual(['create', 'comment', 'edit', 'state', 'label', 'assignee']);
    expect(writes[0]).toEqual({
      at: start,
      login: 'bot',
      method: 'POST',
      path: '/repos/example/isms/issues',
      repo,
      number: 1,
      kind: 'create',
      status: 201,
      answered: true,
    });
    expect(sandbox.writeLog.calls()).toContainEqual({
      method: 'POST',
      route: '/repos/:owner/:repo/issues/:number/comments',
      count: 2,
    });
    sandbox.writeLog.reset();
    expect([...sandbox.writeLog.writes(), ...sandbox.writeLog.calls()]).toEqual([]);
  });
});
