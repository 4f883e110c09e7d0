import { type JobsOptions, Queue } from 'bullmq';
import { connectQueue, type Log, type QueueAddress } from './connection.ts';
import { doorbellId, QUEUE_NAME, type Ring } from './ticket-ref.ts';

export interface DoorbellOptions {
  connection: QueueAddress;
  /** Separates instances that share a Redis. */
  prefix: string;
  log: Log;
  /** How long rings of one ticket are gathered, ms. Default 2,000. */
  delayMs?: number;
}

/** `delayed` gathers rings of one ticket, `active` is being answered, `failed` was given up. */
type DoorbellState = 'waiting' | 'delayed' | 'active' | 'failed';
const states: DoorbellState[] = ['waiting', 'delayed', 'active', 'failed'];

export interface Doorbells {
  /**
   * Asks for the ticket to be looked at. Rings of one ticket within the delay are answered once; a ring while it is being answered
   * is answered again.
   * @throws Error within about 2 s if the queue is not reachable; whether the ring was taken is unknown then.
   */
  ring(ticket: Ring): Promise<void>;
  /** @returns how many tickets rang and wait, by state. @throws Error within about 2 s if the queue is not reachable. */
  counts(): Promise<Record<DoorbellState, number>>;
  close(): Promise<void>;
}

const DELAY_MS = 2_000;
const COMMAND_MS = 2_000;
const KEPT: JobsOptions = {
  // A minute of tries; what fails longer is found by the sweep.
  attempts: 12,
  backoff: { type: 'fixed', delay: 5_000 },
  removeOnComplete: true,
  removeOnFail: { count: 1_000, age: 7 * 24 * 3600 },
};

/** The ringing side of the queue. It never waits for a lost connection: the tracker delivers again, and the sweep finds the rest. */
export function createDoorbells(options: DoorbellOptions): Doorbells {
  const { connection, prefix, log, delayMs = DELAY_MS } = options;
  const redis = connectQueue(
    connection,
    { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: COMMAND_MS },
    log,
  );
  let queue: Queue<Ring> | undefined;

  function ready(): Queue<Ring> {
    if (redis.status !== 'ready')
      throw new Error(`the queue at ${connection.host}:${connection.port} is not reachable`);
    if (queue) return queue;
    queue = new Queue<Ring>(QUEUE_NAME, { connection: redis, prefix });
    // The connection logs for itself; without a listener the process would end.
    queue.on('error', () => {});
    return queue;
  }

  return {
    async ring(ticket) {
      try {
        const { tracker, id, labelled } = ticket;
        const data = { tracker, id, ...(labelled && { labelled }) };
        const deduplication = { id: doorbellId(ticket), keepLastIfActive: true };
        await ready().add('wake', data, { ...KEPT, delay: delayMs, deduplication });
      } catch (error) {
        // A Queue whose first contact failed fails for ever: the next ring makes another one.
        queue = undefined;
        throw error;
      }
    },

    async counts() {
      const found = await ready().getJobCounts(...states);
      return Object.fromEntries(states.map((state) => [state, found[state] ?? 0])) as Record<DoorbellState, number>;
    },

    async close() {
      await queue?.close().catch(() => {});
      redis.disconnect();
    },
  };
}
