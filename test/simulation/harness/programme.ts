import { accountAt, type Kind, PLACES } from './board/board.ts';

/** @returns isms.yaml of a small company: these duties, and whatever else is given at the top level. */
export function isms(duties: string, more = ''): string {
  return `organisation: Example GmbH
instance: example
zone: Europe/Berlin
pace: { planner: 1 h, gate_wait: 1 min }
processes:
  access: { title: Access management, owner: priya }
  governance: { title: Running the ISMS, owner: mara }
people:
  sam: { name: Sam Okoro, mail: sam@example.com, github: sam-okoro, manager: dana }
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: dana }
  dana: { name: Dana Roth, mail: dana@example.com, github: dana-roth, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }
roles: { lead: [mara], top: [elena] }
trackers:
  github: { kind: github, repository: example/isms, token: "\${env:GITHUB_TOKEN}", sweep: 1 h, settle: 2 s }
notices: { mail: { smtp: "smtp://127.0.0.1:2525", from: isms@example.com } }
${more}
duties:
${duties}`;
}

/** The duty of most stories: due Fri 16 Apr 2027, opens 1 Apr, missed after 30 Apr, one item of evidence. */
export function accessReview(more = 'verifier: mara'): string {
  return `
  access-review-aws:
    kind: evidence-request
    title: "Access review: production AWS"
    ask: Check who can reach production AWS and remove what is no longer needed.
    clause: A.5.18
    process: access
    owner: sam
    every: 3 months
    first: 2027-04-16
    ladder: L2
    evidence: { export: "users and roles, at most 14 days old" }
    ${more}
`;
}

/** @returns the same programme of a company that works in this tracker. */
export function programmeAt(kind: Kind, programme: string): string {
  if (kind === 'github') return programme;
  const priority = '{ task: 3, minor: 2, major: 1 }';
  const resolution = '{ done: 10000, dropped: 10001 }';
  const events = /events: \{[^}]*\}, /.exec(programme)?.[0] ?? '';
  const jira = `  jira: { kind: jira, site: "https://example.atlassian.net", project: ${PLACES.jira.home}, type: 10002, subtask_type: 10003, token: "\${env:JIRA_TOKEN}", sweep: 1 h, ${events}resolution: ${resolution}, priority: ${priority} }`;
  return programme
    .replace(/^ {2}github: .*$/m, jira)
    .replace(/\bgithub: ([\w-]+)/g, (_, login: string) => `jira: "${accountAt('jira', login)}"`);
}
