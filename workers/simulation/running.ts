import type { Activities } from '../../activities/create.ts';
import { type Instant, msBetween, plusMs } from '../../rules/time.ts';
import type { Director } from '../../workflows/simulated.ts';
import type { StoryClock } from './clock.ts';

/** The activities of one story, as a worker gets them, and what is known of their running. */
export interface Running {
  activities: Record<string, (...given: never[]) => Promise<unknown>>;
  /** What an activity threw; each is a defect, for trackers' troubles are answers, not errors. */
  failures: unknown[];
  goesInCircles(): boolean;
  /** How many activities the engine began. */
  calls(): number;
  /** Waits, at most some seconds, until the engine's activities have ended. */
  rest(): Promise<void>;
  /** Rejects when nothing began or ended for a while. Call `leave` at the end. */
  watch(): { stalled: Promise<never>; leave: () => void };
}

/** Nothing happens any more: the server lost count of what holds its clock, which it does now and then. */
export class StandsStill extends Error {
  override readonly name = 'StandsStill';
}

/** How far the engine may go. */
export interface Bounds {
  /** Activities in all: far more than the story needs. */
  calls: number;
  /** Nothing began or ended for so long, by the machine's clock: then it stands still. ms. */
  stalled: number;
}

/** Of a story of half a year. */
const HALF_A_YEAR: Bounds = { calls: 4_000, stalled: 10_000 };
const REST_MS = 5_000;
const DAY_MS = 86_400_000;

/**
 * A look exactly a day later often meets what people do at the same time of day, and the server's clock stands still for ever when a
 * signal meets a timer: such looks come some minutes later. Deadlines keep their instants.
 */
function apart(now: Instant, wakeAt: Instant, n: number): Instant {
  const daily = Math.abs(msBetween(now, wakeAt) - DAY_MS) < 1_000;
  return daily ? plusMs(wakeAt, (7 + (n % 37)) * 60_000) : wakeAt;
}

/** Gives activities the story's time; only `wakeAt` crosses over to the server, by whose clock workflows sleep. */
export function track(
  engine: Activities,
  clock: StoryClock,
  bounds: Bounds = HALF_A_YEAR,
): Running & { direct(director: Director): void } {
  const underWay = new Map<number, string>();
  const failures: unknown[] = [];
  let calls = 0;
  let steps = 0;

  function tracked(name: string, run: (...given: unknown[]) => Promise<object>) {
    return async (...given: unknown[]) => {
      const id = ++steps;
      underWay.set(id, `${name}(${given})`);
      try {
        await clock.refresh();
        return await run(...given);
      } catch (error) {
        failures.push(error);
        throw error;
      } finally {
        underWay.delete(id);
        steps++;
      }
    };
  }

  const activities: Running['activities'] = {};
  for (const [name, activity] of Object.entries(engine)) {
    const run = activity as (...given: unknown[]) => Promise<object>;
    activities[name] = tracked(name, async (...given) => {
      if (++calls > bounds.calls) throw new Error(`the engine goes in circles: ${calls} activities, now ${name}`);
      const result = await run(...given);
      if (!('wakeAt' in result)) return result;
      const wakeAt = apart(clock.now(), result.wakeAt as Instant, calls);
      return { ...result, wakeAt: clock.byServer(wakeAt) };
    });
  }

  return {
    activities,
    failures,
    calls: () => calls,
    goesInCircles: () => calls > bounds.calls,
    direct(director) {
      activities.play = tracked('play', () => director.play());
    },
    async rest() {
      const until = Date.now() + REST_MS;
      const busy = () => [...underWay.values()].some((what) => !what.startsWith('play'));
      for (let quiet = 0; quiet < 5 && Date.now() < until; quiet = busy() ? 0 : quiet + 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
    },
    watch() {
      let seen = -1;
      let timer: NodeJS.Timeout | undefined;
      const stalled = new Promise<never>((_, reject) => {
        timer = setInterval(() => {
          const doing = [...underWay.values()].join(', ') || 'nothing';
          if (seen === steps) reject(new StandsStill(`no activity since ${clock.now()}; under way: ${doing}`));
          seen = steps;
        }, bounds.stalled);
      });
      stalled.catch(() => {});
      return { stalled, leave: () => clearInterval(timer) };
    },
  };
}
