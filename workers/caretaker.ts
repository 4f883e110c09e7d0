import type { Log } from '../activities/dependencies.ts';
import { currentProgramme } from '../activities/organisation.ts';
import { reasonOf } from '../activities/reason.ts';
import type { Register } from '../register/register.ts';
import { every } from './every.ts';
import type { Engine } from './temporal-client.ts';

const MINUTE_MS = 60_000;
const LOOK_MS = 2_000;

/**
 * Sees to it that the planner's Schedule and the sweeps exist: at once when the programme changes, and each minute, for losing
 * Temporal's store loses them too. Each worker does it; doing it twice changes nothing.
 * @returns a function that ends it.
 */
export function careFor(
  engine: Pick<Engine, 'ensureSchedule' | 'startSweep'>,
  register: Register,
  log: Log,
): () => void {
  let cared: string | undefined;
  let last = 0;
  const look = async () => {
    const current = await currentProgramme(register);
    const stale = Date.now() - last > MINUTE_MS;
    if (!current || (current.hash === cared && !stale)) return;
    await engine.ensureSchedule(current.programme.pace.planner);
    for (const { id } of current.programme.trackers) await engine.startSweep(id);
    cared = current.hash;
    last = Date.now();
  };
  return every(LOOK_MS, look, (error) =>
    log('schedule and sweeps could not be ensured', { ...reasonOf(error) }, 'error'),
  );
}
