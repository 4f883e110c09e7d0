import { chmodSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { atJira } from './jira-desk.ts';
import { TOKEN } from './site.ts';

const at = atJira();
const { file, login, all, connect, refused } = at;

describe('connect jira refuses, names place and what is allowed, and leaves the file alone', () => {
  it('a wrong token: exit 4', async () => {
    at.here.env.JIRA_TOKEN = 'ATATT-another-one';
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
    expect(at.here.printed.join('')).not.toContain('ATATT3xFfGF0secret');
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
    at.before = at.before.replace('trackers:\n', `trackers:\n  jira: ${keys}\n`);
    at.here.write('isms.yaml', at.before);
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
    at.here.answers = [];
    const args = [...all(), '--subtask-type', 'none', '--no-input'];
    await refused(3, /Is that right\?[\s\S]*agree with --yes/, ...args);
  });

  it('a project in which the account may do nothing', async () => {
    at.sandbox.act.grant('SEC', 'dutybound', 'read');
    await refused(1, /lacks EDIT_ISSUES[\s\S]*Nothing was written/, ...all(), '--yes').finally(() =>
      at.sandbox.act.grant('SEC', 'dutybound', 'push'),
    );
  });

  it('an address at which there is no Jira, without blaming the token', async () => {
    const elsewhere = at.sandbox.jiraUrl.replace(/\/jira$/, '');
    const said = /404, so there is no Jira site at this address\.\nCheck the address/;
    await refused(1, said, ...all(), '--yes', '--site', elsewhere);
  });

  it('a site that does not answer', async () => {
    at.sandbox.faults.add({ kind: 'unreachable' });
    await refused(1, /no answer[\s\S]*Check the address, the network/, ...all(), '--yes').finally(() =>
      at.sandbox.faults.clear(),
    );
  });

  it('a file that is not there, has mistakes elsewhere, or cannot be written, before anything is asked', async () => {
    at.here.answers = ['must not be asked'];
    at.here.write('isms.yaml', at.before.replace('zone: Europe/Berlin', 'zone: Nowhere'));
    const wrong = await connect();
    expect([wrong.code, wrong.err]).toEqual([
      1,
      expect.stringMatching(/isms\.yaml:3:\d+ zone:[\s\S]*correct them first/),
    ]);
    const missing = await connect('--programme', 'other.yaml');
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('other.yaml does not exist')]);
    expect(at.here.answers).toHaveLength(1);
  });

  it('a folder in which nothing can be put, which is told before anything is asked', async () => {
    const isRoot = process.getuid?.() === 0;
    // Root may write anywhere, so it steps down; anybody else loses their rights instead.
    if (!isRoot) chmodSync(at.here.folder, 0o555);
    const { code, err } = await at.here
      .spawn(['connect', 'jira', ...all(), '--yes'], isRoot ? 65_534 : undefined)
      .finally(() => chmodSync(at.here.folder, 0o755));
    expect([code, err]).toEqual([1, expect.stringMatching(/isms\.yaml cannot be written/)]);
    expect(file()).toBe(at.before);
  });

  it('a test ticket that cannot be closed: it is named, and the next run goes on with it', async () => {
    const without = ['--resolution', 'dropped=10001'];
    at.sandbox.faults.add({ kind: 'transition-removed' });
    const { code, err } = await connect(...all(), '--yes', '--test', ...without);
    at.sandbox.faults.clear();
    expect([code, file()]).toEqual([1, at.before]);
    expect(err).toMatch(/The test ticket failed: [\s\S]*SEC-\d+ stays open at http/);
  });

  it('a file that somebody else wrote meanwhile, which is left as they wrote it', async () => {
    const theirs = `${at.before}# mine\n`;
    const yes = () => {
      at.here.write('isms.yaml', theirs);
      return 'y';
    };
    at.here.answers = Object.assign(['', '', 'none', 'n', 'y'], {
      shift: function shift(this: string[]) {
        const answer = this.splice(0, 1)[0];
        return answer === 'y' ? yes() : answer;
      },
    });
    const { code, err } = await connect(...all());
    expect([code, at.here.read('isms.yaml')]).toEqual([1, theirs]);
    expect(err).toContain('was changed by somebody else meanwhile and was left alone. Run this again.');
  });

  it('leaves nothing beside the file', async () => {
    await connect(...all(), '--yes');
    expect(readdirSync(at.here.folder)).toEqual(['isms.yaml']);
  });
});
