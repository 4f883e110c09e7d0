import { careFor } from './caretaker.ts';
import { liveDependencies } from './dependencies.ts';
import { follow } from './follow.ts';
import { type Installation, openInstalled } from './installation.ts';
import type { Environment } from './secrets.ts';
import { connectEngine } from './temporal-client.ts';
import { startWorker } from './worker.ts';

/** What each process of the engine needs that runs apart from the others. */
export interface ProcessOptions {
  installation: Installation;
  /** `host:port` of Temporal. */
  temporal: string;
  namespace: string;
  env: Environment;
  log: (message: string, fields?: Record<string, unknown>) => void;
}

/**
 * Runs a worker until `stopped` resolves. Follows the programme in force, and sees to its Schedule and sweeps.
 * @throws RegisterError, or Error if Temporal does not answer.
 */
export async function runWorker(options: ProcessOptions, stopped: Promise<unknown>): Promise<void> {
  const { installation, temporal, namespace, env, log } = options;
  const register = await openInstalled(installation);
  const engine = await connectEngine(temporal, namespace);
  const live = liveDependencies({ register, engine, env, log });
  await live.refresh();
  const ends = [follow(live, log), careFor(engine, register, log)];
  const worker = await startWorker(temporal, namespace, live.deps);
  log('worker runs');
  await Promise.race([stopped, worker.done]);
  for (const end of ends) end();
  await worker.stop();
  await engine.close();
  await register.close();
}
