import { describe, expect, it } from '@jest/globals';
import { as, isms, open, refusal, repo } from './world.ts';

async function withTicket() {
  const sandbox = await open();
  sandbox.act.createIssue('mara', repo, { title: 'x' });
  return { sandbox, bot: as(sandbox, 'bot') };
}
const issue = { ...isms, issue_number: 1 };

describe('comments', () => {
  it('keep their text, and show by updated_at that they were edited', async () => {
    const { sandbox, bot } = await withTicket();
    const { data } = await bot.issues.createComment({ ...issue, body: ' hi\r\n' });
    expect(data).toMatchObject({ body: ' hi\r\n', user: { login: 'bot', type: 'Bot', id: 77 } });
    expect(data.updated_at).toBe(data.created_at);
    sandbox.clock.advance(2000);
    sandbox.act.editComment('mara', repo, data.id, 'changed');
    const edited = (await bot.issues.getComment({ ...isms, comment_id: data.id })).data;
    expect(edited).toMatchObject({ body: 'changed', user: { login: 'bot' } });
    expect(edited.updated_at).not.toBe(edited.created_at);
    await bot.issues.deleteComment({ ...isms, comment_id: data.id });
    expect((await refusal(bot.issues.getComment({ ...isms, comment_id: data.id }))).status).toBe(404);
  });

  it.each([
    ['blank', ' \n'],
    ['too long', 'x'.repeat(65_537)],
  ])('are refused when %s', async (_name, body) => {
    const { bot } = await withTicket();
    expect(await refusal(bot.issues.createComment({ ...issue, body }))).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'body' }] },
    });
  });

  it('may be changed by their author and by who can push', async () => {
    const { sandbox, bot } = await withTicket();
    const { id } = sandbox.act.comment('rita', repo, 1, 'mine');
    const edit = (login: string) => as(sandbox, login).issues.updateComment({ ...isms, comment_id: id, body: login });
    expect((await edit('rita')).data.body).toBe('rita');
    expect((await refusal(edit('sam'))).status).toBe(403);
    expect((await edit('bot')).data.body).toBe('bot');
    expect((await refusal(bot.issues.updateComment({ ...isms, comment_id: 1, body: 'x' }))).status).toBe(404);
  });

  it('are listed for the whole repository by since, sort and direction', async () => {
    const { sandbox, bot } = await withTicket();
    sandbox.act.createIssue('mara', repo, { title: 'y' });
    const first = sandbox.act.comment('sam', repo, 1, 'one');
    sandbox.clock.advance(10_000);
    sandbox.act.comment('sam', repo, 2, 'two');
    sandbox.clock.advance(10_000);
    sandbox.act.editComment('sam', repo, first.id, 'one, edited');
    const list = async (query: object) =>
      (await bot.issues.listCommentsForRepo({ ...isms, ...query })).data.map((each) => each.body);
    expect(await list({})).toEqual(['one, edited', 'two']);
    expect(await list({ sort: 'updated', direction: 'asc' })).toEqual(['two', 'one, edited']);
    expect(await list({ sort: 'created', direction: 'desc' })).toEqual(['two', 'one, edited']);
    expect(await list({ since: '2027-04-12T09:00:15Z' })).toEqual(['one, edited']);
    expect((await bot.issues.listComments({ ...issue, since: '2027-04-12T09:00:21Z' })).data).toEqual([]);
  });
});

describe('reactions', () => {
  it('are given once each, counted, listed, and taken back', async () => {
    const { sandbox, bot } = await withTicket();
    const comment_id = sandbox.act.comment('sam', repo, 1, '/done').id;
    const react = () => bot.reactions.createForIssueComment({ ...isms, comment_id, content: 'eyes' });
    const first = await react();
    expect([first.status, (await react()).status]).toEqual([201, 200]);
    expect((await bot.issues.getComment({ ...isms, comment_id })).data.reactions).toMatchObject({
      eyes: 1,
      total_count: 1,
    });
    await as(sandbox, 'sam').reactions.createForIssueComment({ ...isms, comment_id, content: 'heart' });
    expect((await bot.reactions.listForIssueComment({ ...isms, comment_id, content: 'eyes' })).data).toMatchObject([
      { user: { login: 'bot' } },
    ]);
    await bot.reactions.deleteForIssueComment({ ...isms, comment_id, reaction_id: first.data.id });
    expect((await bot.reactions.listForIssueComment({ ...isms, comment_id })).data).toHaveLength(1);
    expect(sandbox.writeLog.writes().map((write) => write.kind)).toEqual(['reaction', 'reaction', 'reaction']);
  });

  it('are refused with an unknown content, and where others gave them', async () => {
    const { sandbox, bot } = await withTicket();
    expect((await refusal(bot.reactions.createForIssue({ ...issue, content: 'ok' as 'eyes' }))).status).toBe(422);
    const { data } = await bot.reactions.createForIssue({ ...issue, content: '+1' });
    const remove = as(sandbox, 'sam').reactions.deleteForIssue({ ...issue, reaction_id: data.id });
    expect((await refusal(remove)).status).toBe(403);
  });
});
