import { fileURLToPath } from 'node:url';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { createActivities } from '../activities/create.ts';
import type { Dependencies } from '../activities/dependencies.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { heartbeating } from './heartbeat.ts';

let bundled: Promise<WorkflowBundleWithSourceMap> | undefined;

/** @returns the workflows' code as Temporal runs it; bundled once per process. */
export function workflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  bundled ??= bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  });
  return bundled;
}

export interface RunningWorker {
  /** Resolves when the worker has stopped; rejects if it fails. */
  done: Promise<void>;
  stop(): Promise<void>;
}

/** How much one worker does at once, and how it ends: what is under way gets half a minute. */
export const workerSettings = {
  interceptors: { activity: [heartbeating] },
  stickyQueueScheduleToStartTimeout: '3 seconds',
  shutdownGraceTime: '30 seconds',
  shutdownForceTime: '35 seconds',
  maxCachedWorkflows: 200,
  maxConcurrentActivityTaskExecutions: 20,
  // The SDK would hold them back for four fifths of their time-out, and a busy machine then misses it.
  maxHeartbeatThrottleInterval: '2 seconds',
} satisfies Partial<WorkerOptions>;

let quiet = false;

/** The SDK's own warnings go into the process's log; once per process, as the SDK demands. */
function quieten(deps: Dependencies): void {
  if (quiet) return;
  quiet = true;
  Runtime.install({ logger: new DefaultLogger('WARN', ({ message, meta }) => deps.log(message, { ...meta })) });
}

/** Runs workflows and activities until stopped; what is under way gets half a minute to end. */
export async function startWorker(address: string, namespace: string, deps: Dependencies): Promise<RunningWorker> {
  quieten(deps);
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: await workflowBundle(),
    activities: createActivities(deps),
    ...workerSettings,
  });
  const done = worker.run().finally(() => connection.close());
  return {
    done,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await done;
    },
  };
}
