import { type Instant, plusMs } from '../../rules/time.ts';

/** The story's time. The server's own time starts with the machine's, so a story is told at a fixed distance from it. */
export interface StoryClock {
  now(): Instant;
  /** Epoch ms. */
  ms(): number;
  /** Catches up with the server; never goes back. */
  refresh(): Promise<void>;
  /** Catches up with an instant of the server's, epoch ms, that was told with something else. */
  reach(serverMs: number): void;
  /** Lets ms pass for whoever waits inside an activity, where the server's clock stands still. */
  pass(ms: number): void;
  /** @returns the same moment by the server's clock. */
  byServer(instant: Instant): Instant;
  /** Goes on from the present moment by another server's clock, epoch ms. */
  follow(serverNow: () => Promise<number>): Promise<void>;
}

/** @param serverNow the server's clock, epoch ms. @param from the story's first instant, which is now. */
export async function startClock(serverNow: () => Promise<number>, from: Instant): Promise<StoryClock> {
  let server = serverNow;
  let at = Date.parse(from);
  let ahead = at - (await server());
  const reach = (serverMs: number) => {
    at = Math.max(at, serverMs + ahead);
  };
  return {
    now: () => new Date(at).toISOString(),
    ms: () => at,
    async refresh() {
      reach(await server());
    },
    reach,
    pass(ms) {
      at += ms;
    },
    byServer: (instant) => plusMs(instant, -ahead),
    async follow(next) {
      server = next;
      ahead = at - (await server());
    },
  };
}
