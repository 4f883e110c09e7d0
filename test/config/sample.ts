import { parseProgramme } from '../../config/programme.ts';
import type { Programme } from '../../rules/programme.ts';

/** The short form: what has no default, and one of each thing that refers to another. */
export const SAMPLE = `organisation: Example GmbH
instance: example
zone: Europe/Berlin
calendar: { country: DE, region: BE, holidays: [2027-12-24] }
contact_hours: { from: "09:00", to: "17:00" }
pace: { planner: 5 min, gate_wait: 1 min }
processes:
  access: { title: Access, owner: priya }
people:
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: mara }
  sam:
    name: Sam Okoro
    github: sam-okoro
    manager: mara
    delegate: { to: priya, from: 2027-05-01, until: 2027-05-14, powers: [verify] }
roles: { lead: [mara], top: [elena] }
trackers:
  main: { kind: github, repository: example/isms, token: "\${env:GITHUB_TOKEN}", sweep: 60 s }
notices:
  mail: { smtp: "smtp://127.0.0.1:2525", from: isms@example.com }
clocks: { minor: { plan: 10 days, resolve: 60 days } }
ladders:
  mine:
    lead: 10 days
    hard_limit: 14 days
    rungs:
      - { at: -3 days, to: assignee }
      - { at: 0 days, to: [assignee, manager] }
duties:
  access-review:
    kind: evidence-request
    title: "Access review: production"
    ask: Check who can reach production.
    clause: A.5.18
    process: access
    owner: sam
    verifier: mara
    every: 3 months
    first: 2027-04-16
    ladder: mine
    instructions: ["Export users ([how](https://wiki.example.com/aws))."]
    evidence:
      export: users and roles
    subjects: { production: { title: Production, owner: priya } }
`;

/** @returns the sample with one passage replaced; throws if the sample does not hold it exactly once. */
export function edited(passage: string, replacement: string): string {
  const parts = SAMPLE.split(passage);
  if (parts.length !== 2) throw new Error(`the sample holds ${parts.length - 1} times: ${passage}`);
  return parts.join(replacement);
}

/** @returns the programme of a text that has no mistakes. */
export function programmeOf(text: string): Programme {
  const result = parseProgramme(text, 'isms.yaml');
  if ('mistakes' in result) throw new Error(JSON.stringify(result.mistakes));
  return result.programme;
}
