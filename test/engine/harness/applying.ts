import { problemsIn } from '../../../activities/doctor/finding.ts';
import { examine } from '../../../activities/doctor.ts';
import { applyProgramme } from '../../../activities/programme/apply.ts';
import { parseProgramme } from '../../../config/programme.ts';
import type { Register } from '../../../register/register.ts';
import { systemClock } from '../../../workers/installation.ts';
import type { Environment } from '../../../workers/secrets.ts';
import { createTrackers } from '../../../workers/trackers.ts';

/** Puts a programme in force, as the command does; nothing is woken by it. */
export async function applyText(register: Register, source: string, env: Environment): Promise<void> {
  const parsed = parseProgramme(source, 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes, undefined, 1));
  const trackers = createTrackers(parsed.programme, env, Date.now);
  const known = await register.accounts();
  const set = { programme: parsed.programme, trackers, notices: undefined, known, locate: () => 'isms.yaml' };
  const { accounts, findings } = await examine(set);
  if (problemsIn(findings).length > 0) throw new Error(JSON.stringify(findings, undefined, 1));
  const application = { programme: parsed.programme, source, actor: 'mara@desk', accounts };
  await applyProgramme({ register, clock: systemClock }, application);
}
