import type { Context } from '@temporalio/activity';
import type { ActivityInterceptors } from '@temporalio/worker';

const BEAT_MS = 2_000;

/** Says of a running activity that its worker lives: what a dead worker had under way is then tried again after seconds, not at its time-out. */
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
