import type { LiveDependencies } from '../dependencies.ts';
import type { Engine } from '../temporal-client.ts';
import { versionOf } from '../version.ts';
import { checkChain } from './chain-check.ts';
import type { Metrics } from './metrics.ts';
import { type OpsAddress, startOperations } from './operations.ts';
import { keepWatch } from './watchdog.ts';

export interface Attended {
  address: OpsAddress;
  part: 'up' | 'worker' | 'intake';
  metrics: Metrics;
  live: LiveDependencies;
  engine: Pick<Engine, 'check'>;
  /** Left out where there is no queue of webhooks. */
  doorbells?: () => Promise<Record<string, number>>;
}

/**
 * What each process of the engine does beside its work: it answers the operator's tools, has the lead told when nothing goes round, and,
 * a worker, verifies the register once a day.
 * @returns where the tools are answered. @throws Error if the port is taken.
 */
export async function attend({ address, part, metrics, live, engine, doorbells }: Attended) {
  const { register, clock, log } = live.deps;
  const chain = part === 'worker' ? checkChain(register, clock, log) : undefined;
  const dog = keepWatch(live.deps);
  const end = () => {
    dog.end();
    chain?.end();
  };
  try {
    const rung = { ...(doorbells && { doorbells }), ...(chain && { chain }) };
    const version = versionOf();
    const served = { address, part, metrics, register, engine, clock, log, version };
    const { url, close } = await startOperations({ ...served, ...rung });
    log('metrics are served', { url: `${url}/metrics` });
    return {
      url,
      async close() {
        end();
        await close();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}
