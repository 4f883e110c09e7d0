import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { company, isms, TOKEN } from './company.ts';
import { type Desk, desk } from './desk.ts';

let sandbox: Sandbox;
let here: Desk;
beforeAll(async () => {
  sandbox = await startSandbox(company);
});
afterAll(() => sandbox.close());
beforeEach(() => {
  here = desk();
});
afterEach(() => {
  expect(here.printed.join('')).not.toContain(TOKEN);
  here.end();
});

/** Both trackers in one programme: the review's tickets at Jira, the others at GitHub. Only Sam works at Jira alone. */
function both(fields = ''): string {
  const jira = `  board:
    kind: jira
    site: "${sandbox.jiraUrl}"
    project: STRICT
    type: 10012
    account: bot@example.com
    token: "\${env:GITHUB_TOKEN}"
    resolution: { done: 10000, dropped: 10001 }
    fields:
      customfield_10418: ISO/IEC 27001
      customfield_10419: 2027-12-31
      customfield_10420: { user: acc-mara-lindt }
      customfield_10421: { option: 10230, child: 10231 }
${fields}management_tracker: github
`;
  return isms({ api: sandbox.apiUrl })
    .replace('\n\nduties:', `\n${jira}duties:`)
    .replace('ladder: L2', 'ladder: L2\n    tracker: board')
    .replace('github: sam-okoro', 'jira: acc-sam-okoro')
    .replaceAll(/github: (mara-lindt|elena-costa)/g, 'github: $1, jira: acc-$1');
}

describe('validate --online', () => {
  it('asks both trackers, needs no register, and writes nothing', async () => {
    here.write('isms.yaml', both('      customfield_10417: 10221\n'));
    const writes = sandbox.writeLog.writes().length;
    const { code, out } = await here.run('validate', '--online');
    expect(out).toContain('isms.yaml is valid: 1 duty, 4 people');
    expect(out).toMatch(/✓ github .*may read and write issues/);
    expect(out).toMatch(/✓ board .*STRICT: .* may read and write issues/);
    expect(code).toBe(0);
    expect(sandbox.writeLog.writes()).toHaveLength(writes);
    expect((await here.traces()).map((trace) => trace.split(' ')[0])).toEqual(['isms.yaml']);
  });

  it('names the field that is missing, its place, and what it takes; nothing is hidden by the other tracker', async () => {
    here.write('isms.yaml', both().replace('repository: example/isms', 'repository: example/gone'));
    const { code, out } = await here.run('validate', '--online', '--json');
    const { valid, findings } = JSON.parse(out);
    expect([code, valid]).toEqual([1, false]);
    const problems = findings.filter((f: { level: string }) => f.level === 'problem');
    expect(problems.map((f: { what: string }) => f.what)).toEqual(expect.arrayContaining(['access', 'field']));
    expect(problems.find((f: { what: string }) => f.what === 'field')).toMatchObject({
      name: 'board',
      place: expect.stringMatching(/^isms\.yaml:\d+$/),
      found: expect.stringContaining('needs "Cost centre"'),
      fix: 'trackers.board.fields.customfield_10417',
      allowed: '10220 (Operations), 10221 (Security)',
    });
  });

  it('says nothing of somebody who needs no account at the other tracker', async () => {
    here.write('isms.yaml', both('      customfield_10417: 10221\n'));
    const { out } = await here.run('validate', '--online');
    expect(out).not.toContain('sam has no github account');
    here.write('isms.yaml', both('      customfield_10417: 10221\n').replace('tracker: board', 'tracker: github'));
    expect((await here.run('validate', '--online')).out).toContain('sam has no github account');
  });

  it('without the option asks nobody', async () => {
    here.write('isms.yaml', both());
    const calls = sandbox.writeLog.calls().reduce((sum, { count }) => sum + count, 0);
    expect((await here.run('validate')).code).toBe(0);
    expect(sandbox.writeLog.calls().reduce((sum, { count }) => sum + count, 0)).toBe(calls);
  });

  it('ends with 4 for a token that is refused, and with 1 for a mistake in the file before anybody is asked', async () => {
    here.env.GITHUB_TOKEN = 'ATATTunknown0token';
    here.write('isms.yaml', both());
    expect((await here.run('validate', '--online')).code).toBe(4);
    here.write('isms.yaml', both().replace('type: 10012', 'type: Task'));
    const { code, out, err } = await here.run('validate', '--online');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('trackers.board.type');
  });
});
