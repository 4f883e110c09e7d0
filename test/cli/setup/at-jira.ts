import { PROJECT, STRICT } from '../company.ts';
import type { Ground } from './ground.ts';
import { lineOf, type Planted } from './planted.ts';

/** A project in order. */
const SIMPLE = 'type: 10002, resolution: { done: 10000, dropped: 10001 }';

/** Writes the company's programme with its tickets in a project at Jira. @param keys of the tracker beside those that all have. */
export function atJira(ground: Ground, keys: string, project = PROJECT): void {
  const tracker = `  board: { kind: jira, site: "${ground.sandbox.jiraUrl}", project: ${project}, account: bot@example.com, token: "\${env:GITHUB_TOKEN}", ${keys} }\n`;
  ground.say({}, (text) =>
    text
      .replace(/ {2}github:\n( {4}.*\n)+/, tracker)
      .replace(/github: (sam-okoro|mara-lindt|priya-nair|elena-costa)/g, 'jira: acc-$1'),
  );
}

/** What a project at Jira may demand that the programme does not say. */
export const inProjects: Planted[] = [
  {
    title: 'a type that the project does not have',
    what: 'type',
    level: 'problem',
    applies: false,
    plant: (ground) => atJira(ground, SIMPLE.replace('10002', '99')),
    name: 'board',
    place: lineOf('board:'),
    found: 'project ISMS has no issue type 99',
    fix: 'trackers.board.type',
    allowed: '10002',
  },
  {
    title: 'a field that the project demands',
    what: 'field',
    level: 'problem',
    applies: false,
    plant: (ground) => atJira(ground, strictWith({ customfield_10417: undefined }), STRICT),
    name: 'board',
    place: lineOf('fields:'),
    found: 'needs "Cost centre"',
    fix: 'trackers.board.fields.customfield_10417',
    allowed: '10221 (Security)',
  },
  {
    title: 'a value that a field does not take',
    what: 'field',
    level: 'problem',
    applies: false,
    plant: (ground) => atJira(ground, strictWith({ customfield_10417: '99' }), STRICT),
    name: 'board',
    place: lineOf('customfield_10417'),
    found: 'Cost centre',
    fix: 'trackers.board.fields.customfield_10417',
    allowed: '10221 (Security)',
  },
  {
    title: 'a status that the type does not have',
    what: 'status',
    level: 'problem',
    applies: false,
    plant: (ground) => atJira(ground, `${SIMPLE}\n    , status: { done: 99 }`),
    name: 'board',
    place: lineOf(', status'),
    found: 'project ISMS has no status 99',
    fix: 'trackers.board.status.done',
    allowed: '10002 (Done)',
  },
  {
    title: 'a field that no new ticket has',
    what: 'field',
    level: 'note',
    applies: true,
    plant: (ground) => atJira(ground, `${SIMPLE}\n    , fields: { customfield_99: x }`),
    name: 'board',
    place: lineOf(', fields'),
    found: 'project ISMS shows no field customfield_99',
    fix: 'remove trackers.board.fields.customfield_99',
    allowed: /./,
  },
  {
    title: 'nothing that tells done from dropped',
    what: 'status',
    level: 'note',
    applies: true,
    plant: (ground) => atJira(ground, 'type: 10002'),
    name: 'board',
    place: lineOf('board:'),
    found: 'is taken to have done it',
    fix: 'trackers.board.resolution.dropped',
  },
  {
    title: 'a priority that the project does not have',
    what: 'priority',
    level: 'problem',
    applies: false,
    plant: (ground) => atJira(ground, `${SIMPLE}\n    , priority: { major: 99 }`),
    name: 'board',
    place: lineOf(', priority'),
    found: 'has no priority 99',
    fix: 'trackers.board.priority.major',
    allowed: '1 (Highest)',
  },
  {
    title: 'edits that are to be quiet, by an account that may not',
    what: 'quiet',
    level: 'note',
    applies: true,
    plant: (ground) => atJira(ground, `${SIMPLE}\n    , quiet: true`),
    name: 'board',
    place: lineOf(', quiet'),
    found: 'does not administer project ISMS',
    fix: 'quiet: false',
    allowed: 'only with Administer projects',
  },
  {
    title: 'a token that Jira does not know',
    what: 'token',
    level: 'problem',
    applies: false,
    plant(ground) {
      atJira(ground, SIMPLE);
      ground.here.env.GITHUB_TOKEN = 'ATATTunknown0token';
    },
    name: 'board',
    place: lineOf('board:'),
    found: '401',
    fix: 'make a token that may read and write the issues of ISMS',
    allowed: 'a token that is in force',
    code: 4,
  },
  {
    title: 'an account that may only read',
    what: 'permission',
    level: 'problem',
    applies: false,
    plant(ground) {
      atJira(ground, SIMPLE);
      ground.sandbox.act.grant(PROJECT, 'dutybound-bot', 'read');
    },
    name: 'board',
    place: lineOf('board:'),
    found: 'lacks EDIT_ISSUES',
    fix: 'give the account a role in the project',
    allowed: 'EDIT_ISSUES',
  },
  {
    title: 'a project that is not there',
    what: 'access',
    level: 'problem',
    applies: false,
    plant: (ground) => atJira(ground, SIMPLE, 'NOWHERE'),
    name: 'board',
    place: lineOf('project: NOWHERE'),
    found: 'project NOWHERE does not exist',
    fix: 'check the key',
    allowed: 'the key of a project',
  },
  {
    title: 'somebody whose account id nobody has',
    what: 'unknown-person',
    level: 'problem',
    applies: false,
    plant(ground) {
      atJira(ground, SIMPLE);
      ground.here.write('isms.yaml', ground.here.read('isms.yaml').replace('jira: acc-sam-okoro', 'jira: acc-nobody'));
    },
    name: 'people',
    place: lineOf('jira: acc-nobody'),
    found: 'acc-nobody (Sam Okoro) does not exist, or cannot be assigned in ISMS',
    fix: 'correct it, or give the account access',
    allowed: 'somebody who can be assigned in ISMS',
  },
];

/** The strict project's fields in order, but for what is changed. */
function strictWith(changes: Record<string, string | undefined>): string {
  const fields = {
    customfield_10417: '10221',
    customfield_10418: 'ISO/IEC 27001',
    customfield_10419: '2027-12-31',
    customfield_10420: '{ user: acc-mara-lindt }',
    customfield_10421: '{ option: 10230, child: 10231 }',
    ...changes,
  };
  const lines = Object.entries(fields).flatMap(([id, value]) => (value === undefined ? [] : [`      ${id}: ${value}`]));
  return `type: 10012, resolution: { done: 10000, dropped: 10001 },\n    fields: {\n${lines.join(',\n')}\n    }`;
}
