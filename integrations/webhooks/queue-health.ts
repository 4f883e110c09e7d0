import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { QueueAddress } from './connection.ts';
import { QUEUE_NAME } from './ticket-ref.ts';

const ANSWER_MS = 5_000;

/**
 * Asks Redis who answers the doorbells, and how many wait. Writes nothing and does not try again.
 * @param prefix separates instances that share a Redis.
 * @throws Error if it does not answer within seconds, or refuses the password.
 */
export async function lookAtDoorbells(
  address: QueueAddress,
  prefix: string,
): Promise<{ queue: string; workers: number; waiting: number }> {
  const redis = new Redis({
    ...address,
    lazyConnect: true,
    connectTimeout: ANSWER_MS,
    commandTimeout: ANSWER_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // Told by what is asked; without a listener the process would end.
  let why: Error | undefined;
  redis.on('error', (error) => {
    why = error;
  });
  let queue: Queue | undefined;
  try {
    await redis.connect();
    await redis.ping();
    queue = new Queue(QUEUE_NAME, { connection: redis, prefix, skipMetasUpdate: true });
    queue.on('error', () => {});
    const [workers, counts] = await Promise.all([
      queue.getWorkersCount(),
      queue.getJobCounts('wait', 'delayed', 'active'),
    ]);
    return { queue: QUEUE_NAME, workers, waiting: Object.values(counts).reduce((sum, n) => sum + n, 0) };
  } catch (error) {
    throw why ?? error;
  } finally {
    await queue?.close().catch(() => {});
    redis.disconnect();
  }
}
