import { examine } from '../../activities/doctor.ts';
import { type AppliedVersion, applyProgramme } from '../../activities/programme/apply.ts';
import { parseProgramme } from '../../config/programme.ts';
import { isms, REVIEW } from '../cli/company.ts';
import type { Scene } from '../cli/scene.ts';

/** What differs from the company's usual programme. */
export interface Variant {
  every?: string;
  people?: string;
  /** Text that is replaced in the whole file, such as who holds a role. */
  instead?: [from: string | RegExp, to: string];
}

/** Applies a variant of the company's programme, as the command line does. */
export async function applyVariant(
  scene: Scene,
  { every = '3 months', people, instead }: Variant,
  how: { because?: string; by?: string; actor?: string } = {},
): Promise<AppliedVersion> {
  const duties = REVIEW.replace('3 months', every);
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
