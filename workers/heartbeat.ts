import type { Context } from '@temporalio/activity';
import type { ActivityInterceptors } from '@temporalio/worker';

const BEAT_MS = 2_000;

/** Sends heartbeats while an activity runs, so that a dead worker's activity is retried within seconds. */
export function heartbeating(context: Context): ActivityInterceptors {
  return {
    inbound: {
      async execute(input, next) {
        const beating = setInterval(() => context.heartbeat(), BEAT_MS);
        try {
          return await next(input);
        } finally {
          clearInterval(beating);
        }
      },
    },
  };
}
