import { createHash } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import type { Activities } from '../../activities/create.ts';
import { type Instant, msBetween, plusMs } from '../../rules/time.ts';
import type { StoryClock } from './clock.ts';
import type { Director } from './director.ts';
import type { World } from './world.ts';

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
  /**
   * Plays by the world's clock, until the end or until its server is old.
   * @param stopped ends it before. @throws StandsStill when nothing began or ended for a while; what playing threw; why it was stopped.
   */
  tell(world: Pick<World, 'tick' | 'sleep'>, director: Director, stopped?: AbortSignal): Promise<'ended' | 'old'>;
}

/** Nothing happens any more: the server lost count of what holds its clock, which it does now and then. */
export class StandsStill extends Error {
  override readonly name = 'StandsStill';
}

/** How far the engine may go. */
export interface Bounds {
  /** Activities in all: far more than the story needs. */
  calls: number;
  /** Activities after which a server is old: each costs it more than the one before (decision 068). */
  old: number;
  /** Nothing began or ended for so long, by the machine's clock: then it stands still. ms. */
  stalled: number;
}

/** Default limits, for a half-year story. */
const HALF_A_YEAR: Bounds = { calls: 4_000, old: Number.POSITIVE_INFINITY, stalled: 10_000 };
const REST_MS = 5_000;
const DAY_MS = 86_400_000;

/**
 * How far what wakes by itself is moved. ms.
 * @member spread records keep apart within this.
 * @member after whoever leads an occurrence or a nonconformity is woken by its tasks, whose deadlines are its own: it looks after them.
 */
interface Apart {
  spread: number;
  after: number;
}

/** Far more than a step takes: while one runs the server's clock goes on, and of two at once chance would say whose number is lower. */
const DEADLINES: Apart = { spread: 45_000, after: 60_000 };
/** What is looked at again so soon waits for a tracker, not for a deadline that others share. */
const RETRIES: Apart = { spread: 1_000, after: 3_000 };
const SOON_MS = 2 * 3_600_000;

/**
 * The server's clock stands still for ever when a signal reaches a workflow while its timer fires. So nothing looks at the very instant at
 * which others may ring: each record some part of a minute later, whoever follows others after them, and what is looked at daily
 * some minutes later, for people do things at the same time of day. Deadlines keep their instants.
 */
function apart(activity: string, key: string, now: Instant, wakeAt: Instant): Instant {
  const wait = msBetween(now, wakeAt);
  const { spread, after } = wait < SOON_MS ? RETRIES : DEADLINES;
  const share = createHash('sha256').update(key).digest().readUInt16BE();
  const minutes = Math.abs(wait - DAY_MS) < 1_000 ? 7 + (share % 37) : 0;
  return plusMs(wakeAt, minutes * 60_000 + (activity === 'step' ? 0 : after) + (share % spread));
}

/** Gives activities the story's time; only `wakeAt` crosses over to the server, by whose clock workflows sleep. */
export function track(engine: Activities, clock: StoryClock, bounds: Bounds = HALF_A_YEAR): Running {
  const underWay = new Map<number, string>();
  const failures: unknown[] = [];
  let calls = 0;
  let steps = 0;

  function tracked<Given extends unknown[], T>(name: string, run: (...given: Given) => Promise<T>) {
    return async (...given: Given): Promise<T> => {
      const id = ++steps;
      underWay.set(id, `${name}(${given})`);
      try {
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
      // The server's clock stands still from then on.
      clock.reach(activityInfo().currentAttemptScheduledTimestampMs);
      if (++calls > bounds.calls) throw new Error(`the engine goes in circles: ${calls} activities, now ${name}`);
      const result = await run(...given);
      if (!('wakeAt' in result)) return result;
      const wakeAt = apart(name, String(given[0]), clock.now(), result.wakeAt as Instant);
      return { ...result, wakeAt: clock.byServer(wakeAt) };
    });
  }

  const running: Running = {
    activities,
    failures,
    calls: () => calls,
    goesInCircles: () => calls > bounds.calls,
    async rest() {
      const until = Date.now() + REST_MS;
      const busy = () => [...underWay.values()].some((what) => !what.startsWith('play'));
      for (let quiet = 0; quiet < 5 && Date.now() < until; quiet = busy() ? 0 : quiet + 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
    },
    async tell(world, director, stopped) {
      const dog = watch();
      let over = false;
      const old = calls + bounds.old;
      const play = tracked('play', () => director.play());
      async function untilTheEnd(): Promise<'ended' | 'old'> {
        while (!over && calls < old) {
          const move = await play();
          if (move.kind === 'end') return 'ended';
          await (move.kind === 'tick' ? world.tick() : world.sleep(move.ms));
        }
        await running.rest();
        return 'old';
      }
      const told = untilTheEnd();
      // Of a world that was given up.
      told.catch(() => {});
      return Promise.race([told, dog.stalled, ...(stopped ? [untilStopped(stopped)] : [])]).finally(() => {
        over = true;
        dog.leave();
      });
    },
  };
  return running;

  function untilStopped(stopped: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const stop = () => reject(stopped.reason);
      if (stopped.aborted) return stop();
      stopped.addEventListener('abort', stop, { once: true });
    });
  }

  function watch(): { stalled: Promise<never>; leave: () => void } {
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
  }
}
