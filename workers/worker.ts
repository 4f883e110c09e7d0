import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../activities/create.ts';
import type { Dependencies } from '../activities/dependencies.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { heartbeating } from './heartbeat.ts';
import { installRuntime } from './sdk.ts';
import { workflowCode } from './workflow-code.ts';

let bundled: Promise<{ code: string }> | undefined;

/** @returns the workflows' code as Temporal runs it; at most bundled once per process. */
export function workflowBundle(): Promise<{ code: string }> {
  bundled ??= workflowCode();
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

/**
 * Runs workflows and activities until stopped; what is under way gets half a minute to end.
 * @param sdkMetrics port on loopback for the metrics of Temporal's own client; none if not given.
 * @throws Error if Temporal does not answer, or that port is taken.
 */
export async function startWorker(
  address: string,
  namespace: string,
  deps: Dependencies,
  sdkMetrics?: number,
): Promise<RunningWorker> {
  installRuntime(deps.log, sdkMetrics);
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
