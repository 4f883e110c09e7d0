import { REPO } from '../engine/harness/company.ts';
import type { PlayedDuty } from './duties.ts';

/** Between two rounds of the planner, ms. */
export const PLANNER_MS = 2_000;
/** From the opening of a quick duty until it is due, and from there to its hard limit, ms. */
export const LEAD_MS = 16_000;
export const LIMIT_MS = 16_000;
const CALM_MS = 20 * 3_600_000;
/** How long a minor nonconformity may take, ms. */
const RESOLVE_MS = 28_000;

export interface Addresses {
  api: string;
  smtpPort: number;
  chat: string;
}

/** @returns when a duty opens as planned, epoch ms. @param begin of the programme, epoch ms. */
export function opensAt({ opensAfter }: PlayedDuty, begin: number): number {
  return begin + opensAfter;
}

/** @returns isms.yaml of one seed: a company whose weeks last seconds. */
export function programmeOf(duties: PlayedDuty[], begin: number, { api, smtpPort, chat }: Addresses): string {
  return `organisation: Example GmbH
instance: chaos
zone: UTC
contact_hours: { from: "00:00", to: "24:00", every_day: true }
pace: { planner: ${PLANNER_MS / 1000} s, gate_wait: 1 s, look: 45 s }
open_at_once: 500
processes:
  access: { title: Access management, owner: priya }
  suppliers: { title: Suppliers, owner: sam }
people:
  sam: { name: Sam Okoro, mail: sam@example.com, github: sam-okoro, manager: dana }
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: dana, channel: chat }
  dana: { name: Dana Roth, mail: dana@example.com, github: dana-roth, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }
roles: { lead: [mara], top: [elena] }
trackers:
  github:
    kind: github
    repository: ${REPO}
    token: "\${env:GITHUB_TOKEN}"
    webhook_secret: "\${env:HOOK_SECRET}"
    api: "${api}"
    sweep: 5 s
    settle: 4 s
    limits: { per_minute: 10000, per_hour: 100000 }
notices:
  mail: { smtp: "smtp://127.0.0.1:${smtpPort}", from: isms@example.com }
  chat: { webhook: "${chat}" }
ladders:
  quick:
    lead: ${LEAD_MS / 1000} s
    hard_limit: ${LIMIT_MS / 1000} s
    rungs: [ { at: -6 s, to: assignee }, { at: 0 s, to: [assignee, manager] }, { at: 6 s, to: lead } ]
  calm: { lead: 20 h, hard_limit: 20 h, rungs: [ { at: 0 s, to: assignee } ] }
  L2: { lead: 1 h, rungs: [ { at: -10 s, to: assignee }, { at: 0 s, to: [assignee, manager] }, { at: 30 s, to: top } ] }
clocks:
  minor: { plan: ${RESOLVE_MS / 2_000} s, resolve: ${RESOLVE_MS / 1000} s }
  major: { plan: 1 h, resolve: 2 h }
  repeats: { minors: 100 }
  verification: 1 h
  verification_by_top: 1 h
  effectiveness: 1 h
  revival: 1 h
duties:
${duties.map((duty) => dutyText(duty, begin)).join('')}`;
}

function dutyText(duty: PlayedDuty, begin: number): string {
  const { id, title, kind, owner, verifier, quick } = duty;
  const due = opensAt(duty, begin) + (quick ? LEAD_MS : CALM_MS);
  return `  ${id}:
    kind: ${kind}
    title: "${title}"
    ask: Check who can reach ${id} and remove what is no longer needed.
    clause: A.5.18
    process: ${owner === 'sam' ? 'access' : 'suppliers'}
    owner: ${owner}
    every: 48 hours
    first: ${new Date(due).toISOString()}
    ladder: ${quick ? 'quick' : 'calm'}
    tracker: github
    evidence: { export: users and roles }
${verifier === undefined ? '' : `    verifier: ${verifier}\n`}`;
}
