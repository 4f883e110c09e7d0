import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../../config/programme.ts';
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
  before = isms({
    api: 'https://api.github.com',
    people: `
  sam: { name: Sam Okoro, mail: sam@example.com, manager: mara }   # does the work
  mara: { name: Mara Lindt, mail: mara@example.com, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }
  priya: { name: Priya Nair, manager: mara }`,
  });
  here.write('isms.yaml', before);
});
afterEach(() => {
  expect(here.printed.join('\n')).not.toContain(TOKEN);
  here.end();
});

const file = () => here.read('isms.yaml');
const login = () => ['--site', sandbox.jiraUrl, '--account', 'isms@example.com', '--expires', 'never'];
const all = () => [...login(), '--project', 'SEC', '--type', 'Aufgabe', '--field', 'customfield_10417=10221'];
const connect = (...args: string[]) => here.run('connect', 'jira', '--instead-of', 'github', ...args);

/** @returns the tracker that the file says now. */
function written() {
  const parsed = parseProgramme(file(), 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(parsed.mistakes[0]?.message);
  return parsed.programme.trackers.find(({ id }) => id === 'jira');
}

async function refused(code: number, said: RegExp, ...args: string[]) {
  const ended = await connect(...args);
  expect([ended.code, ended.out]).toEqual([code, '']);
  expect(ended.err).toMatch(said);
  expect(file()).toBe(before);
}

describe('connect jira', () => {
  it('writes what was found out, and the people’s accounts by mail; all else stays to the last character', async () => {
    const { code, out, err } = await connect(...all(), '--yes');
    expect([code, err]).toEqual([0, expect.stringContaining('Signed in as ISMS engine')]);
    expect(out).toContain('isms.yaml now has trackers.jira.\nNext: dutybound doctor, preview, apply.');
    expect(written()).toMatchObject({
      kind: 'jira',
      target: 'SEC',
      api: sandbox.jiraUrl,
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
    expect(bare).toBe(without(before, 'github'));
    expect(err).toContain('! priya  has no mail address');
  });

  it('run again finds all of it, and does not touch the file', async () => {
    await connect(...all(), '--yes');
    const first = file();
    const again = await here.run('connect', 'jira', '--yes', '--expires', 'never');
    expect([again.code, again.out]).toEqual([
      0,
      expect.stringContaining('has all of this already; it was not touched'),
    ]);
    expect(file()).toBe(first);
  });

  it('changes of what stands there only what differs, with the keys that it does not know left alone', async () => {
    await connect(...all(), '--yes');
    here.write('isms.yaml', file().replace('    project: SEC', '    sweep: 30 s   # ours\n    project: SEC'));
    const { code } = await here.run(
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
    const issue = [...sandbox.site.issues.values()].find(
      (each) => `${each.project.key}-${each.number}` === ticket.number,
    );
    expect(issue).toMatchObject({ status: { category: 'done' }, resolution: { id: '10000' } });
    expect([issue?.summary, issue?.comments.length]).toEqual(['Test of dutybound for Example GmbH: nothing to do', 1]);
    expect(found).toEqual({ found: expect.objectContaining({ sam: '5b10ac8d82e05b22cc7d4ef5' }), missing: ['priya'] });
    const again = await here.run('connect', 'jira', '--yes', '--expires', 'never', '--test', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ changed: false, ticket });
    expect(issue?.comments).toHaveLength(1);
  });

  it('asks for what no option says, and takes names, ids, and what is proposed', async () => {
    here.env.JIRA_TOKEN = undefined;
    const data = join(here.folder, 'records');
    here.answers = [sandbox.jiraUrl, 'isms@example.com', TOKEN, '2020-01-01', 'never', 'SEC', '', ''];
    here.answers.push('Ops', 'Operations', '', 'none', 'n', 'y');
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
    here.env.JIRA_TOKEN = 'ATATT-an-older-one';
    const data = join(here.folder, 'records');
    here.answers = [TOKEN, '', '', 'none', 'n', 'y'];
    const { code, err } = await connect(...all(), '--data', data);
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/found in JIRA_TOKEN[\s\S]*401[\s\S]*Signed in as ISMS engine/),
    ]);
    expect(written()).toMatchObject({ login: { token: { file: join(data, 'jira.token') } } });
  });

  it('puts the mapping together one by one where it is not right', async () => {
    here.answers = ['n', 'none', '10000', 'none', '3', '2', '1', 'none', 'n', 'y'];
    const { code } = await connect(...all(), '--subtask-type', 'none');
    expect([code, written()]).toMatchObject([
      0,
      { resolution: { done: '10000' }, priority: { task: '3', minor: '2', major: '1' } },
    ]);
    expect(file()).not.toMatch(/dropped|subtask_type/);
  });

  it('beside another tracker: duties that name none stay where they were, unless told otherwise', async () => {
    const both = before
      .replace('sam@example.com,', 'sam@example.com, github: sam,')
      .replace('mara@example.com,', 'mara@example.com, github: mara,');
    here.write('isms.yaml', both);
    const kept = await here.run('connect', 'jira', ...all(), '--yes');
    expect([kept.code, file()]).toEqual([0, expect.stringContaining('    tracker: github\n')]);
    here.write('isms.yaml', both);
    expect((await here.run('connect', 'jira', ...all(), '--yes', '--duties', 'jira')).code).toBe(0);
    expect(file()).toContain('    tracker: jira\n');
  });
});

