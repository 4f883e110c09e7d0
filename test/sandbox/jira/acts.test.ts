import { describe, expect, it } from '@jest/globals';
import { connectSandbox } from '../../../sandbox/client.ts';
import { isDocument } from '../../../sandbox/jira/adf/document.ts';
import { as, open, start } from './world.ts';

describe('acts in a project', () => {
  it('write what people type as a document', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x', body: 'first\nsecond\n\nthird', labels: ['b', 'a'] });
    const text = [
      'Hello @sam, see https://example.com/a. By <date:2027-04-23>',
      '> quoted',
      '```\n!done\n```',
      '- `one`',
      '- **two**',
      '@nobody',
    ].join('\n');
    const { id } = sandbox.act.comment('mara', 'ISMS', 1, text);
    const body = sandbox.site.comments.get(id)?.body;
    expect(isDocument(body)).toBe(true);
    expect(body?.content.map((node) => node.type)).toEqual([
      'paragraph',
      'blockquote',
      'codeBlock',
      'bulletList',
      'paragraph',
    ]);
    expect(body?.content[0]?.content).toEqual([
      { type: 'text', text: 'Hello ' },
      { type: 'mention', attrs: { id: '5b10ac8d82e05b22cc7d4ef5', text: '@Sam Okoro' } },
      { type: 'text', text: ', see ' },
      { type: 'inlineCard', attrs: { url: 'https://example.com/a' } },
      { type: 'text', text: '. By ' },
      { type: 'date', attrs: { timestamp: String(Date.UTC(2027, 3, 23)) } },
    ]);
    const [issue] = sandbox.site.issues.values();
    const attrs = { localId: expect.any(String) };
    expect(issue?.description?.content).toEqual([
      {
        type: 'paragraph',
        attrs,
        content: [{ type: 'text', text: 'first' }, { type: 'hardBreak' }, { type: 'text', text: 'second' }],
      },
      { type: 'paragraph', attrs, content: [{ type: 'text', text: 'third' }] },
    ]);
    const before = issue?.description?.content[0]?.attrs;
    sandbox.act.editDocument('mara', 'ISMS', 1, issue?.description);
    expect(issue?.description?.content[0]?.attrs).toEqual(before);
    expect(() => sandbox.act.editDocument('mara', 'ISMS', 1, 'words')).toThrow('allowed is Atlassian Document Format');
    expect(issue?.labels).toEqual(['a', 'b']);
  });

  it('close along the shortest way, tell why, and reopen', async () => {
    const sandbox = await open();
    const { url } = sandbox.act.createIssue('mara', 'STRICT', { title: 'x' });
    expect(url).toBe(`${sandbox.jiraUrl}/browse/STRICT-1`);
    sandbox.act.close('sam', 'STRICT', 1, 'not_planned');
    const fields = async () => (await as(sandbox, 'bot').issues.getIssue({ issueIdOrKey: 'STRICT-1' })).fields;
    expect(await fields()).toMatchObject({
      status: { id: '10104' },
      resolution: { id: '10001' },
      customfield_10417: { value: 'Operations' },
    });
    sandbox.act.reopen('sam', 'STRICT', 1);
    expect(await fields()).toMatchObject({ status: { id: '10100' }, resolution: null });
    sandbox.act.transition('sam', 'STRICT', 1, '111');
    expect(() => sandbox.act.transition('sam', 'STRICT', 1, '141')).toThrow('allowed are 121 (Zur Prüfung)');
    for (const id of ['121', '131']) sandbox.act.transition('sam', 'STRICT', 1, id);
    expect(() => sandbox.act.transition('sam', 'STRICT', 1, '141')).toThrow('resolution: found "", allowed are 10000');
    expect(() => sandbox.act.close('rita', 'STRICT', 1, 'completed')).toThrow('TRANSITION_ISSUES needs triage');
  });

  it('move an issue, which keeps its id and is found by its old key', async () => {
    const sandbox = await open();
    const { id } = sandbox.act.createIssue('mara', 'ISMS', { title: 'x' });
    expect(sandbox.act.transfer('sam', 'ISMS', 1, 'ATTIC')).toMatchObject({ repo: 'ATTIC', number: 1, id });
    const bot = as(sandbox, 'bot');
    for (const issueIdOrKey of ['ISMS-1', 'ATTIC-1', String(id)])
      expect(await bot.issues.getIssue({ issueIdOrKey })).toMatchObject({ key: 'ATTIC-1', id: String(id) });
    expect((await bot.issues.getChangeLogs({ issueIdOrKey: 'ATTIC-1' })).values).toMatchObject([
      { items: [{ field: 'project' }, { field: 'Key', fromString: 'ISMS-1', toString: 'ATTIC-1' }] },
    ]);
    expect(sandbox.act.createIssue('mara', 'ISMS', { title: 'y' }).number).toBe(2);
    expect(() => sandbox.act.transfer('sam', 'ISMS', 2, 'NOWHERE')).toThrow('sam can see ISMS, STRICT, ATTIC, SEALED');
  });

  it('convert to a sub-task, and delete', async () => {
    const sandbox = await open();
    for (const title of ['a', 'b']) sandbox.act.createIssue('mara', 'ISMS', { title });
    sandbox.act.convertToSubtask('sam', 'ISMS', 2, 1);
    const bot = as(sandbox, 'bot');
    expect((await bot.issues.getIssue({ issueIdOrKey: 'ISMS-2' })).fields).toMatchObject({
      issuetype: { subtask: true },
      parent: { key: 'ISMS-1' },
    });
    expect(() => sandbox.act.deleteIssue('sam', 'ISMS', 1)).toThrow('DELETE_ISSUES needs admin');
    sandbox.act.deleteIssue('mara', 'ISMS', 1);
    for (const issueIdOrKey of ['ISMS-1', 'ISMS-2'])
      await expect(bot.issues.getIssue({ issueIdOrKey })).rejects.toMatchObject({ status: 404 });
  });

  it('attach files to the issue, named in the comment only if there is one', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x' });
    const bytes = Buffer.from('user;role\n');
    const named = sandbox.act.attach('sam', 'ISMS', 1, 'users.csv', bytes, 'Here');
    sandbox.act.attach('sam', 'ISMS', 1, 'roles.csv', bytes);
    const { fields } = await as(sandbox, 'bot').issues.getIssue({ issueIdOrKey: 'ISMS-1' });
    expect(fields).toMatchObject({
      attachment: [
        { filename: 'users.csv', size: 10, mimeType: 'text/csv', content: named.files[0] },
        { filename: 'roles.csv' },
      ],
      comment: { total: 1 },
    });
    const attachment = await as(sandbox, 'bot').issueAttachments.getAttachmentContent({
      id: String(fields?.attachment[0].id),
      redirect: false,
    });
    expect(Buffer.from(attachment as ArrayBuffer)).toEqual(bytes);
  });

  it('are bound by a deactivated account, and work from another process', async () => {
    const sandbox = await open();
    const client = connectSandbox(sandbox.url);
    expect(await client.info()).toMatchObject({
      jiraUrl: sandbox.jiraUrl,
      projects: ['ISMS', 'STRICT', 'ATTIC', 'SEALED'],
    });
    await client.act.createIssue('mara', 'ISMS', { title: 'x', assignees: ['sam'] });
    await client.act.activateAccount('sam', false);
    await expect(client.act.comment('sam', 'ISMS', 1, 'x')).rejects.toThrow('sam is deactivated');
    await expect(client.act.assign('mara', 'ISMS', 1, 'sam')).rejects.toThrow('sam cannot be assigned');
    await expect(as(sandbox, 'sam').myself.getCurrentUser()).rejects.toMatchObject({ status: 401 });
    const user = await as(sandbox, 'bot').users.getUser({ accountId: '5b10ac8d82e05b22cc7d4ef5' });
    expect(user).toMatchObject({ active: false, displayName: 'Sam Okoro' });
    await client.act.activateAccount('sam', true);
    await client.clock.set(start + 1000);
    const { id } = await client.act.comment('sam', 'ISMS', 1, 'back');
    expect(sandbox.site.comments.get(id)?.createdAt).toBe(start + 1000);
    await expect(client.act.react('sam', 'ISMS', id, 'eyes')).rejects.toThrow('takes no reactions');
  });
});
