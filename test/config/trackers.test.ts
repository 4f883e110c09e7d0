import { describe, expect, it } from '@jest/globals';
import { formatMistakes, parseProgramme } from '../../config/programme.ts';
import { edited, programmeOf, SAMPLE } from './sample.ts';

const GITHUB = `main: { kind: github, repository: example/isms, token: "\${env:GITHUB_TOKEN}", sweep: 60 s }`;
const JIRA = `
  board:
    kind: jira
    site: https://example.atlassian.net/
    project: ISMS
    type: 10001
    account: isms@example.com
    token: "\${env:JIRA_TOKEN}"
`;

/** The sample with an account at Jira for whoever decides, and this tracker in place of its own. */
function at(tracker: string): string {
  return edited(`  ${GITHUB}\n`, tracker.replace(/^\n/, ''))
    .replace('github: mara-lindt', 'jira: 5b10ac8d82e05b22cc7d4ef5')
    .replace('github: elena-costa', 'jira: "712020:0e3bbf4a-2ed9-4ac9-9a9d-c6a8d8f8a001"')
    .replace('github: priya-nair', 'github: priya-nair, jira: 5b10ac8d82e05b22cc7d4ef6');
}

function mistakesOf(text: string): string[] {
  const result = parseProgramme(text, 'f');
  return 'mistakes' in result ? formatMistakes(result.mistakes).split('\n') : [];
}

describe('a tracker of kind jira', () => {
  it('says little, and has defaults of its own', () => {
    expect(programmeOf(at(JIRA)).trackers).toEqual([
      {
        id: 'board',
        kind: 'jira',
        target: 'ISMS',
        api: 'https://example.atlassian.net',
        login: { how: 'basic', mail: 'isms@example.com', token: { env: 'JIRA_TOKEN' } },
        type: '10001',
        fields: {},
        status: {},
        resolution: {},
        priority: {},
        quiet: false,
        limits: { perMinute: 300, perHour: 5000 },
        sweepEvery: 60_000,
        settle: 180_000,
        allowPublic: false,
      },
    ]);
  });

  it('may say all the rest', () => {
    const text = `${JIRA}    token_expires: 2027-10-01
    subtask_type: 10003
    fields: { customfield_10417: "10501", customfield_10420: { option: "1", child: "2" }, reporter: { user: 5b10ac8d }, customfield_10002: 2027-10-01 }
    status: { open: 3, done: 10002, dropped: 10004 }
    resolution: { done: 10000, dropped: 10001 }
    priority: { task: 3, minor: 2, major: 1 }
    quiet: true
    settle: 30 s
    limits: { per_minute: 20 }
    webhook_secret: "\${file:/run/hook}"
`;
    expect(programmeOf(at(text)).trackers[0]).toMatchObject({
      login: { how: 'basic', expires: '2027-10-01' },
      subtaskType: '10003',
      fields: {
        customfield_10417: '10501',
        customfield_10420: { option: '1', child: '2' },
        reporter: { user: '5b10ac8d' },
        customfield_10002: '2027-10-01',
      },
      status: { open: '3', done: '10002', dropped: '10004' },
      resolution: { done: '10000', dropped: '10001' },
      priority: { task: '3', minor: '2', major: '1' },
      quiet: true,
      settle: 30_000,
      limits: { perMinute: 20, perHour: 5000 },
      webhook: { secret: { file: '/run/hook' } },
    });
  });

  it.each([
    ['a token alone is a bearer token', '    account: isms@example.com\n', '', { how: 'bearer' }],
    [
      'an app',
      `    account: isms@example.com\n    token: "\${env:JIRA_TOKEN}"\n`,
      `    oauth: { cloud: c-1, client_id: i, client_secret: "\${env:S}", refresh_token: "\${env:R}" }\n`,
      {
        how: 'oauth',
        cloud: 'c-1',
        clientId: 'i',
        clientSecret: { env: 'S' },
        refreshToken: { env: 'R' },
        gateway: 'https://api.atlassian.com',
        authority: 'https://auth.atlassian.com',
      },
    ],
  ])('logs in otherwise: %s', (_, passage, replacement, login) => {
    expect(programmeOf(at(JIRA.replace(passage, replacement))).trackers[0]?.login).toMatchObject(login);
  });

  it('gives people accounts of its own beside those of another', () => {
    const accounts = programmeOf(at(JIRA)).people.map((person) => person.accounts);
    expect(accounts[1]).toEqual({ jira: '712020:0e3bbf4a-2ed9-4ac9-9a9d-c6a8d8f8a001' });
    expect(accounts[2]).toEqual({ github: 'priya-nair', jira: '5b10ac8d82e05b22cc7d4ef6' });
  });

  it('says everything that is wrong at once', () => {
    const wrong = `
  board:
    kind: jira
    site: example.atlassian.net
    projct: ISMS
    repository: example/isms
    type: Task
    account: isms@example.com
    token: ATATT3xFfGF0123456789
    fields: { Cost centre: "4100", duedate: 2027-01-01, customfield_1: { option: "1" } }
    status: { done: Done }
    priority: { high: 1 }
    quiet: yes
`;
    const keys =
      'kind, site, project, type, subtask_type, account, token, token_expires, oauth, fields, status, resolution, priority, quiet, webhook_secret, limits, events, sweep, settle, allow_public';
    const id = 'an id: digits, such as 10001';
    expect(mistakesOf(at(wrong))).toEqual([
      `f:20:3 trackers.board.project: is missing (allowed the key of a project, such as ISMS)`,
      'f:22:11 trackers.board.site: cannot be used (found a text that is not shown here; allowed https://HOST…, or http://127.0.0.1:PORT…, without credentials, ? and #)',
      `f:23:5 trackers.board.projct: unknown key; did you mean "project"? (allowed ${keys})`,
      `f:24:5 trackers.board.repository: only a tracker of kind github has this key, and this one is of kind jira; remove it (allowed ${keys})`,
      `f:25:11 trackers.board.type: cannot be used (found "Task"; allowed ${id})`,
      `f:27:12 trackers.board.token: a secret is only ever referred to, never written here; put it into the environment or a file and name that (found a text that is not shown here; allowed \${env:NAME}, \${file:PATH})`,
      'f:28:15 trackers.board.fields.Cost centre: this cannot be an id (allowed the id of a field, such as customfield_10417)',
      'f:28:36 trackers.board.fields.duedate: this cannot be an id (allowed any field that is not written from the duty itself: project, issuetype, summary, description, labels, assignee, duedate, parent, priority, status, resolution)',
      'f:28:72 trackers.board.fields.customfield_1: cannot be used (found a map; allowed a text, a date, or an option’s id; { option: ID, child: ID }; or { user: ACCOUNTID })',
      `f:29:21 trackers.board.status.done: cannot be used (found "Done"; allowed ${id})`,
      'f:30:17 trackers.board.priority.high: unknown key; remove it (allowed task, minor, major)',
      'f:31:12 trackers.board.quiet: cannot be used (found "yes"; allowed true, false)',
    ]);
  });

  it('has one account for each person', () => {
    const text = at(JIRA).replace('5b10ac8d82e05b22cc7d4ef6', '5b10ac8d82e05b22cc7d4ef5');
    expect(mistakesOf(text)).toEqual([
      'f:12:81 people.priya.jira: people.mara has the same; each person has their own (found "5b10ac8d82e05b22cc7d4ef5")',
    ]);
  });

  it('needs an account of whoever decides there', () => {
    expect(mistakesOf(at(JIRA).replace('jira: 5b10ac8d82e05b22cc7d4ef5', 'github: mara-lindt'))).toEqual([
      'f:10:3 people.mara.jira: is missing; mara is compliance lead and decides in tickets (allowed an account id of jira)',
    ]);
  });
});

