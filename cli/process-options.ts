import { createLog } from '../workers/log.ts';
import type { ProcessOptions } from '../workers/worker-process.ts';
import { installationOf, logLevel, secretValues } from './options.ts';
import type { Terminal } from './terminal.ts';

/** @returns the log of a process that goes on running. @throws Refusal for a level that is none. */
export function processLog(terminal: Terminal): ProcessOptions['log'] {
  const log = createLog({ level: logLevel(terminal.env.DUTYBOUND_LOG), secrets: () => secretValues(terminal.env) });
  return (message, fields) => log.info(fields ?? {}, message);
}

/** @returns what a process of the engine that runs apart from the others needs, as its options say. */
export function processOptions(
  terminal: Terminal,
  { data, temporal, namespace }: { data: string; temporal: string; namespace: string },
): ProcessOptions {
  return {
    installation: installationOf(terminal, data),
    temporal,
    namespace,
    env: terminal.env,
    log: processLog(terminal),
  };
}
