import { describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { open, repo } from './world.ts';

const here = `/${repo}/issues/1`;

async function visit(sandbox: Sandbox, path: string, login?: string) {
  const headers: Record<string, string> = login ? { cookie: `sandbox_person=${login}` } : {};
  const answer = await fetch(sandbox.url + path, { headers });
  return { status: answer.status, text: await answer.text() };
}

async function press(sandbox: Sandbox, path: string, login: string, body: URLSearchParams | FormData) {
  const headers: Record<string, string> = login ? { cookie: `sandbox_person=${login}` } : {};
  const answer = await fetch(sandbox.url + path, { method: 'POST', headers, body, redirect: 'manual' });
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    text: await answer.text(),
    cookie: answer.headers.get('set-cookie'),
  };
}
const fields = (given: Record<string, string>) => new URLSearchParams(given);

describe('pages', () => {
  it('show a ticket with escaped text, tables, and its history', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', repo, {
      title: 'A <b>title</b>',
      labels: ['isms'],
      assignees: ['sam'],
      body: '**Due** <script>x()</script>\n\n<sub>Why</sub>\n<!-- hidden -->',
    });
    sandbox.act.comment('sam', repo, 1, '[bad](javascript:x()) | ok\n\n| a |\n|---|\n| 1 |');
    sandbox.act.close('sam', repo, 1, 'not_planned');
    const { text } = await visit(sandbox, here, 'sam');
    for (const part of [
      'A &lt;b>title',
      '<strong>Due</strong>',
      '<sub>Why</sub>',
      '<td>1</td>',
      'closed this as not planned',
      'Closed as not planned',
      'Reopen',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('<script>');
    expect(text).not.toContain('href="javascript');
  });

  it('show what is public to anybody, and the rest to who may see it', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', repo, { title: 'internal matter' });
    expect((await visit(sandbox, '/')).text).not.toContain('internal matter');
    expect((await visit(sandbox, '/', 'sam')).text).toContain('internal matter');
    expect((await visit(sandbox, `/${repo}/issues?state=closed`, 'sam')).text).toContain('No closed issues');
    expect((await visit(sandbox, here)).status).toBe(404);
    expect((await visit(sandbox, here, 'eve')).status).toBe(404);
    expect((await visit(sandbox, `/${repo}/issues/9`, 'sam')).text).toContain('is not there');
    expect((await visit(sandbox, '/example/shop')).text).toContain('No open issues');
  });

  it('remember who the visitor says to be', async () => {
    const sandbox = await open();
    const chosen = await press(sandbox, '/you', '', fields({ login: 'sam', back: here }));
    expect(chosen).toMatchObject({ status: 303, location: here });
    expect(chosen.cookie).toContain('sandbox_person=sam');
    expect((await press(sandbox, '/you', '', fields({ login: 'sam', back: '//evil.example/' }))).location).toBe(
      '/evil.example/',
    );
    expect((await press(sandbox, '/you', '', fields({ login: 'ghost', back: '/' }))).status).toBe(404);
  });

  it('take comments with files, and close in the same step', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    const form = new FormData();
    form.set('text', 'all done');
    form.append('files', new File(['a,b'], 'users.csv'));
    form.append('files', new File(['c'], 'removals.txt'));
    form.set('next', 'completed');
    expect(await press(sandbox, `${here}/comment`, 'sam', form)).toMatchObject({ status: 303, location: here });
    const ticket = sandbox.store.repositories[0]?.tickets.get(1);
    expect(ticket?.comments[0]?.body).toMatch(/^all done\n\n\[users\.csv\]\(.*\n\n\[removals\.txt\]\(.*\)$/);
    expect(ticket).toMatchObject({ state: 'closed', reason: 'completed', closedBy: { login: 'sam' } });
    expect((await press(sandbox, `${here}/comment`, 'sam', fields({ next: 'reopen', text: '' }))).status).toBe(303);
    expect(ticket?.state).toBe('open');
    expect((await press(sandbox, `${here}/comment`, 'sam', fields({ text: ' ', next: '' }))).status).toBe(422);
  });

  it('edit, assign and label, within what the person may do', async () => {
    const sandbox = await open();
    await press(sandbox, `/${repo}/issues`, 'mara', fields({ title: 'x', body: 'y' }));
    const ticket = sandbox.store.repositories[0]?.tickets.get(1);
    await press(sandbox, `${here}/edit`, 'mara', fields({ title: 'new', body: 'text' }));
    await press(sandbox, `${here}/assign`, 'mara', fields({ value: 'sam' }));
    await press(sandbox, `${here}/label`, 'mara', fields({ value: 'isms' }));
    expect(ticket).toMatchObject({
      title: 'new',
      body: 'text',
      assignees: [{ login: 'sam' }],
      labels: [{ name: 'isms' }],
    });
    const refused = await press(sandbox, `${here}/edit`, 'sam', fields({ title: 'mine', body: '' }));
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('sam has triage');
    expect((await press(sandbox, `${here}/assign`, '', fields({ value: 'sam' }))).status).toBe(403);
    expect((await press(sandbox, `${here}/explode`, 'sam', fields({}))).status).toBe(404);
    const noForm = {
      method: 'POST',
      headers: { cookie: 'sandbox_person=sam', 'content-type': 'application/json' },
      body: '{}',
    };
    expect((await fetch(`${sandbox.url}${here}/label`, noForm)).status).toBe(422);
    expect((await press(sandbox, `${here}/transfer`, 'mara', fields({ value: 'example/shop' }))).location).toBe(
      '/example/shop/issues/1',
    );
  });

  it('show files of the repository, caught mail and chat', async () => {
    const sandbox = await open();
    const { url } = sandbox.act.commitFile('mara', repo, 'docs/a.txt', Buffer.from('hello'));
    expect((await visit(sandbox, new URL(url).pathname, 'sam')).text).toBe('hello');
    expect((await visit(sandbox, new URL(url).pathname)).status).toBe(404);
    sandbox.mailbox.addMail({
      at: 0,
      id: '<1@example.com>',
      from: 'a@example.com',
      to: ['b@example.com'],
      subject: 'S<1>',
      text: 'T',
    });
    sandbox.mailbox.addChat({ at: 0, channel: 'isms', text: 'hi there' });
    expect((await visit(sandbox, '/mail')).text).toContain('S&lt;1>');
    expect((await visit(sandbox, '/chat')).text).toContain('hi there');
    expect((await visit(sandbox, '/style.css')).status).toBe(200);
  });
});