describe('a tracker of kind github', () => {
  it.each([
    [
      'with a token that ends',
      `token: "\${env:T}", token_expires: 2027-10-01`,
      { how: 'token', expires: '2027-10-01' },
    ],
    [
      'as an App',
      `app: { id: 1234, installation: 5678, private_key: "\${file:/run/key.pem}" }`,
      { how: 'app', app: '1234', installation: '5678', privateKey: { file: '/run/key.pem' } },
    ],
  ])('logs in %s', (_, login, expected) => {
    expect(programmeOf(edited(`token: "\${env:GITHUB_TOKEN}"`, login)).trackers[0]?.login).toMatchObject(expected);
  });
});

describe('exactly one login', () => {
  const app = `app: { id: 1, installation: 2, private_key: "\${env:K}" }`;
  it.each([
    [
      'none',
      SAMPLE.replace(`, token: "\${env:GITHUB_TOKEN}"`, ''),
      'f:20:3 trackers.main: has no login (allowed one of token, app)',
    ],
    [
      'two',
      SAMPLE.replace('sweep: 60 s', app),
      'f:20:81 trackers.main.app: is a second login beside token (allowed one of token, app)',
    ],
    [
      'what belongs to another one',
      SAMPLE.replace(`token: "\${env:GITHUB_TOKEN}"`, `${app}, token_expires: 2027-01-01`),
      'f:20:109 trackers.main.token_expires: belongs to a token, and app is the login here; remove it',
    ],
    [
      'none at Jira',
      at(JIRA.replace(`    token: "\${env:JIRA_TOKEN}"\n`, '').replace(`    account: isms@example.com\n`, '')),
      'f:20:3 trackers.board: has no login (allowed one of token, oauth)',
    ],
  ])('%s is a mistake', (_, text, mistake) => {
    expect(mistakesOf(text)).toEqual([mistake]);
  });
});
