import type { Dependencies } from '../../../activities/dependencies.ts';
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
  const deps: Dependencies = { ...unconnected, register, trackers };
  const known = await register.accounts();
  const set = { programme: parsed.programme, trackers, notices: undefined, known, locate: () => 'isms.yaml' };
  const { accounts, findings } = await examine(set);
  if (problemsIn(findings).length > 0) throw new Error(JSON.stringify(findings, undefined, 1));
  await applyProgramme(deps, { programme: parsed.programme, source, actor: 'mara@desk', accounts });
}

const unconnected = {
  notices: { send: () => Promise.reject(new Error('apply sends no notices')), check: async () => [] },
  clock: systemClock,
  wake: async () => {},
  stage: async () => {},
  drain: async () => {},
  owner: 'apply',
  log: () => {},
};
