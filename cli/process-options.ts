import type { Log } from '../activities/dependencies.ts';
import { createLog } from '../workers/log.ts';
import type { OpsAddress } from '../workers/ops/operations.ts';
import type { ProcessOptions } from '../workers/worker-process.ts';
import { listeningAt } from './listening.ts';
import { installationOf, logLevel, secretValues } from './options.ts';
import type { Terminal } from './terminal.ts';

/** What every process that goes on running is told about its metrics. */
export interface OpsOptions {
  opsHost: string;
  opsPort: number;
  yes?: boolean;
}

/** What each process that runs apart is told. */
export interface ApartOptions extends OpsOptions {
  data: string;
  temporal: string;
  namespace: string;
}

/** @returns the log of a process that goes on running. @throws Refusal for a level that is none. */
export function processLog(terminal: Terminal): Log {
  const log = createLog({ level: logLevel(terminal.env.DUTYBOUND_LOG), secrets: () => secretValues(terminal.env) });
  return (message, fields, level = 'info') => log[level](fields ?? {}, message);
}

/** @returns where a process serves its metrics. @throws Refusal for an address beyond loopback that nobody agreed to. */
export function opsAddress({ opsHost, opsPort, yes }: OpsOptions): OpsAddress {
  return { host: listeningAt('--ops-host', opsHost, yes === true), port: opsPort };
}

/** @returns what a process of the engine that runs apart from the others needs, as its options say. */
export function processOptions(terminal: Terminal, options: ApartOptions): ProcessOptions {
  return {
    installation: installationOf(terminal, options.data),
    temporal: options.temporal,
    namespace: options.namespace,
    env: terminal.env,
    ops: opsAddress(options),
    log: processLog(terminal),
  };
}
