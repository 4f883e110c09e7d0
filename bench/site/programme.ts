import { accountOf, ENGINE_MAIL, HOMES, LOGINS, TRACKER, type TrackerKind } from './company.ts';

const HOUR_MS = 3_600_000;

/** What programmes of the bench differ in. */
export interface ProgrammeText {
  /** In which tracker its company works; GitHub unless said otherwise. */
  at?: TrackerKind;
  /** Base address of the tracker's API; Jira: of the site. */
  api: string;
  /** The planner's interval, s. */
  planner: number;
  /** Keys and duties, YAML. */
  more?: string;
  duties: string;
}

/** @returns isms.yaml of the bench's company: contact at all hours, nothing chased before it is due, write limits out of the way. */
export function programmeText({ at = TRACKER, api, planner, more = '', duties }: ProgrammeText): string {
  const { place } = HOMES[at];
  const account = (login: string) => `${at}: "${at === 'jira' ? accountOf(login) : login}"`;
  const home =
    at === 'jira'
      ? `site: "${api}", project: ${place}, type: 10002, account: ${ENGINE_MAIL}`
      : `repository: ${place}, api: "${api}"`;
  return `organisation: Example GmbH
instance: bench
zone: Europe/Berlin
contact_hours: { from: "00:00", to: "24:00", every_day: true }
pace: { planner: ${planner} s, gate_wait: 2 s }
open_at_once: 500
processes: { access: { title: Access management, owner: priya } }
people:
  sam: { name: Sam Okoro, ${account(LOGINS.sam)}, manager: dana }
  mara: { name: Mara Lindt, ${account(LOGINS.mara)}, manager: elena }
  priya: { name: Priya Nair, ${account(LOGINS.priya)}, manager: dana }
  dana: { name: Dana Roth, ${account(LOGINS.dana)}, manager: elena }
  elena: { name: Elena Costa, ${account(LOGINS.elena)} }
roles: { lead: [mara], top: [elena] }
trackers:
  ${at}: { kind: ${at}, ${home}, token: "\${env:TRACKER_TOKEN}", webhook_secret: "\${env:TRACKER_WEBHOOK_SECRET}", sweep: 1 h, settle: 2 s, limits: { per_minute: 10000, per_hour: 100000 } }
ladders:
  calm: { lead: 20 h, hard_limit: 20 h, rungs: [ { at: 0 s, to: assignee } ] }
${more}
duties:
${duties}`;
}

/** @returns as many duties of Sam's, which Mara verifies; each is to be opened at once. @param now epoch ms. */
export function singleDuties(count: number, now: number, at: TrackerKind = TRACKER): string {
  const first = new Date(now + 19 * HOUR_MS).toISOString();
  const duty = (i: number) => `  access-${i}:
    kind: evidence-request
    title: "Access review ${i}"
    ask: Check who can reach system ${i} and remove what is no longer needed.
    instructions: [ Export users and roles., "Decide for each one: keep, change, or remove.", Remove what must go. ]
    clause: A.5.18
    process: access
    owner: sam
    verifier: mara
    every: 48 hours
    first: ${first}
    ladder: calm
    tracker: ${at}
    evidence: { export: users and roles }
`;
  return Array.from({ length: count }, (_, i) => duty(i + 1)).join('');
}
