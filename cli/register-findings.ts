import { examineBackup } from '../activities/doctor/backup.ts';
import type { Finding } from '../activities/doctor/finding.ts';
import { examineInForce } from '../activities/doctor/in-force.ts';
import { findingsOf, look } from '../activities/doctor/look.ts';
import { examinePlanner } from '../activities/doctor/planner.ts';
import { examineRegister, unusableRegister } from '../activities/doctor/register.ts';
import { currentProgramme } from '../activities/organisation.ts';
import type { Register } from '../register/register.ts';
import type { Programme } from '../rules/programme.ts';
import { type Installation, systemClock } from '../workers/installation.ts';
import { openExisting } from './options.ts';
import type { Remembered } from './set-up.ts';
import type { Terminal } from './terminal.ts';

/** A register of a million events takes its time; each statement within has a time-out of its own. ms. */
const VERIFY_MS = 1_800_000;

/** What was found of the register, and what it remembers of the set-up. */
export interface RegisterFound {
  findings: Finding[];
  remembered: Remembered;
}

/** The programme's file as far as it was understood. */
interface ProgrammeFile {
  name: string;
  programme: Programme | undefined;
}

/** Looks at the register from all sides, each by itself; never throws. */
export async function registerFindings(
  terminal: Terminal,
  installation: Installation,
  file: ProgrammeFile,
): Promise<RegisterFound> {
  const place = registerPlace(installation);
  let register: Register;
  try {
    register = await openExisting(terminal, installation.folder);
  } catch (error) {
    return { findings: [unusableRegister(error, place)], remembered: { known: [] } };
  }
  try {
    const now = systemClock();
    const remembered = await look({ name: 'register', place }, () => remember(register, file.programme));
    const current = async () => currentProgramme(register);
    const looks = [
      findingsOf({ name: 'register', place, ms: VERIFY_MS }, () => examineRegister(register, place)),
      findingsOf({ name: 'in force', place: file.name }, async () =>
        examineInForce(await current(), file.programme, file.name, now),
      ),
      findingsOf({ name: 'planner', place: installation.folder, operational: true }, async () =>
        examinePlanner(register, await current(), installation.folder, now),
      ),
      findingsOf({ name: 'backup', place, operational: true }, () => examineBackup(register, place, now)),
    ];
    const findings = (await Promise.all(looks)).flat();
    if ('failed' in remembered) return { findings: [remembered.failed, ...findings], remembered: { known: [] } };
    return { findings, remembered };
  } finally {
    await register.close().catch(() => {});
  }
}

async function remember(register: Register, programme: Programme | undefined): Promise<Remembered> {
  const trackers = programme?.trackers ?? [];
  const notes = await Promise.all(trackers.map(async ({ id }) => [id, await register.hooks(id)] as const));
  return { known: await register.accounts(), hooks: new Map(notes) };
}

/** @returns where the register lies, for messages: a file, or what names the database; never its password. */
function registerPlace({ registerUrl }: Installation): string {
  return /^sqlite:(.+)$/.exec(registerUrl)?.[1] ?? 'DUTYBOUND_REGISTER';
}
