import { dateAt, plusDays } from '../../rules/calendar/local-day.ts';
import type { SandboxOptions } from '../../sandbox/options.ts';

/** Looks like nothing else, so that it can be searched for in everything that is printed. */
export const TOKEN = 'ghp_Planted0Secret1Token2In3Tests4567890';
export const REPO = 'example/isms';
/** At Jira: one that lets everything through, and one that demands fields. */
export const PROJECT = 'ISMS';
export const STRICT = 'STRICT';
const ZONE = 'Europe/Berlin';
const push = { [REPO]: 'push' as const, [PROJECT]: 'push' as const, [STRICT]: 'push' as const };

/** Who is at the tracker. */
export const company: SandboxOptions = {
  repositories: [
    { name: REPO, private: true },
    { name: 'example/open', private: false },
    { name: 'example/closed', private: true },
    { name: 'example/quiet', private: true, hasIssues: false },
  ],
  projects: [
    { key: PROJECT, name: 'Information security', kind: 'simple' },
    { key: STRICT, name: 'Strict', kind: 'strict' },
  ],
  people: [
    {
      login: 'dutybound-bot',
      mail: 'bot@example.com',
      token: TOKEN,
      access: { ...push, 'example/open': 'push', 'example/closed': 'read', 'example/quiet': 'push' },
    },
    { login: 'sam-okoro', name: 'Sam Okoro', accountId: 'acc-sam-okoro', access: { ...push, 'example/open': 'push' } },
    { login: 'mara-lindt', name: 'Mara Lindt', accountId: 'acc-mara-lindt', access: { ...push, [REPO]: 'admin' } },
    { login: 'priya-nair', name: 'Priya Nair', accountId: 'acc-priya-nair', access: push },
    { login: 'elena-costa', name: 'Elena Costa', accountId: 'acc-elena-costa', access: push },
    { login: 'a-stranger', name: 'A Stranger' },
  ],
};

/** What a test's programme says; the rest is the same everywhere. */
export interface Said {
  api: string;
  /** Port of the mail server; without it no mail is set up. */
  smtp?: number;
  repository?: string;
  people?: string;
  tracker?: string;
  duties?: string;
}

const people = `
  sam: { name: Sam Okoro, mail: sam@example.com, github: sam-okoro, manager: priya }
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }`;

/** @returns the date so many days of the organisation's calendar from `now`. */
export function dayFrom(now: Date, days: number): string {
  return plusDays(dateAt(ZONE, now.toISOString()), days);
}

/** The duty of most tests here: due Fri 16 Apr 2027 for the first time, with one item of evidence. */
export const REVIEW = `
  access-review:
    kind: evidence-request
    title: Access review
    ask: Check who can reach production.
    clause: A.5.18
    process: access
    owner: sam
    verifier: mara
    every: 3 months
    first: 2027-04-16
    ladder: L2
    evidence: { export: "users and roles, at most 14 days old" }`;

/** A yearly duty, due ten days of the organisation's calendar from `now`: it opens at once. */
export function duty(now: Date, more = ''): string {
  const first = dayFrom(now, 10);
  return `
  access-review:
    kind: evidence-request
    title: Access review
    ask: Check who can reach production.
    clause: A.5.18
    process: access
    owner: sam
    verifier: mara
    every: 12 months
    first: ${first}
    shift: none
    ladder: L2
    evidence: { export: "users and roles, at most 14 days old" }
    ${more}`;
}

/** @returns isms.yaml of a small company. */
export function isms({ api, smtp, repository = REPO, people: who = people, tracker = '', duties }: Said): string {
  return `organisation: Example GmbH
instance: example
zone: ${ZONE}
pace: { planner: 1 h, gate_wait: 1 min }
processes:
  access: { title: Access management, owner: priya }
people:${who}
roles: { lead: [mara], top: [elena] }
trackers:
  github:
    kind: github
    repository: ${repository}
    token: "\${env:GITHUB_TOKEN}"
    api: ${api}
    ${tracker}
${smtp === undefined ? '' : `notices: { mail: { smtp: "smtp://127.0.0.1:${smtp}", from: isms@example.com } }`}
duties:${duties ?? duty(new Date())}
`;
}
