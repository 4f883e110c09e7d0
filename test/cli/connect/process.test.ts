import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { isms } from '../company.ts';
import { type Desk, desk } from '../desk.ts';
import { PROJECTS, people, TOKEN } from './site.ts';

let sandbox: Sandbox;
let here: Desk;
let before: string;
beforeAll(async () => {
  sandbox = await startSandbox({ repositories: [], projects: PROJECTS, people });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  here = desk();
  here.env.JIRA_TOKEN = TOKEN;
  before = isms({ api: 'https://api.github.com' });
  here.write('isms.yaml', before);
});
afterEach(() => here.end());

const connect = ['connect', 'jira', '--instead-of', 'github', '--person', 'priya=none'];
const login = () => ['--site', sandbox.jiraUrl, '--account', 'isms@example.com', '--expires', 'never'];
const all = () => [...login(), '--project', 'ISMS', '--type', 'Task', '--yes', '--test', '--json'];

describe('connect as a process', () => {
  it('prints the result alone on stdout, and what it does on stderr', async () => {
    const { code, out, err } = await here.spawn([...connect, ...all()]);
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { tracker: 'jira', changed: true, ticket: { number: 'ISMS-1' } },
    ]);
    expect(err).toContain('✓ moved to its end, and closed');
    expect(out + err).not.toContain(TOKEN);
    expect(here.read('isms.yaml')).toContain('\n    quiet: true\n');
  });

  it('at a pipe asks nobody: each missing answer is named with its option', async () => {
    const { code, out, err } = await here.spawn([...connect, ...login()]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      /Project .*: nobody can be asked here\. Name it with --project KEY; allowed: ISMS \(Management system\)/,
    );
    expect(here.read('isms.yaml')).toBe(before);
  });

  it('ended in the middle of its test ticket leaves the file as it was; the next run goes on with that ticket', async () => {
    sandbox.faults.add({ kind: 'hang', ms: 60_000, method: 'POST', path: 'transitions' });
    const { pid, ended } = here.start([...connect, ...all(), '--tracker', 'second']);
    while ((sandbox.faults.list()[0]?.taken ?? 0) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    process.kill(pid, 'SIGINT');
    expect([(await ended).code, here.read('isms.yaml')]).toEqual([-1, before]);
    sandbox.faults.clear();
    const opened = sandbox.site.issues.size;
    const { code } = await here.spawn([...connect, ...all(), '--tracker', 'second']);
    expect([code, sandbox.site.issues.size]).toEqual([0, opened]);
    expect([...sandbox.site.issues.values()].at(-1)).toMatchObject({ status: { category: 'done' } });
  });
});
