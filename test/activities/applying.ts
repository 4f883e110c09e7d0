import { type AppliedVersion, applyProgramme } from '../../activities/apply.ts';
import { examine } from '../../activities/doctor.ts';
import { parseProgramme } from '../../config/programme.ts';
import { isms } from '../cli/company.ts';
import type { Scene } from '../cli/scene.ts';

const REVIEW = `
  access-review:
    kind: evidence-request
    title: Access review
    ask: Check who can reach production.
    clause: A.5.18
    process: access
    owner: sam
    verifier: mara
    every: EVERY
    first: 2027-04-16
    ladder: L2
    evidence: { export: "users and roles, at most 14 days old" }`;

/** What differs from the company's usual programme. */
export interface Variant {
  every?: string;
  people?: string;
  /** Text that is replaced in the whole file, such as who holds a role. */
  instead?: [from: string, to: string];
}

/** Applies a variant of the company's programme, as the command line does. */
export async function applyVariant(
  scene: Scene,
  { every = '3 months', people, instead }: Variant,
  how: { because?: string; by?: string } = {},
): Promise<AppliedVersion> {
  const duties = REVIEW.replace('EVERY', every);
  const written = isms({ api: scene.sandbox.apiUrl, duties, ...(people && { people }) });
  const source = instead ? written.replace(...instead) : written;
  const parsed = parseProgramme(source, 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  const { programme } = parsed;
  const known = await scene.deps.register.accounts();
  const { accounts } = await examine({
    programme,
    trackers: scene.deps.trackers,
    notices: undefined,
    known,
    locate: () => 'isms.yaml',
  });
  return applyProgramme(scene.deps, { programme, source, actor: 'somebody@desk', accounts, ...how });
}
