import type { Log } from '../../activities/dependencies.ts';
import { reasonOf } from '../../activities/reason.ts';
import { type Watch, watch } from '../../activities/watch.ts';
import type { Register } from '../../register/register.ts';
import type { Instant } from '../../rules/time.ts';
import type { Engine } from '../temporal-client.ts';
import { cached } from './cached.ts';
import type { ChainChecks } from './chain-check.ts';
import { setGauges } from './gauges.ts';
import type { Metrics } from './metrics.ts';
import { readiness } from './readiness.ts';
import { buildOps } from './server.ts';

/** Where a process answers the operator's tools. */
export interface OpsAddress {
  /** An address of this machine; loopback unless somebody agreed to another. */
  host: string;
  /** 0 for a free one. */
  port: number;
}

export interface OperationsParts {
  address: OpsAddress;
  part: 'up' | 'worker' | 'intake';
  metrics: Metrics;
  register: Register;
  engine: Pick<Engine, 'check'>;
  clock: () => Instant;
  log: Log;
  version: string;
  /** Tickets that rang, by state; left out where there is no queue. */
  doorbells?: () => Promise<Record<string, number>>;
  chain?: Pick<ChainChecks, 'last'>;
}

const READY_MS = 2_000;
const WATCH_MS = 10_000;

/**
 * Answers `/healthz`, `/readyz`, and `/metrics`, however often it is asked at a bounded cost.
 * @returns where it listens. @throws Error naming the option if the port is taken.
 */
export async function startOperations(parts: OperationsParts): Promise<{ url: string; close(): Promise<void> }> {
  const { address, metrics, register, engine, clock, log, doorbells } = parts;
  const queue = doorbells && { queue: doorbells };
  const ready = cached(() => readiness({ register, engine, clock, log, ...queue }), READY_MS);
  const watched = cached((): Promise<Watch> => watch(register, clock()), WATCH_MS);
  const refresh = async () => {
    const [found, seen, rung] = await Promise.all([
      ready(),
      orNothing('watch', watched, log),
      doorbells && orNothing('doorbells', doorbells, log),
    ]);
    const chain = parts.chain?.last();
    setGauges(metrics, {
      now: clock(),
      parts: found,
      ...(seen && { watch: seen }),
      ...(chain && { chain }),
      ...(rung && { doorbells: rung }),
    });
    metrics.set('dutybound_build_info', 1, { version: parts.version, part: parts.part });
  };
  const app = buildOps({ metrics, refresh, ready });
  try {
    const url = await app.listen(address);
    return { url, close: () => app.close() };
  } catch (error) {
    await app.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `metrics cannot be served on ${address.host}:${address.port}: ${why}. Name another port with --ops-port, or 0 for a free one.`,
    );
  }
}

/** What cannot be read is left out of the figures, and is logged. */
async function orNothing<T>(of: string, find: () => Promise<T>, log: Log): Promise<T | undefined> {
  return find().catch((error) => {
    log('figures could not be read', { of, ...reasonOf(error) }, 'warn');
    return undefined;
  });
}
