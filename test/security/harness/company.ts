import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { REPO } from '../../cli/company.ts';

/** Secrets of the programme are referred to: the token in a file, the others in the environment. */
export const REFERENCES = {
  token: `\${file:${'TOKEN_FILE'}}`,
  hook: `\${env:HOOK}`,
  mail: `\${env:MAIL_ADDRESS}`,
} as const;

/** @returns isms.yaml with one duty that is due within seconds and then told to the manager by mail. */
export function isms({ apiUrl }: Sandbox, tokenFile: string, due: Date): string {
  return `organisation: Example GmbH
instance: example
zone: Europe/Berlin
contact_hours: { from: "00:00", to: "24:00", every_day: true }
pace: { planner: 2 s, gate_wait: 1 s }
processes: { access: { title: Access management, owner: priya } }
people:
  sam: { name: Sam Okoro, mail: sam@example.com, github: sam-okoro, manager: priya }
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }
roles: { lead: [mara], top: [elena] }
trackers:
  github:
    kind: github
    repository: ${REPO}
    token: "${REFERENCES.token.replace('TOKEN_FILE', tokenFile)}"
    webhook_secret: "${REFERENCES.hook}"
    api: ${apiUrl}
    sweep: 1 s
    settle: 2 s
notices: { mail: { smtp: "${REFERENCES.mail}", from: isms@example.com } }
ladders:
  quick: { lead: 60 s, hard_limit: 60 s, rungs: [ { at: 0 s, to: [assignee, manager] }, { at: 2 s, to: lead } ] }
duties:
  access-review:
    kind: evidence-request
    title: Access review
    ask: Check who can reach production.
    clause: A.5.18
    process: access
    owner: sam
    verifier: mara
    every: 1 hour
    first: ${due.toISOString()}
    lead: 60 s
    ladder: quick
    evidence: { export: users and roles }
`;
}
