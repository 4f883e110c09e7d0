import { importTable } from '../../../activities/import.ts';
import { openAsked } from '../../../activities/openings/trigger.ts';
import { currentProgramme } from '../../../activities/organisation.ts';
import { importables } from '../../../config/import/all.ts';
import { causeOf } from '../../../rules/risk/cause.ts';
import type { Act } from './people.ts';
import { isms } from './programme.ts';

const criteria = 'risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }';

/** A company that assesses its risks by 14 May 2027, and looks after their treatment each quarter from July on. */
export const company = isms(
  `
  risk-assessment:
    kind: risk-assessment
    title: Risk assessment
    ask: Assess our risks.
    clause: [6.1.2, 8.2]
    process: governance
    owner: mara
    verifier: elena
    every: 1 year
    first: 2027-05-14
    stages: { prepare: -14 days, rate: -7 days }
  risk-treatment:
    kind: risk-treatment
    title: Risk treatment
    ask: Say how far each treatment is.
    clause: [6.1.3, 8.3]
    process: governance
    owner: mara
    verifier: priya
    every: 3 months
    first: 2027-09-10
    ladder: L2
`,
  criteria,
);

export const REGISTER = `id,title,owner,scope,consequence,likelihood,because
R-1,Laptop theft,sam,"laptops, sales",4,2,two in ten years
R-2,Cloud account taken over,sam,AWS,5,1,
R-7,Supplier goes out of business,priya,,2,2,
`;

/** Somebody imports a table at the command line. */
export function imports(what: string, text: string): Act {
  return async ({ deps, clock }) => {
    const importable = importables[what];
    const current = await currentProgramme(deps.register);
    if (!current || !importable) throw new Error(`nothing can be imported as ${what}`);
    const by = { programme: current.programme, actor: 'root@console', now: clock.now() };
    const done = await importTable(deps.register, importable, { name: `${what}.csv`, text }, by);
    if ('mistakes' in done) throw new Error(JSON.stringify(done.mistakes));
  };
}

/** A treatment begins, as the assessment `by` begins it. */
export function mustTreat(risk: string, by = 'story'): Act {
  return async ({ deps, clock }) => {
    const asked = { duty: 'risk-treatment', because: `${risk} is too high`, actor: 'person:mara' };
    const opened = await deps.register.write((tx) => openAsked(tx, asked, causeOf(risk, 'rated', by), clock.now()));
    await deps.wake(opened ? [opened] : []);
  };
}

/** Its one risk is at level 12, and at most 8 may be retained. */
export const TOO_HIGH = `id,title,owner,consequence,likelihood,because
R-1,Laptop theft,sam,4,3,they work on trains
`;
