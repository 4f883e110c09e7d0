import { DefaultLogger, Runtime, type RuntimeOptions } from '@temporalio/worker';
import type { Log } from '../activities/dependencies.ts';
import { reasonOf } from '../activities/reason.ts';

/** What a line of Temporal's client may carry into our log: names and numbers, no payloads. */
const KEPT = ['sdkComponent', 'taskQueue', 'workflowType', 'workflowId', 'activityType', 'attempt', 'durationMs'];

let installed = false;

/**
 * Has the warnings of Temporal's own client go into the process's log; once per process, as it demands.
 * @param metricsPort port on loopback where it serves metrics of its own; none if not given.
 * @throws Error if that port is taken.
 */
export function installRuntime(log: Log, metricsPort?: number): void {
  if (installed) return;
  installed = true;
  const logger = new DefaultLogger('WARN', ({ message, level, meta }) =>
    log(`temporal: ${message}`, kept(meta), level === 'ERROR' ? 'error' : 'warn'),
  );
  const telemetryOptions: RuntimeOptions['telemetryOptions'] = metricsPort
    ? { metrics: { prometheus: { bindAddress: `127.0.0.1:${metricsPort}` } } }
    : undefined;
  Runtime.install({ logger, ...(telemetryOptions && { telemetryOptions }) });
}

function kept(meta: Record<string | symbol, unknown> = {}): Record<string, unknown> {
  const fields = Object.fromEntries(KEPT.flatMap((name) => (name in meta ? [[name, meta[name]]] : [])));
  const error = meta.error ?? meta.err;
  return { ...fields, ...(error !== undefined && reasonOf(error)) };
}
