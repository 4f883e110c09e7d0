import { afterEach, describe, expect, it } from '@jest/globals';
import { connectSandbox } from '../../sandbox/client.ts';
import { parseOptions } from '../../sandbox/options.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { ENGINE, makeSecrets, sandboxOptions } from '../../script/story/company.ts';
import { livingIn } from '../../script/story/living.ts';
import { readOptions } from '../../script/story/options.ts';
import { trackerAt } from '../../script/story/tracker/at.ts';

const running: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.close();
});

/** The story's company in one tracker, with a ticket that somebody opened. */
async function stage(kind: 'github' | 'jira', token?: string) {
  const secrets = makeSecrets();
  const options = parseOptions(JSON.stringify(sandboxOptions(secrets, livingIn(kind))), 'sandbox.json');
  const sandbox = await startSandbox(options);
  running.push(sandbox);
  const api = kind === 'jira' ? sandbox.jiraUrl : sandbox.apiUrl;
  const tracker = trackerAt({ kind, api, token: token ?? secrets.administratorToken });
  sandbox.act.createIssue('sam-okoro', tracker.place, { title: 'A question', body: 'Who **knows**?\n\n- one\n- two' });
  return { tracker, sandbox, client: connectSandbox(sandbox.url) };
}

describe.each(['github', 'jira'] as const)('the story in %s', (kind) => {
  it('sees tickets and comments of everybody, and keys on those of the engine alone', async () => {
    const { tracker, sandbox, client } = await stage(kind);
    const [ticket] = await tracker.tickets();
    if (!ticket) throw new Error('no ticket');
    expect(ticket).toMatchObject({ tracker: kind, number: 1, title: 'A question', isOpen: true, keys: [] });
    expect(ticket.name).toBe(kind === 'jira' ? 'ISMS-1' : '#1');
    expect(ticket.text.split('\n')).toEqual(expect.arrayContaining([expect.stringMatching(/two$/)]));
    await tracker.handOver(client, 'sam-okoro', ticket, 'export.csv', 'user\nsam\n', 'All accounts:');
    sandbox.act.comment(ENGINE, tracker.place, 1, 'Seen.');
    const comments = await tracker.commentsOn(ticket);
    expect(comments.map(({ ours, key }) => [ours, key])).toEqual([
      [false, undefined],
      [true, undefined],
    ]);
    expect(comments[0]?.text).toContain('All accounts:');
    sandbox.act.close('sam-okoro', tracker.place, 1, 'completed');
    expect(await tracker.tickets()).toMatchObject([{ isOpen: false }]);
  });

  it('is told where a call was refused', async () => {
    const { tracker } = await stage(kind, 'no-token');
    await expect(tracker.tickets()).rejects.toThrow(/the tracker answered 401/);
  });
});

describe('the command line', () => {
  it('takes the trackers that there are, and names them', () => {
    expect(readOptions([])).toMatchObject({ tracker: 'github', stay: false });
    expect(readOptions(['--tracker', 'both', '--stay'])).toMatchObject({ tracker: 'both', stay: true });
    expect(() => readOptions(['--tracker', 'trello'])).toThrow('found "trello", allowed are github, jira, both');
    expect(() => readOptions(['--trackers', 'jira'])).toThrow('--tracker');
  });
});
