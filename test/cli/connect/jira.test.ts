import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { atJira } from './jira-desk.ts';
import { TOKEN } from './site.ts';

const at = atJira();
const { file, all, connect, written } = at;

describe('connect jira', () => {
  it('writes what was found out, and the people’s accounts by mail; all else stays to the last character', async () => {
    const { code, out, err } = await connect(...all(), '--yes');
    expect([code, err]).toEqual([0, expect.stringContaining('Signed in as ISMS engine')]);
    expect(out).toContain('isms.yaml now has trackers.jira.\nNext: dutybound doctor, preview, apply.');
    expect(written()).toMatchObject({
      kind: 'jira',
      target: 'SEC',
      api: at.sandbox.jiraUrl,
      login: { how: 'basic', mail: 'isms@example.com', token: { env: 'JIRA_TOKEN' } },
      type: '10012',
      subtaskType: '10013',
      fields: { customfield_10417: '10221' },
      status: {},
      resolution: { done: '10000', dropped: '10001' },
      priority: { minor: '2', major: '1' },
      quiet: false,
    });
    expect(file()).toContain(
      'sam: { name: Sam Okoro, mail: sam@example.com, manager: mara, jira: 5b10ac8d82e05b22cc7d4ef5 }   # does the work\n',
    );
    const without = (text: string, tracker: string) => text.replace(new RegExp(` {2}${tracker}:\\n( {4}.*\\n)+`), '');
    const bare = without(file(), 'jira').replaceAll(/, jira: ("[^"]*"|\w+)/g, '');
    expect(bare).toBe(without(at.before, 'github'));
    expect(err).toContain('! priya  has no mail address');
  });

  it('run again finds all of it, and does not touch the file', async () => {
    await connect(...all(), '--yes');
    const first = file();
    const again = await at.here.run('connect', 'jira', '--yes', '--expires', 'never');
    expect([again.code, again.out]).toEqual([
      0,
      expect.stringContaining('has all of this already; it was not touched'),
    ]);
    expect(file()).toBe(first);
  });

  it('changes of what stands there only what differs, with the keys that it does not know left alone', async () => {
    await connect(...all(), '--yes');
    at.here.write('isms.yaml', file().replace('    project: SEC', '    sweep: 30 s   # ours\n    project: SEC'));
    const { code } = await at.here.run(
      'connect',
      'jira',
      '--yes',
      '--expires',
      '2099-04-01',
      '--field',
      'Cost centre=operations',
    );
    expect([code, written()]).toMatchObject([0, { sweepEvery: 30_000, login: { expires: '2099-04-01' } }]);
    expect(file()).toContain('    sweep: 30 s   # ours\n');
    expect(file()).toContain('fields: { customfield_10417: 10220 }');
  });

  it('opens, reads, comments, and closes one test ticket; another run finds the same', async () => {
    const first = await connect(...all(), '--yes', '--test', '--json');
    const { ticket, people: found } = JSON.parse(first.out);
    const issue = [...at.sandbox.site.issues.values()].find(
      (each) => `${each.project.key}-${each.number}` === ticket.number,
    );
    expect(issue).toMatchObject({ status: { category: 'done' }, resolution: { id: '10000' } });
    expect([issue?.summary, issue?.comments.length]).toEqual(['Test of dutybound for Example GmbH: nothing to do', 1]);
    expect(found).toEqual({ found: expect.objectContaining({ sam: '5b10ac8d82e05b22cc7d4ef5' }), missing: ['priya'] });
    const again = await at.here.run('connect', 'jira', '--yes', '--expires', 'never', '--test', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ changed: false, ticket });
    expect(issue?.comments).toHaveLength(1);
  });

  it('leaves no ticket behind that the first apply takes for one of an earlier register', async () => {
    await at.here.run('init', '--yes');
    expect((await connect(...all(), '--yes', '--test')).code).toBe(0);
    const { code, err, out } = await at.here.run('apply', '--yes');
    expect([code, err, out]).toEqual([
      0,
      expect.not.stringContaining('earlier register'),
      expect.stringContaining('v1 is in force'),
    ]);
  });

  it('asks for what no option says, and takes names, ids, and what is proposed', async () => {
    at.here.env.JIRA_TOKEN = undefined;
    const data = join(at.here.folder, 'records');
    at.here.answers = [at.sandbox.jiraUrl, 'isms@example.com', TOKEN, '2020-01-01', 'never', 'SEC', '', ''];
    at.here.answers.push('Ops', 'Operations', '', 'none', 'n', 'y');
    const { code, err } = await connect('--data', data);
    expect([code, err]).toEqual([
      0,
      expect.stringContaining('"Ops" will not do; allowed: 10220 (Operations), 10221 (Security)'),
    ]);
    expect(err).toContain('"2020-01-01" will not do');
    expect(err).toContain('done      10104 (Fertig)');
    expect(written()).toMatchObject({ login: { token: { file: join(data, 'jira.token') } } });
    expect(readFileSync(join(data, 'jira.token'), 'utf8')).toBe(`${TOKEN}\n`);
    expect([statSync(join(data, 'jira.token')).mode & 0o777, statSync(data).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it('asks for another token where the one that lay there is refused', async () => {
    at.here.env.JIRA_TOKEN = 'ATATT-an-older-one';
    const data = join(at.here.folder, 'records');
    at.here.answers = [TOKEN, '', '', 'none', 'n', 'y'];
    const { code, err } = await connect(...all(), '--data', data);
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/found in JIRA_TOKEN[\s\S]*401[\s\S]*Signed in as ISMS engine/),
    ]);
    expect(written()).toMatchObject({ login: { token: { file: join(data, 'jira.token') } } });
  });

  it('run again offers to replace the token that it keeps, and takes no wrong one', async () => {
    at.here.env.JIRA_TOKEN = undefined;
    const data = join(at.here.folder, 'records');
    at.here.answers = [TOKEN, '', '', 'none', 'n', 'y'];
    await connect(...all(), '--data', data);
    const first = file();
    const kept = () => readFileSync(join(data, 'jira.token'), 'utf8');
    const again = (...answers: string[]) => {
      at.here.answers = answers;
      return at.here.run('connect', 'jira', '--data', data, '--expires', 'never', '--no-test');
    };
    const wrong = await again('', '', 'ATATT-another-one', 'y');
    expect([wrong.code, kept()]).toEqual([4, `${TOKEN}\n`]);
    const changed = 'ATATT-the-next-one';
    at.sandbox.act.replaceToken('dutybound', changed);
    const right = await again('', '', changed, '', '', '', '', '');
    at.sandbox.act.replaceToken('dutybound', TOKEN);
    expect([right.code, kept(), file()]).toEqual([0, `${changed}\n`, first]);
    expect(right.err).not.toContain(changed);
  });

  it('puts the mapping together one by one where it is not right', async () => {
    at.here.answers = ['n', 'none', '10000', 'none', '3', '2', '1', 'none', 'n', 'y'];
    const { code } = await connect(...all(), '--subtask-type', 'none');
    expect([code, written()]).toMatchObject([
      0,
      { resolution: { done: '10000' }, priority: { task: '3', minor: '2', major: '1' } },
    ]);
    expect(file()).not.toMatch(/dropped|subtask_type/);
  });

  it('beside another tracker: duties that name none stay where they were, unless told otherwise', async () => {
    const both = at.before
      .replace('sam@example.com,', 'sam@example.com, github: sam,')
      .replace('mara@example.com,', 'mara@example.com, github: mara,');
    at.here.write('isms.yaml', both);
    const kept = await at.here.run('connect', 'jira', ...all(), '--yes');
    expect([kept.code, file()]).toEqual([0, expect.stringContaining('    tracker: github\n')]);
    at.here.write('isms.yaml', both);
    expect((await at.here.run('connect', 'jira', ...all(), '--yes', '--duties', 'jira')).code).toBe(0);
    expect(file()).toContain('    tracker: jira\n');
  });
});
