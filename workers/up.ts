import { join } from 'node:path';
import type { Log } from '../activities/dependencies.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import { liveDependencies } from './dependencies.ts';
import { follow } from './follow.ts';
import { announceEngine, forgetEngine, type Installation, makeFolder, openInstalled } from './installation.ts';
import { startIntake } from './intake.ts';
import { attend } from './ops/attend.ts';
import { countedTickets } from './ops/counted-tickets.ts';
import { createMetrics } from './ops/metrics.ts';
import type { OpsAddress } from './ops/operations.ts';
import type { Environment } from './secrets.ts';
import { locateServer } from './servers/locate.ts';
import { lockFolder } from './servers/lock.ts';
import { startTemporal } from './servers/temporal.ts';
import { startValkey, valkeyPassword } from './servers/valkey.ts';
import { supervise } from './supervised.ts';
import { connectEngine } from './temporal-client.ts';

export interface UpOptions {
  installation: Installation;
  /** The command that runs a worker, to which `--temporal ADDRESS` is added. */
  worker: string[];
  /** Port of the webhook intake on loopback; 0 for a free one. */
  intakePort: number;
  /** Where metrics and readiness are served; the worker serves its own at the next port, or at a free one too. */
  ops: OpsAddress;
  env: Environment;
  log: Log;
}

export interface Up {
  temporal: string;
  intake: string;
  /** Where metrics and readiness of this process are. */
  ops: string;
  /** Process id of the worker, undefined while it is being started again. */
  workerPid(): number | undefined;
  /** Rejects when a server ends by itself. */
  failed: Promise<never>;
  stop(): Promise<void>;
}

const NAMESPACE = 'dutybound';

/**
 * Runs everything on one machine: Temporal, Valkey, the intake, and a worker of its own process that is started again when it ends.
 * Everything listens on loopback and ends with this process.
 * @throws Error if the folder is in use, a binary is missing, a port is taken, or there is no register; nothing is left running then.
 */
export async function up({ installation, worker, intakePort, ops, env, log }: UpOptions): Promise<Up> {
  makeFolder(installation);
  const stops: (() => Promise<unknown> | unknown)[] = [];
  const stop = async () => {
    while (stops.length > 0) await stops.pop()?.();
  };
  try {
    const lock = lockFolder(installation.folder);
    stops.push(() => lock.release());
    forgetEngine(installation);
    const register = await openInstalled(installation);
    stops.push(() => register.close());
    const folder = (name: string) => join(installation.folder, name);
    const password = await valkeyPassword(folder('valkey'));
    const [temporal, valkey] = await Promise.all([
      startTemporal({
        executable: locateServer('temporal', env, false),
        dataFolder: folder('temporal'),
        ip: '127.0.0.1',
        namespace: NAMESPACE,
      }),
      startValkey({ executable: locateServer('valkey-server', env, false), dataFolder: folder('valkey'), password }),
    ]);
    stops.push(
      () => temporal.stop(),
      () => valkey.stop(),
    );
    const engine = await connectEngine(temporal.address, NAMESPACE);
    stops.push(() => engine.close());
    const metrics = createMetrics();
    const wrap = (t: Tickets) => countedTickets(t, metrics.call);
    const live = liveDependencies({ register, engine, env, folder: installation.folder, log, wrap });
    await live.refresh();
    const intake = await startIntake({
      deps: live.deps,
      port: intakePort,
      redis: { address: valkey.address, password },
    });
    stops.push(() => intake.close());
    const { doorbells } = intake;
    const tools = await attend({ address: ops, part: 'up', metrics, live, engine, doorbells });
    stops.push(() => tools.close());
    const child = supervise(
      [...worker, '--temporal', temporal.address, '--namespace', NAMESPACE, ...opsOptions(ops)],
      { ...process.env, ...env },
      (m, f, level) => log(`worker ${m}`, { ...f }, level),
    );
    stops.push(() => child.stop());
    stops.push(follow(live, log));
    announceEngine(installation, {
      temporal: temporal.address,
      namespace: NAMESPACE,
      intake: intake.url,
      redis: valkey.address,
      ops: tools.url,
      pid: process.pid,
    });
    stops.push(() => forgetEngine(installation));
    const failed = new Promise<never>((_, reject) => {
      for (const server of [temporal, valkey])
        server.onExit((why) => reject(new Error(`Start dutybound up again: ${why}`)));
    });
    failed.catch(() => {});
    return { temporal: temporal.address, intake: intake.url, ops: tools.url, workerPid: () => child.pid, failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Its own figures stand in the worker's own process; agreeing to an address beyond loopback holds for both. */
function opsOptions({ host, port }: OpsAddress): string[] {
  return ['--ops-host', host, '--ops-port', String(port === 0 ? 0 : port + 1), '--yes'];
}
