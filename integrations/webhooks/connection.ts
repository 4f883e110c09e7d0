import { Redis, type RedisOptions } from 'ioredis';

/** Where the queue's Redis or Valkey is. The password is never printed. */
export interface QueueAddress {
  host: string;
  port: number;
  password?: string;
}

/** `info` unless it says another level. */
export type Log = (line: string, level?: 'warn' | 'error') => void;

type Behaviour = Pick<RedisOptions, 'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout'>;

const CONNECT_MS = 2_000;
const RETRY_CEILING_MS = 2_000;

/** @returns a connection that reconnects for ever and says once that it is lost and once that it is back. */
export function connectQueue(address: QueueAddress, behaviour: Behaviour, log: Log): Redis {
  const redis = new Redis({
    ...address,
    connectTimeout: CONNECT_MS,
    // Waits for a stream that may be closed already; longer would hold the process back at its end.
    disconnectTimeout: 100,
    retryStrategy: (times) => Math.min(times * 100, RETRY_CEILING_MS),
    ...behaviour,
  });
  let lost = false;
  redis.on('error', (error) => {
    if (lost) return;
    lost = true;
    log(
      `queue at ${address.host}:${address.port} cannot be reached: ${error.message}. Trying again until it answers.`,
      'error',
    );
  });
  redis.on('ready', () => {
    if (lost) log(`queue at ${address.host}:${address.port} answers again.`);
    lost = false;
  });
  return redis;
}
