import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { accountOf, ENGINE_MAIL, REPO } from './company.ts';

const HOUR_MS = 3_600_000;
/** One beginning for all programmes of a process: a duty that is applied again stays as it was. */
const BEGIN = Date.now();

/** A tracker of the programme, beside the usual one: a repository, or a project at Jira. */
export interface TrackerText {
  id: string;
  repository?: string;
  project?: string;
  /** Variable that holds its token. */
  token?: string;
  /** Mail address of the engine's account, where Jira asks for it. */
  account?: string;
  /** How often changes are asked for; far apart by default, so that only webhooks tell of them. */
  sweep?: string;
}

export interface ProgrammeText {
  duties: string;
  trackers?: TrackerText[];
  /** What each tracker may be asked to write; by default as much as a test can. */
  limits?: { perMinute: number; perHour: number };
  /** Other keys of the file. */
  more?: string;
}

/** @returns isms.yaml of a company whose tracker is the sandbox: rounds of two seconds, deadlines hours away. */
export function isms({ apiUrl, jiraUrl, smtpPort }: Sandbox, text: ProgrammeText): string {
  const { duties, trackers = [], limits = { perMinute: 10_000, perHour: 100_000 }, more = '' } = text;
  const homeOf = ({ repository, project, account = ENGINE_MAIL }: TrackerText) =>
    project
      ? `kind: jira, site: "${jiraUrl}", project: ${project}, type: 10002, account: ${account}`
      : `kind: github, repository: ${repository}, api: "${apiUrl}"`;
  const tracker = ({ id, token = 'GITHUB_TOKEN', sweep = '1 h', ...home }: TrackerText) =>
    `  ${id}: { ${homeOf({ id, ...home })}, token: "\${env:${token}}", webhook_secret: "\${env:HOOK_SECRET}", ` +
    `sweep: ${sweep}, settle: 2 s, limits: { per_minute: ${limits.perMinute}, per_hour: ${limits.perHour} } }`;
  const hasJira = trackers.some(({ project }) => project !== undefined);
  const accounts = (login: string) => `github: ${login}${hasJira ? `, jira: "${accountOf(login)}"` : ''}`;
  return `organisation: Example GmbH
instance: example
zone: Europe/Berlin
contact_hours: { from: "00:00", to: "24:00", every_day: true }
pace: { planner: 2 s, gate_wait: 2 s }
open_at_once: 500
chases_a_day: 1000
processes: { access: { title: Access management, owner: priya } }
people:
  sam: { name: Sam Okoro, mail: sam@example.com, ${accounts('sam-okoro')}, manager: dana, competence: { auditor: { until: 2099-12-31, proof: lead auditor } } }
  mara: { name: Mara Lindt, mail: mara@example.com, ${accounts('mara-lindt')}, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, ${accounts('priya-nair')}, manager: dana }
  dana: { name: Dana Roth, mail: dana@example.com, ${accounts('dana-roth')}, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, ${accounts('elena-costa')} }
roles: { lead: [mara], top: [elena] }
trackers:
${[{ id: 'github', repository: REPO }, ...trackers].map(tracker).join('\n')}
notices: { mail: { smtp: "smtp://127.0.0.1:${smtpPort}", from: isms@example.com } }
ladders:
  calm: { lead: 20 h, hard_limit: 20 h, rungs: [ { at: 0 s, to: assignee } ] }
${more}
duties:
${duties}`;
}

/** What a duty of a test differs in. */
export interface DutyText {
  id: string;
  tracker?: string;
  verifier?: string;
  ladder?: string;
  /** Due this many ms after the beginning; by default 19 hours, so that it opens at once and nothing is chased. */
  dueIn?: number;
}

/** @returns a duty of Sam's that asks for one item, and is to be opened at once. */
export function duty({ id, tracker = 'github', verifier, ladder = 'calm', dueIn = 19 * HOUR_MS }: DutyText): string {
  return `  ${id}:
    kind: evidence-request
    title: "Access review ${id}"
    ask: Check who can reach ${id} and remove what is no longer needed.
    clause: A.5.18
    process: access
    owner: sam
    every: 48 hours
    first: ${new Date(BEGIN + dueIn).toISOString()}
    ladder: ${ladder}
    tracker: ${tracker}
    evidence: { export: users and roles }
${verifier === undefined ? '' : `    verifier: ${verifier}\n`}`;
}

/** @returns as many duties, called `NAME-1` and so on. */
export function duties(count: number, name: string): string {
  return Array.from({ length: count }, (_, i) => duty({ id: `${name}-${i + 1}` })).join('');
}
