import { afterAll, beforeAll } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { createActivities } from '../../../activities/create.ts';
import { timeOn } from '../../../rules/calendar/local-day.ts';
import { type Instant, instantOf, plusMs } from '../../../rules/time.ts';
import { startClock } from '../../../workers/simulation/clock.ts';
import { type Acts, directorOf } from '../../../workers/simulation/director.ts';
import { rootOf } from '../../../workers/simulation/play.ts';
import { StandsStill, track } from '../../../workers/simulation/running.ts';
import { hush, openWorld, type World } from '../../../workers/simulation/world.ts';
import { workflowBundle } from '../../../workers/worker.ts';
import { TASK_QUEUE } from '../../../workflows/messages.ts';
import type { Kind } from './board/board.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Line } from './people.ts';
import { historyLength, terminate } from './runs.ts';
import { type Scene, setScene } from './scene.ts';

/** Months of a company's life. Times are `YYYY-MM-DDTHH:MM` on clocks in Berlin, or instants with Z or an offset. */
export interface Story {
  /** As at GitHub; at another tracker it is the same but for accounts and the tracker. */
  programme: string;
  /** Where it takes place; at GitHub by default. */
  at?: Kind;
  from: string;
  until: string;
  script?: Line[];
  /** Spans in which the engine does not run. */
  downtime?: [from: string, until: string][];
  /** False: nothing rings at the engine when people act. */
  webhooks?: boolean;
}

/** Starts a time-skipping server for this test file. @returns what tells a story on it; one at a time. */
export function simulation(): (story: Story) => Promise<Outcome> {
  let world: World | undefined;
  beforeAll(async () => {
    hush();
    world = await openWorld(await workflowBundle(), process.env, true);
  });
  afterAll(() => world?.close());
  return async (story) => {
    if (!world) throw new Error('simulate inside a test');
    try {
      return await tell(world, story);
    } catch (error) {
      if (!(error instanceof StandsStill)) throw error;
      console.warn(`told again on a fresh server: ${error.message}`);
      await world.close().catch(() => {});
      world = await openWorld(world.bundle, process.env, true);
      return tell(world, story);
    }
  };
}

async function tell(world: World, story: Story): Promise<Outcome> {
  const { env, bundle, engine } = world;
  const clock = await startClock(() => env.currentTimeMs(), instantIn(story.from));
  const scene = await setScene(story.at ?? 'github', clock, engine);
  const activities = createActivities(scene.deps);
  const running = track(activities, clock);
  // A run that is terminated in the midst of something would hold the server's clock for ever.
  const stop = async () => {
    await running.rest();
    await Promise.all([...scene.runs].map((id) => terminate(world, id)));
  };
  const plot = { ...plotOf(story, scene), stop, stopEarly: running.goesInCircles };
  const director = directorOf(scene, plot, activities);
  try {
    await scene.apply(story.programme);
    scene.writeLog.reset();
    const worker = await Worker.create({
      connection: env.nativeConnection,
      namespace: 'default',
      taskQueue: TASK_QUEUE,
      workflowBundle: bundle,
      activities: running.activities,
      shutdownForceTime: '1 second',
    });
    await worker.runUntil(running.tell(world, director));
    if (running.failures.length > 0) throw running.failures[0];
    const lengths = await Promise.all([...scene.runs].map(async (id) => [id, await historyLength(world, id)] as const));
    return await outcomeOf(scene, Object.fromEntries(lengths));
  } catch (error) {
    throw running.failures[0] ?? rootOf(error);
  } finally {
    await stop();
    await scene.close();
  }
}

function plotOf({ until, script = [], downtime = [], webhooks = true }: Story, scene: Scene) {
  return {
    until: aside(until),
    acts: actsOf(script, scene),
    zone: 'Europe/Berlin',
    downtime: downtime.map(([from, end]) => ({ from: aside(from), until: instantIn(end) })),
    webhooks,
  };
}

function actsOf(script: Line[], scene: Scene): Acts {
  const lines = script.map(({ at, acts }) => ({ at: instantIn(at), acts })).sort((a, b) => (a.at < b.at ? -1 : 1));
  return {
    nextAt: () => lines[0]?.at,
    async perform() {
      for (const act of lines.shift()?.acts ?? []) await act(scene);
      return true;
    },
  };
}

/** Runs end a little after the instant, when nothing else happens. */
function aside(text: string): Instant {
  return plusMs(instantIn(text), 1_500);
}

function instantIn(text: string): Instant {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return instantOf(text);
  const [date = '', time = '00:00'] = text.split('T');
  return timeOn('Europe/Berlin', date, time);
}
