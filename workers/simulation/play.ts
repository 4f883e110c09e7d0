import { Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/create.ts';
import type { Instant } from '../../rules/time.ts';
import { TASK_QUEUE } from '../../workflows/messages.ts';
import { workerSettings, workflowBundle } from '../worker.ts';
import { type StoryClock, startClock } from './clock.ts';
import { type Acts, directorOf } from './director.ts';
import { StandsStill, track } from './running.ts';
import { type PlayedStage, setStage } from './stage.ts';
import { hush, NAMESPACE, openWorld, silence, type World } from './world.ts';

/** A story of a played company. */
export interface Played {
  programme: Parameters<typeof setStage>[0];
  from: Instant;
  until: Instant;
  /** Environment of the process: says where servers are. */
  env: Record<string, string | undefined>;
  /** Whether only the pinned server will do. */
  pinnedOnly: boolean;
  /** Ends it before, and throws its reason. */
  stopped?: AbortSignal | undefined;
  /** @returns what people do on that stage. */
  actsOn(stage: PlayedStage): Acts;
}

/** What became of a story's running. */
export interface Ran {
  stage: PlayedStage;
  /** Activities that the engine began. */
  calls: number;
  /** How often the server stood still and was replaced. */
  restarts: number;
}

const BOUNDS = { calls: 400_000, old: 1_500, stalled: 5_000 };
/** Servers that may be lost in a story; each stands for Temporal with its store, and costs nothing but time. */
const MOST_RESTARTS = 60;

/**
 * Plays a story with the real workflows and activities in skipped time. The server that skips it grows slower with all it did, and
 * stands still for ever now and then; it is replaced then, as Temporal's store may be lost at any time, and every open record is looked
 * at again.
 * @returns the stage as it is at the end, to be closed by the caller.
 * @throws ServerError without a server; Error if an activity failed, or too many servers stood still; why it was stopped.
 */
export async function play(story: Played): Promise<Ran> {
  hush();
  story.stopped?.addEventListener('abort', silence, { once: true });
  const bundle = await workflowBundle();
  let world = await openWorld(bundle, story.env, story.pinnedOnly);
  let stage: PlayedStage | undefined;
  try {
    const clock = await startClock(() => world.env.currentTimeMs(), story.from);
    stage = await setStage(story.programme, clock, () => world.engine);
    const teller = tellerOf(story, stage, clock);
    for (let restarts = 0; ; ) {
      try {
        if ((await teller.tell(world)) === 'ended') return { stage, calls: teller.calls(), restarts };
      } catch (error) {
        // Whoever stops it from a terminal ends its server, too.
        story.stopped?.throwIfAborted();
        if (!(error instanceof StandsStill) || restarts++ === MOST_RESTARTS) throw error;
      }
      await world.close().catch(() => {});
      const fresh = await openWorld(bundle, story.env, story.pinnedOnly);
      world = fresh;
      await clock.follow(() => fresh.env.currentTimeMs());
      await stage.wakeAll();
    }
  } catch (error) {
    await stage?.close();
    throw error;
  } finally {
    await world.close().catch(() => {});
  }
}

function tellerOf(story: Played, stage: PlayedStage, clock: StoryClock) {
  const engine = createActivities(stage.deps);
  const running = track(engine, clock, BOUNDS);
  const { zone } = stage.programme;
  const plot = { until: story.until, acts: story.actsOn(stage), downtime: [], webhooks: true, zone };
  // Its runs end with their server.
  const ends = { stop: running.rest, stopEarly: () => running.failures.length > 0 };
  const director = directorOf(stage, { ...plot, ...ends }, engine);

  /** Tells on until the end, or until the server is old. @throws StandsStill. */
  async function tell(on: World): Promise<'ended' | 'old'> {
    // Of the server that stood still, if there was one.
    running.failures.length = 0;
    try {
      const worker = await Worker.create({
        ...workerSettings,
        connection: on.env.nativeConnection,
        namespace: NAMESPACE,
        taskQueue: TASK_QUEUE,
        workflowBundle: on.bundle,
        activities: running.activities,
        maxCachedWorkflows: 1_000,
        shutdownGraceTime: '1 second',
        shutdownForceTime: '2 seconds',
      });
      const told = await worker.runUntil(running.tell(on, director, story.stopped));
      if (running.failures.length === 0) return told;
    } catch (error) {
      throw running.failures[0] ?? rootOf(error);
    }
    throw running.failures[0];
  }
  return { tell, calls: running.calls };
}

/** @returns the innermost cause. */
export function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  return root;
}
