import type { Tickets } from '../integrations/tickets/port.ts';
import { liveDependencies } from './dependencies.ts';
import { follow } from './follow.ts';
import { openInstalled } from './installation.ts';
import { type IntakeParts, startIntake } from './intake.ts';
import { attend } from './ops/attend.ts';
import { countedTickets } from './ops/counted-tickets.ts';
import { createMetrics } from './ops/metrics.ts';
import { connectEngine } from './temporal-client.ts';
import type { ProcessOptions } from './worker-process.ts';

/**
 * Runs a webhook intake until `stopped` resolves; any number may run beside each other on one queue.
 * @param tell called with its address, and that of its metrics, once it listens.
 * @throws RegisterError, or Error if Temporal does not answer or a port is taken.
 */
export async function runIntake(
  options: ProcessOptions & Pick<IntakeParts, 'host' | 'port' | 'redis'>,
  stopped: Promise<unknown>,
  tell: (at: { webhooks: string; ops: string }) => void,
): Promise<void> {
  const { installation, temporal, namespace, env, log, ops, host, port, redis } = options;
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
    const intake = await startIntake({ deps: live.deps, port, redis, ...(host && { host }) });
    stops.push(() => intake.close());
    const { doorbells } = intake;
    const tools = await attend({ address: ops, part: 'intake', metrics, live, engine, doorbells });
    stops.push(() => tools.close(), follow(live, log));
    tell({ webhooks: intake.url, ops: tools.url });
    await stopped;
  } finally {
    while (stops.length > 0) await stops.pop()?.();
  }
}
