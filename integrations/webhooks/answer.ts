import { Worker } from 'bullmq';
import { TrackerError } from '../tickets/errors.ts';
import { connectQueue, type Log, type QueueAddress } from './connection.ts';
import { doorbellId, QUEUE_NAME, type Ring } from './ticket-ref.ts';

export interface AnswerOptions {
  connection: QueueAddress;
  prefix: string;
  /** Wakes whatever watches the ticket, or looks whether its label tells of an event. May be called twice for one ring; if it throws, it is called again after 5 s. */
  wake: (ticket: Ring) => Promise<void>;
  log: Log;
  /** Tickets answered at once. Default 10. */
  concurrency?: number;
}

/** The answering side of the queue. @returns `close`, which waits for what is being answered. */
export function answerDoorbells(options: AnswerOptions): { close(): Promise<void> } {
  const { connection, prefix, wake, log, concurrency = 10 } = options;
  const redis = connectQueue(connection, { maxRetriesPerRequest: null }, log);
  const worker = new Worker<Ring>(QUEUE_NAME, (job) => wake(job.data), {
    connection: redis,
    prefix,
    concurrency,
  });
  // The connection logs for itself; without a listener the process would end.
  worker.on('error', () => {});
  worker.on('failed', (job, error) => {
    if (job) log(`doorbell of ${doorbellId(job.data)} failed ${job.attemptsMade} times: ${kindOf(error)}`, 'warn');
  });

  return {
    async close() {
      // A lost connection would keep the worker waiting for its farewell.
      await worker.close(redis.status !== 'ready').catch(() => {});
      redis.disconnect();
    },
  };
}

/** A log line says no more of an error: its message may repeat what a tracker answered (docs/operators.md, "Logs"). */
function kindOf(error: Error): string {
  return error instanceof TrackerError ? `${error.name}, ${error.fault.kind}` : error.name;
}