describe('connect jira refuses, names place and what is allowed, and leaves the file alone', () => {
  it('a wrong token: exit 4', async () => {
    here.env.JIRA_TOKEN = 'ATATT-another-one';
    await refused(
      4,
      /401[\s\S]*does not take this token for isms@example.com[\s\S]*Nothing was changed/,
      ...all(),
      '--yes',
    );
    await refused(4, /The environment variable NO_SUCH is not set/, ...all(), '--yes', '--token-env', 'NO_SUCH');
  });

  it('a secret on the command line, which is not repeated', async () => {
    await refused(1, /--token-env: what was given is not shown/, ...all(), '--yes', '--token-env', TOKEN);
    await refused(
      4,
      /--token-file: found .* which is not there/,
      ...all(),
      '--yes',
      '--token-file',
      'ATATT3xFfGF0secret',
    );
    expect(here.printed.join('')).not.toContain('ATATT3xFfGF0secret');
  });

  it.each([
    [
      'a project that is not there',
      /--project: found "NOPE"|--project KEY: found "NOPE"; allowed: ISMS \(Management system\), SEC/,
      ['--project', 'NOPE'],
    ],
    ['a type that is not there', /--type ID: found "Story"; allowed: 10012 \(Aufgabe\)/, ['--type', 'Story']],
    [
      'a value that the field does not take',
      /--field customfield_10417=VALUE: found "7"; allowed: 10220 \(Operations\)/,
      ['--field', 'customfield_10417=7'],
    ],
    ['a status that is not there', /--status done=7: there is no such status; allowed: 10100/, ['--status', 'done=7']],
    ['a date that is over', /--expires DATE: found "2020-01-01"; allowed: a date from/, ['--expires', '2020-01-01']],
    [
      'somebody who is not in the programme',
      /--person nobody: nobody is called this; allowed: sam/,
      ['--person', 'nobody=1'],
    ],
    [
      'an account that cannot be assigned',
      /people.priya.jira[\s\S]*cannot be assigned in SEC[\s\S]*Nothing was written/,
      ['--person', 'priya=5b10ac8d82e05b22cc7d4e00'],
    ],
  ])('%s', (_, said, args) => refused(1, said, ...all(), '--yes', ...args));

  it('a login by OAuth, which it does not take the place of unasked', async () => {
    const oauth = `oauth: { cloud: abc, client_id: x, client_secret: "\${env:S}", refresh_token: "\${env:R}" }`;
    const keys = `{ kind: jira, site: "https://a.example", project: ISMS, type: 1, ${oauth} }`;
    before = before.replace('trackers:\n', `trackers:\n  jira: ${keys}\n`);
    here.write('isms.yaml', before);
    await refused(1, /trackers\.jira logs in as an OAuth app[\s\S]*--account MAIL/, '--yes');
  });

  it('a required field without a value, where nobody can be asked', async () => {
    const args = [...login(), '--project', 'SEC', '--type', '10012', '--yes'];
    await refused(
      1,
      /"Cost centre": nobody can be asked here\. Name it with --field customfield_10417=VALUE; allowed: 10220/,
      ...args,
    );
  });

  it('consent that nobody gave: exit 3', async () => {
    here.answers = [];
    const args = [...all(), '--subtask-type', 'none', '--no-input'];
    await refused(3, /Is that right\?[\s\S]*agree with --yes/, ...args);
  });

  it('a project in which the account may do nothing', async () => {
    sandbox.act.grant('SEC', 'dutybound', 'read');
    await refused(1, /lacks EDIT_ISSUES[\s\S]*Nothing was written/, ...all(), '--yes').finally(() =>
      sandbox.act.grant('SEC', 'dutybound', 'push'),
    );
  });

  it('a site that does not answer', async () => {
    sandbox.faults.add({ kind: 'unreachable' });
    await refused(1, /no answer[\s\S]*Check the address, the network/, ...all(), '--yes').finally(() =>
      sandbox.faults.clear(),
    );
  });

  it('a file that is not there, has mistakes elsewhere, or cannot be written, before anything is asked', async () => {
    here.answers = ['must not be asked'];
    here.write('isms.yaml', before.replace('zone: Europe/Berlin', 'zone: Nowhere'));
    const wrong = await connect();
    expect([wrong.code, wrong.err]).toEqual([
      1,
      expect.stringMatching(/isms\.yaml:3:\d+ zone:[\s\S]*correct them first/),
    ]);
    const missing = await connect('--programme', 'other.yaml');
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('other.yaml does not exist')]);
    expect(here.answers).toHaveLength(1);
  });

  it('a folder in which nothing can be put, which is told before anything is asked', async () => {
    if (process.getuid?.() === 0) return;
    chmodSync(here.folder, 0o555);
    await refused(1, /isms\.yaml cannot be written/, ...all(), '--yes').finally(() => chmodSync(here.folder, 0o755));
  });

  it('a test ticket that cannot be closed: it is named, and the next run goes on with it', async () => {
    const without = ['--resolution', 'dropped=10001'];
    sandbox.faults.add({ kind: 'transition-removed' });
    const { code, err } = await connect(...all(), '--yes', '--test', ...without);
    sandbox.faults.clear();
    expect([code, file()]).toEqual([1, before]);
    expect(err).toMatch(/The test ticket failed: [\s\S]*SEC-\d+ stays open at http/);
  });

  it('a file that somebody else wrote meanwhile, which is left as they wrote it', async () => {
    const theirs = `${before}# mine\n`;
    const yes = () => {
      here.write('isms.yaml', theirs);
      return 'y';
    };
    here.answers = Object.assign(['', '', 'none', 'n', 'y'], {
      shift: function shift(this: string[]) {
        const answer = this.splice(0, 1)[0];
        return answer === 'y' ? yes() : answer;
      },
    });
    const { code, err } = await connect(...all());
    expect([code, here.read('isms.yaml')]).toEqual([1, theirs]);
    expect(err).toContain('was changed by somebody else meanwhile and was left alone. Run this again.');
  });

  it('leaves nothing beside the file', async () => {
    await connect(...all(), '--yes');
    expect(readdirSync(here.folder)).toEqual(['isms.yaml']);
  });
});
