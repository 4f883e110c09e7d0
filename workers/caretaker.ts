import type { Dependencies } from '../activities/dependencies.ts';
import type { LiveDependencies } from './dependencies.ts';
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
  { deps, refresh }: LiveDependencies,
  log: (message: string, fields?: Record<string, unknown>) => void,
): () => void {
  let cared: number | undefined;
  let last = 0;
  let busy = false;
  const look = async () => {
    const current = await refresh();
    const stale = Date.now() - last > MINUTE_MS;
    if (!current || (current.version === cared && !stale)) return;
    await engine.ensureSchedule(current.programme.pace.planner);
    for (const { id } of current.programme.trackers) await engine.startSweep(id);
    if (current.version !== cared) await meet(deps);
    cared = current.version;
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

/** Until an adapter knows the engine's own account, it cannot tell an echo from a person's change. */
async function meet(deps: Dependencies): Promise<void> {
  for (const [tracker, tickets] of deps.trackers)
    await tickets.check().catch((error) => deps.log('tracker does not answer', { tracker, error: String(error) }));
}
