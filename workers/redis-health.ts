import { lookAtDoorbells } from '../integrations/webhooks/queue-health.ts';
import { PREFIX, type RedisAddress, redisConnection } from './intake.ts';
import type { QueueHealth } from './temporal-health.ts';

/** Asks Redis or Valkey who answers the doorbells. @throws Error if it does not answer within seconds, or refuses the password. */
export function lookAtRedis(redis: RedisAddress): Promise<QueueHealth> {
  return lookAtDoorbells(redisConnection(redis), PREFIX);
}
