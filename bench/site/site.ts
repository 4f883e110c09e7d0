import { join } from 'node:path';
import { examine } from '../../activities/doctor.ts';
import { applyProgramme } from '../../activities/programme/apply.ts';
import { parseProgramme } from '../../config/programme.ts';
import type { Register } from '../../register/register.ts';
import type { Environment } from '../../script/story/processes.ts';
import {
  type Installation,
  installationIn,
  makeFolder,
  openInstalled,
  systemClock,
} from '../../workers/installation.ts';
import { createTrackers } from '../../workers/trackers.ts';
import type { Stage } from '../stage.ts';
import { makeSecrets, type Secrets, TRACKER, type TrackerKind } from './company.ts';
import { type SandboxProcess, startSandbox } from './sandbox.ts';

export type { Environment };

/** A company's installation: the sandbox in a process of its own, and a register. */
export interface Site {
  sandbox: SandboxProcess;
  secrets: Secrets;
  installation: Installation;
  register: Register;
  /** What the engine's processes are started with. */
  env: Environment;
  /** Puts a programme in force. */
  apply(source: string): Promise<void>;
}

/** Starts the sandbox and makes a register; both end with the stage. */
export async function openSite(stage: Stage, at: TrackerKind = TRACKER): Promise<Site> {
  const secrets = makeSecrets();
  const sandbox = await startSandbox(stage, secrets, at);
  const installation = installationIn(join(stage.folder, 'data'));
  makeFolder(installation);
  const register = await openInstalled(installation, { create: true });
  stage.ending(() => register.close());
  const env = environment(secrets);
  return { sandbox, secrets, installation, register, env, apply: (source) => apply(register, source, env) };
}

/** As the command does it; nothing is woken. */
async function apply(register: Register, source: string, env: Environment): Promise<void> {
  const parsed = parseProgramme(source, 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(`the bench's programme: ${JSON.stringify(parsed.mistakes)}`);
  const { programme } = parsed;
  const trackers = createTrackers(programme, env, Date.now);
  const known = await register.accounts();
  const { accounts } = await examine({ programme, trackers, notices: undefined, known, locate: () => 'isms.yaml' });
  await applyProgramme({ register, clock: systemClock }, { programme, source, actor: 'mara@bench', accounts });
}

/** The caller's own settings of dutybound must not reach what is measured; the pinned servers must. */
function environment({ engineToken, webhook }: Secrets): Environment {
  const own = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('DUTYBOUND_') || name === 'DUTYBOUND_SERVERS',
  );
  return { ...Object.fromEntries(own), TRACKER_TOKEN: engineToken, TRACKER_WEBHOOK_SECRET: webhook, NO_COLOR: '1' };
}
