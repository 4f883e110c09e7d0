import { liveDependencies } from './dependencies.ts';
import { type Installation, openInstalled } from './installation.ts';
import type { Environment } from './secrets.ts';
import { connectEngine } from './temporal-client.ts';
import { startWorker } from './worker.ts';

/** How often a newer programme is looked for, ms. */
const REFRESH_MS = 1_000;

export interface WorkerOptions {
  installation: Installation;
  temporal: string;
  namespace: string;
  env: Environment;
  log: (message: string, fields?: Record<string, unknown>) => void;
}

/**
 * Runs a worker until `stopped` resolves. Follows the programme in force.
 * @throws RegisterError, or Error if Temporal does not answer.
 */
export async function runWorker(options: WorkerOptions, stopped: Promise<unknown>): Promise<void> {
  const { installation, temporal, namespace, env, log } = options;
  const register = await openInstalled(installation);
  const engine = await connectEngine(temporal, namespace);
  const { deps, refresh } = liveDependencies({ register, engine, env, log });
  await refresh();
  const looking = setInterval(() => {
    refresh().catch((error) => log('programme could not be read', { error: String(error) }));
  }, REFRESH_MS);
  const worker = await startWorker(temporal, namespace, deps);
  log('worker runs');
  await Promise.race([stopped, worker.done]);
  clearInterval(looking);
  await worker.stop();
  await engine.close();
  await register.close();
}
