import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { createActivities, type Activities } from '../../../activities/create.ts';
import { timeOn } from '../../../rules/calendar/local-day.ts';
import { type Instant, instantOf } from '../../../rules/time.ts';
import { locateServer } from '../../../workers/servers/locate.ts';
import { connectEngine, type Engine } from '../../../workers/temporal-client.ts';
import { TASK_QUEUE } from '../../../workflows/messages.ts';
import { startClock, type StoryClock } from './clock.ts';
import { directorOf } from './director.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Line } from './people.ts';
import { type Scene, setScene } from './scene.ts';

/** Months of a company's life. Times are `YYYY-MM-DDTHH:MM` on clocks in Berlin, or instants with Z or an offset. */
export interface Story {
  programme: string;
  from: string;
  until: string;
  script?: Line[];
  /** Spans in which the engine does not run. */
  downtime?: [from: string, until: string][];
  /** False: nothing rings at the engine when people act. */
  webhooks?: boolean;
}

/** The engine's activities of one story. */
interface Running {
  count: number;
  calls: number;
  failures: unknown[];
}

/** Far more than a story of half a year needs: beyond it the engine goes in circles. */
const MOST_CALLS = 4_000;

interface World {
  env: TestWorkflowEnvironment;
  bundle: WorkflowBundleWithSourceMap;
  engine: Engine;
}

/** Starts a time-skipping server for this test file. @returns what tells a story on it; one at a time. */
export function simulation(): (story: Story) => Promise<Outcome> {
  let world: World | undefined;
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
    const path = locateServer('temporal-test-server', process.env, true);
    const [env, bundle] = await Promise.all([
      TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } }),
      bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)), logger: new DefaultLogger('ERROR') }),
    ]);
    world = { env, bundle, engine: await connectEngine(env.address, 'default') };
  });
  afterAll(async () => {
    await world?.engine.close();
    await world?.env.teardown();
  });
  return (story) => {
    if (!world) throw new Error('simulate inside a test');
    return tell(world, story);
  };
}

async function tell({ env, bundle, engine }: World, story: Story): Promise<Outcome> {
  const clock = await startClock(() => env.currentTimeMs(), instantIn(story.from));
  const scene = await setScene(clock, engine);
  const running: Running = { count: 0, calls: 0, failures: [] };
  const stop = async () => {
    for (const id of scene.runs) await env.connection.workflowService.terminateWorkflowExecution({ namespace: 'default', workflowExecution: { workflowId: id } }).catch(() => {});
    while (running.count > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  try {
    await scene.apply(story.programme);
    scene.writeLog.reset();
    const activities = createActivities(scene.deps);
    const director = directorOf(scene, plotOf(story), activities, stop, () => running.calls > MOST_CALLS);
    const worker = await Worker.create({
      connection: env.nativeConnection,
      namespace: 'default',
      taskQueue: TASK_QUEUE,
      workflowBundle: bundle,
      activities: { ...byStoryClock(activities, clock, running), play: director.play },
    });
    await worker.runUntil(env.client.workflow.execute('story', { workflowId: `story/${story.from}/${Math.random()}`, taskQueue: TASK_QUEUE }));
    if (running.failures.length > 0) throw running.failures[0];
    return await outcomeOf(scene);
  } catch (error) {
    throw rootOf(error);
  } finally {
    await stop();
    await scene.close();
  }
}

/** The engine's activities with the story's time; only `wakeAt` crosses over to the server, whose clock workflows sleep by. */
function byStoryClock(activities: Activities, clock: StoryClock, running: Running) {
  const wrapped = Object.entries(activities).map(([name, run]) => {
    const call = run as (...given: unknown[]) => Promise<object>;
    return [name, async (...given: unknown[]) => {
      running.count++;
      try {
        if (running.calls++ > MOST_CALLS) throw new Error(`the engine goes in circles: more than ${MOST_CALLS} activities, now ${name}`);
        await clock.refresh();
        const result = await call(...given);
        if (process.env.SIMDEBUG) process.stderr.write(`@@ ${clock.now()} ${name} ${given} ${JSON.stringify(result)}\n`);
        return 'wakeAt' in result ? { ...result, wakeAt: clock.byServer(result.wakeAt as Instant) } : result;
      } catch (error) {
        running.failures.push(error);
        throw error;
      } finally {
        running.count--;
      }
    }];
  });
  return Object.fromEntries(wrapped) as Record<string, (...given: unknown[]) => Promise<unknown>>;
}

function plotOf({ until, script = [], downtime = [], webhooks = true }: Story) {
  return {
    until: instantIn(until),
    script: script.map(({ at, acts }) => ({ at: instantIn(at), acts })).sort((a, b) => (a.at < b.at ? -1 : 1)),
    downtime: downtime.map(([from, end]) => ({ from: instantIn(from), until: instantIn(end) })),
    webhooks,
  };
}

function instantIn(text: string): Instant {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return instantOf(text);
  const [date = '', time = '00:00'] = text.split('T');
  return timeOn('Europe/Berlin', date, time);
}

function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  return root;
}
