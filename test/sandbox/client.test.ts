import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { connectSandbox } from '../../sandbox/client.ts';
import { parseOptions } from '../../sandbox/options.ts';
import { as, isms, open, refusal, repo, start } from './world.ts';

describe('client', () => {
  it('does all that can be done in the process', async () => {
    const sandbox = await open();
    const client = connectSandbox(sandbox.url);
    expect(await client.info()).toMatchObject({ apiUrl: sandbox.apiUrl, repositories: expect.arrayContaining([repo]) });
    const issue = await client.act.createIssue('mara', repo, { title: 'x', assignees: ['sam'] });
    expect(issue).toMatchObject({ repo, number: 1, url: `${sandbox.url}/${repo}/issues/1` });
    const comment = await client.act.attach('sam', repo, 1, 'a.csv', Buffer.from([0, 255, 10]));
    expect(sandbox.store.attachments[0]?.bytes).toEqual(Buffer.from([0, 255, 10]));
    await client.act.editComment('sam', repo, comment.id, 'b');
    await client.act.close('sam', repo, 1, 'completed');
    expect(sandbox.store.repositories[0]?.tickets.get(1)).toMatchObject({ state: 'closed', comments: [{ body: 'b' }] });

    const id = await client.faults.add({ kind: 'unreachable' });
    expect((await refusal(as(sandbox, 'bot').issues.listForRepo(isms))).status).toBe(0);
    expect(await client.faults.lift(id)).toBe(true);
    await client.clock.advance(1000);
    expect(await client.clock.now()).toBe(start + 1000);
    await as(sandbox, 'bot').issues.create({ ...isms, title: 'y' });
    expect(await client.writeLog.writes()).toMatchObject([{ kind: 'create', number: 2 }]);
    sandbox.mailbox.addChat({ at: 0, channel: 'c', text: 't' });
    expect(await client.mailbox.chats()).toEqual([{ at: 0, channel: 'c', text: 't' }]);
    await client.hooks.settled();
    expect(await client.hooks.deliveries()).toEqual([]);
  });

  it('hears why something is refused', async () => {
    const sandbox = await open();
    const client = connectSandbox(sandbox.url);
    await expect(client.act.close('sam', repo, 7, 'completed')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(client.act.comment('sam', repo, 1.5, 'x')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(client.faults.add({ kind: 'fire' as 'hang' })).rejects.toThrow('argument 0.kind');
    await expect(client.faults.add({ kind: 'hang', path: '(' })).rejects.toThrow('allowed is a regular expression');
    const list = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '[]' };
    const unknown = await fetch(`${sandbox.url}/sandbox/act/constructor`, list);
    expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('createIssue')]);
    const plain = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '[]' };
    expect((await fetch(`${sandbox.url}/sandbox/faults/clear`, plain)).status).toBe(400);
  });
});

describe('process', () => {
  it('says where it stands in one line, and ends on SIGTERM', async () => {
    const child = spawn(process.execPath, ['sandbox/main.ts', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { url, jiraUrl, smtpPort } = JSON.parse(line) as { url: string; jiraUrl: string; smtpPort: number };
    expect(jiraUrl).toBe(`${url}/jira`);
    expect(smtpPort).toBeGreaterThan(0);
    expect((await connectSandbox(url).info()).repositories).toEqual(['example/isms']);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it('refuses options that do not fit, all at once', () => {
    const text = JSON.stringify({ port: -1, repositories: [{ name: 'isms' }], people: [{ login: 'sam' }] });
    expect(() => parseOptions(text, 'o.json')).toThrow(
      /o\.json: port: .*\n.*repositories\.0\.name: allowed is owner\/name/,
    );
    expect(() => parseOptions('{', 'o.json')).toThrow('o.json: found no JSON');
    expect(
      parseOptions(JSON.stringify({ repositories: [{ name: 'a/b' }], people: [{ login: 'sam' }] }), 'o.json').people,
    ).toHaveLength(1);
  });
});
