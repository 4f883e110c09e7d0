import type { RecordName } from '../register/records.ts';
import { engineOf, findEngine, type Installation } from '../workers/installation.ts';
import type { Engine } from '../workers/temporal-client.ts';

/**
 * Does something with the engine: that of `up` in the data folder, or the one that runs apart. Without one nothing is lost, for the planner
 * finds it when it runs.
 * @returns whether one is known. @throws Error if it does not answer.
 */
export async function withEngine(
  installation: Installation,
  work: (engine: Engine) => Promise<void>,
): Promise<boolean> {
  const found = engineOf(installation);
  if (!found) return false;
  const { connectEngine } = await import('../workers/temporal-client.ts');
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

/**
 * @param ticks whether the planner went round lately: an engine that runs apart is known by nothing else.
 * @returns whether an engine runs for this installation.
 */
export function isRunning(installation: Installation, ticks: boolean): boolean {
  if (findEngine(installation)) return true;
  const apart = installation.engine !== undefined || !installation.registerUrl.startsWith('sqlite:');
  return apart && ticks;
}
