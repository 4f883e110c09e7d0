import { Connection } from '@temporalio/client';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { listens } from './servers/temporal.ts';

/** How a queue is served. */
export interface QueueHealth {
  queue: string;
  /** Workers that asked for work lately. */
  workers: number;
  /** What waits for one, as far as is known. */
  waiting: number;
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 10_000;
/** A worker asks again each minute; one that ended is still listed for some minutes. */
const LATELY_MS = 120_000;
/** Kinds of work by their numbers in Temporal's API. */
const KINDS = { workflows: 1, activities: 2 } as const;

/**
 * Asks Temporal who works on the engine's queue. Starts and changes nothing.
 * @param address `host:port`. @throws Error if it does not answer within seconds, or knows no such namespace.
 */
export async function lookAtTemporal(address: string, namespace: string): Promise<QueueHealth> {
  const [host = '', port = ''] = address.split(':');
  if (!(await listens(host, Number(port)))) throw new Error('nobody listens there');
  const connection = await Connection.connect({ address, connectTimeout: CONNECT_MS });
  try {
    const kinds = await connection.withDeadline(Date.now() + ANSWER_MS, () =>
      Promise.all(Object.values(KINDS).map((kind) => describe(connection, namespace, kind))),
    );
    return {
      queue: TASK_QUEUE,
      workers: Math.min(...kinds.map((k) => k.workers)),
      waiting: kinds.reduce((sum, k) => sum + k.waiting, 0),
    };
  } finally {
    await connection.close();
  }
}

async function describe(connection: Connection, namespace: string, taskQueueType: 1 | 2) {
  const { pollers, stats } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: TASK_QUEUE },
    taskQueueType,
    reportStats: true,
  });
  const oldest = Date.now() - LATELY_MS;
  const lately = (pollers ?? []).filter((p) => Number(p.lastAccessTime?.seconds ?? 0) * 1000 >= oldest);
  return { workers: lately.length, waiting: Number(stats?.approximateBacklogCount ?? 0) };
}
