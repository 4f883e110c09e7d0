import { describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { open } from './world.ts';

const here = '/jira/browse/STRICT-1';

async function visit(sandbox: Sandbox, path: string, login?: string) {
  const headers: Record<string, string> = login ? { cookie: `sandbox_person=${login}` } : {};
  const answer = await fetch(sandbox.url + path, { headers });
  return { status: answer.status, url: answer.url, text: await answer.text() };
}

async function press(sandbox: Sandbox, path: string, login: string, fields: Record<string, string> | FormData) {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  const headers: Record<string, string> = login ? { cookie: `sandbox_person=${login}` } : {};
  const answer = await fetch(sandbox.url + path, { method: 'POST', headers, body, redirect: 'manual' });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

describe('pages of projects', () => {
  it('list issues, and show one with its document, status and what can be done', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'STRICT', {
      title: 'A <b>title</b>',
      body: '**Due** <date:2027-04-23> for @sam, see https://example.com/a\n\n> quoted\n\n- one\n\n<script>x()</script>',
      labels: ['isms'],
      assignees: ['sam'],
    });
    sandbox.act.editDocument('mara', 'STRICT', 1, {
      type: 'doc',
      version: 1,
      content: [
        ...(sandbox.site.keys.get('STRICT-1')?.description?.content ?? []),
        { type: 'paragraph', content: [{ type: 'mention', attrs: { id: '5b10ac8d82e05b22cc7d4ef5' } }] },
        {
          type: 'paragraph',
          content: [{ type: 'text', text: 'bad', marks: [{ type: 'link', attrs: { href: 'javascript:x()' } }] }],
        },
      ],
    });
    expect((await visit(sandbox, '/', 'sam')).text).toContain('A &lt;b>title');
    expect((await visit(sandbox, '/jira/projects/STRICT?state=done', 'sam')).text).toContain('No done issues');
    const { text } = await visit(sandbox, here, 'sam');
    for (const part of [
      '<strong>Due</strong> <time>2027-04-23</time> for <strong>@Sam Okoro</strong>',
      '<a href="https://example.com/a">',
      '<p><strong>@Sam Okoro</strong></p>',
      '<blockquote><p>quoted</p></blockquote>',
      '<ul><li><p>one</p></li></ul>',
      'Zu erledigen',
      'Beginnen',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('<script>');
    expect(text).not.toContain('href="javascript');
    expect((await visit(sandbox, here)).status).toBe(404);
    const { text: stranger } = await visit(sandbox, '/');
    expect(stranger).toContain('to see projects');
    expect(stranger).not.toContain('STRICT');
    expect((await visit(sandbox, '/jira/projects/SEALED', 'rita')).text).toContain('rita can see ISMS, STRICT, ATTIC');
  });

  it('let people create, comment with files, edit, assign, and move', async () => {
    const sandbox = await open();
    expect(await press(sandbox, '/jira/projects/STRICT', 'mara', { title: 'x', body: '' })).toMatchObject({
      status: 303,
      location: here,
    });
    const form = new FormData();
    form.set('text', 'Here');
    form.append('files', new Blob(['a;b']), 'users.csv');
    await press(sandbox, `${here}/comment`, 'sam', form);
    await press(sandbox, `${here}/edit`, 'sam', { title: 'y', below: 'a note' });
    await press(sandbox, `${here}/assign`, 'mara', { value: 'sam' });
    await press(sandbox, `${here}/label`, 'mara', { value: 'isms' });
    const issue = sandbox.site.keys.get('STRICT-1');
    expect(issue).toMatchObject({ summary: 'y', labels: ['isms'], assignee: { login: 'sam' } });
    expect(issue?.description?.content).toHaveLength(1);
    const { text } = await visit(sandbox, here, 'mara');
    for (const part of ['users.csv', 'a note', 'summary from “x” to “y”']) expect(text).toContain(part);
    const file = /\/jira\/secure\/attachment\/\d+/.exec(text)?.[0] ?? '';
    expect((await visit(sandbox, file, 'mara')).text).toBe('a;b');
    expect((await visit(sandbox, file)).status).toBe(404);
    const comment = String(issue?.comments[0]?.id);
    await press(sandbox, `${here}/edit-comment`, 'sam', { id: comment, text: 'There' });
    expect(issue?.comments).toMatchObject([{ body: { content: [{ content: [{ text: 'There' }] }] } }]);
    await press(sandbox, `${here}/delete-comment`, 'sam', { id: comment });
    expect(issue?.comments).toEqual([]);
    expect(await press(sandbox, `${here}/transfer`, 'sam', { value: 'ATTIC' })).toMatchObject({
      location: '/jira/browse/ATTIC-1',
    });
    expect((await visit(sandbox, here, 'sam')).url).toMatch(/ATTIC-1$/);
    expect(await press(sandbox, '/jira/browse/ATTIC-1/delete', 'mara', {})).toMatchObject({
      location: '/jira/projects/ATTIC',
    });
  });

  it('ask for what a transition demands', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'STRICT', { title: 'x' });
    for (const value of ['111', '121', '131']) await press(sandbox, `${here}/transition`, 'sam', { value });
    expect((await visit(sandbox, here, 'sam')).text).toMatch(/<select name="resolution"[^>]* required/);
    const refused = await press(sandbox, `${here}/transition`, 'sam', { value: '141', resolution: '' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('resolution: found')]);
    await press(sandbox, `${here}/transition`, 'sam', { value: '141', resolution: '10001' });
    expect((await visit(sandbox, here, 'sam')).text).toContain('Fertig (Won&#39;t Do)'.replace('&#39;', "'"));
    expect((await press(sandbox, `${here}/transition`, '', { value: '171' })).status).toBe(404);
    expect((await press(sandbox, `${here}/burn`, 'sam', {})).status).toBe(404);
  });
});
