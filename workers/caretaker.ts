import type { Programme } from '../rules/programme.ts';
import type { Engine } from './temporal-client.ts';

const MINUTE_MS = 60_000;
const LOOK_MS = 2_000;

/**
 * Sees to it that the planner's Schedule and the sweeps exist: at once when the programme changes, and each minute, for losing
 * Temporal's store loses them too.
 * @returns a function that ends it.
 */
export function careFor(
  engine: Engine,
  refresh: () => Promise<Programme | undefined>,
  log: (message: string, fields?: Record<string, unknown>) => void,
): () => void {
  let cared: Programme | undefined;
  let last = 0;
  let busy = false;
  const look = async () => {
    const programme = await refresh();
    const stale = Date.now() - last > MINUTE_MS;
    if (!programme || (programme === cared && !stale)) return;
    await engine.ensureSchedule(programme.pace.planner);
    for (const { id } of programme.trackers) await engine.startSweep(id);
    cared = programme;
    last = Date.now();
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    look()
      .catch((error) => log('schedule and sweeps could not be ensured', { error: String(error) }))
      .finally(() => {
        busy = false;
      });
  }, LOOK_MS);
  return () => clearInterval(timer);
}
