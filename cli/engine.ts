import type { RecordName } from '../register/records.ts';
import { findEngine, type Installation } from '../workers/installation.ts';
import { connectEngine, type Engine } from '../workers/temporal-client.ts';

/** Does something with the running engine; without one nothing is lost, for the planner finds it when it runs. @returns whether one runs. */
export async function withEngine(
  installation: Installation,
  work: (engine: Engine) => Promise<void>,
): Promise<boolean> {
  const found = findEngine(installation);
  if (!found) return false;
  const engine = await connectEngine(found.temporal, found.namespace);
  try {
    await work(engine);
    return true;
  } finally {
    await engine.close();
  }
}

/** Wakes records, if an engine runs. */
export function wakeRunning(installation: Installation, names: RecordName[]): Promise<boolean> {
  return withEngine(installation, (engine) => engine.wake(names));
}
