import {
  Client,
  Connection,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/client';
import type { Sleeper } from '../activities/dependencies.ts';
import { PLANNER_SCHEDULE, rung, TASK_QUEUE, workflowId } from '../workflows/messages.ts';
import { pastItsEnd } from './past-its-end.ts';

const AT_ONCE = 20;
/** How long a worker may think. What was handed to one that was killed at that moment is handed to the next after this. */
const WORKFLOW_TASK_MS = 5_000;
const MOST_RUN_MS = 30_000;
const CHECK_MS = 3_000;

/** Starts and wakes workflows. Every call is safe to repeat. */
export interface Engine {
  /** Rings the workflows of records, by their keys, and starts those that do not run. */
  wake(names: Sleeper[]): Promise<void>;
  /** Rings the workflow that stages a nonconformity's tasks, by the nonconformity's key. */
  stage(nonconformity: string): Promise<void>;
  /** Rings the workflow that drains the outbox of a tracker or channel. */
  drain(tracker: string): Promise<void>;
  /** Starts the sweep of a tracker, if it does not run. */
  startSweep(tracker: string): Promise<void>;
  /** Makes the planner's Schedule, or brings its interval up to date. `every` in ms. */
  ensureSchedule(every: number): Promise<void>;
  /** Has the planner go round now, after the round that may be running. */
  tick(): Promise<void>;
  /** @throws Error unless Temporal answers within 3 s and has the namespace. */
  check(): Promise<void>;
  /** Ends its connection; what runs in Temporal goes on. */
  close(): Promise<void>;
}

/** @throws Error if Temporal does not answer within 10 s. */
export async function connectEngine(address: string, namespace: string): Promise<Engine> {
  const connection = await Connection.connect({ address, connectTimeout: 10_000 });
  const client = new Client({ connection, namespace });
  const ring = (type: string, id: string, ...args: string[]) =>
    pastItsEnd(() =>
      client.workflow.signalWithStart(type, {
        workflowId: id,
        taskQueue: TASK_QUEUE,
        args,
        signal: rung,
        workflowTaskTimeout: WORKFLOW_TASK_MS,
        workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      }),
    );
  return {
    async wake(names) {
      for (let i = 0; i < names.length; i += AT_ONCE)
        await Promise.all(
          names
            .slice(i, i + AT_ONCE)
            .flatMap((n) => runsOf(n).map(([type, id, ...more]) => ring(type, id, n.key, ...more))),
        );
    },
    stage: async (key) => void (await ring('nonconformity', workflowId.nonconformity(key), key)),
    drain: async (tracker) => void (await ring('deliver', workflowId.deliver(tracker), tracker)),
    async startSweep(tracker) {
      await client.workflow.start('sweep', {
        workflowId: workflowId.sweep(tracker),
        taskQueue: TASK_QUEUE,
        args: [tracker],
        workflowTaskTimeout: WORKFLOW_TASK_MS,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
    },
    ensureSchedule: (every) => ensureSchedule(client, every),
    tick: () => client.schedule.getHandle(PLANNER_SCHEDULE).trigger(ScheduleOverlapPolicy.BUFFER_ONE),
    check: () =>
      connection.withDeadline(Date.now() + CHECK_MS, async () => {
        await connection.workflowService.describeNamespace({ namespace });
      }),
    close: () => connection.close(),
  };
}

function runsOf({ table, key, kind }: Sleeper): [type: string, id: string, ...args: string[]][] {
  if (table === 'task') return [['task', workflowId.task(key)]];
  if (table === 'occurrence') return [['duty', workflowId.occurrence(key), ...(kind ? [kind] : [])]];
  return [
    ['task', workflowId.task(key)],
    ['nonconformity', workflowId.nonconformity(key)],
  ];
}

/** What the planner's Schedule does for an interval: a round each time, which may take two. ms. */
function scheduleFor(every: number) {
  return {
    spec: { intervals: [{ every }] },
    action: {
      type: 'startWorkflow' as const,
      workflowType: 'planner',
      workflowId: PLANNER_SCHEDULE,
      taskQueue: TASK_QUEUE,
      workflowTaskTimeout: WORKFLOW_TASK_MS,
      workflowRunTimeout: Math.max(MOST_RUN_MS, 2 * every),
    },
  };
}

async function ensureSchedule(client: Client, every: number): Promise<void> {
  const handle = client.schedule.getHandle(PLANNER_SCHEDULE);
  const { spec, action } = scheduleFor(every);
  try {
    const found = await handle.describe();
    const { workflowRunTimeout, workflowTaskTimeout } = found.action;
    const isSame =
      found.spec.intervals?.[0]?.every === every &&
      workflowRunTimeout === action.workflowRunTimeout &&
      workflowTaskTimeout === action.workflowTaskTimeout;
    if (isSame) return;
    await handle.update((previous) => ({ ...previous, spec, action }));
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    await createSchedule(client, every);
  }
}

async function createSchedule(client: Client, every: number): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: PLANNER_SCHEDULE,
      ...scheduleFor(every),
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
    });
  } catch (error) {
    const raced = error instanceof Error && error.name === 'ScheduleAlreadyRunning';
    if (!raced) throw error;
  }
}
