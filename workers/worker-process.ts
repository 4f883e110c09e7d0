import type { Log } from '../activities/dependencies.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import { careFor } from './caretaker.ts';
import { liveDependencies } from './dependencies.ts';
import { follow } from './follow.ts';
import { keepHooks } from './hook-care.ts';
import { type Installation, openInstalled } from './installation.ts';
import { attend } from './ops/attend.ts';
import { countedTickets } from './ops/counted-tickets.ts';
import { createMetrics } from './ops/metrics.ts';
import type { OpsAddress } from './ops/operations.ts';
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
  /** Where metrics and readiness are served. */
  ops: OpsAddress;
  log: Log;
}

export interface WorkerOptions extends ProcessOptions {
  /** Port on loopback for the metrics of Temporal's own client; none if not given. */
  sdkMetrics?: number;
}

/**
 * Runs a worker until `stopped` resolves. Follows the programme in force, and sees to its Schedule and sweeps.
 * @throws RegisterError, or Error if Temporal does not answer or the port for metrics is taken.
 */
export async function runWorker(options: WorkerOptions, stopped: Promise<unknown>): Promise<void> {
  const { installation, temporal, namespace, env, ops, log, sdkMetrics } = options;
  const stops: (() => unknown)[] = [];
  try {
    const register = await openInstalled(installation);
    stops.push(() => register.close());
    const engine = await connectEngine(temporal, namespace);
    stops.push(() => engine.close());
    const metrics = createMetrics();
    const wrap = (t: Tickets) => countedTickets(t, metrics.call);
    const live = liveDependencies({ register, engine, env, folder: installation.folder, log, wrap });
    await live.refresh();
    const tools = await attend({ address: ops, part: 'worker', metrics, live, engine });
    const around = { env, now: Date.now, folder: installation.folder };
    stops.push(
      () => tools.close(),
      follow(live, log),
      careFor(engine, register, log),
      keepHooks(register, around, log),
    );
    const worker = await startWorker(temporal, namespace, live.deps, sdkMetrics);
    // That it failed is told by its end already.
    stops.push(() => worker.stop().catch(() => {}));
    log('worker runs');
    await Promise.race([stopped, worker.done]);
  } finally {
    while (stops.length > 0) await stops.pop()?.();
  }
}
