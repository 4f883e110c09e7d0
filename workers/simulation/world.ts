import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { TASK_QUEUE } from '../../workflows/messages.ts';
import { locateServer } from '../servers/locate.ts';
import { connectEngine, type Engine } from '../temporal-client.ts';

/** A time-skipping server with what stories need of it. */
export interface World {
  env: TestWorkflowEnvironment;
  bundle: { code: string };
  /** The product's own client: it never unlocks the server's clock. */
  engine: Engine;
  /** Has the planner go round, while the clock stands still. @throws Error if its workflow failed. */
  tick(): Promise<void>;
  /** Lets so many ms pass, however long that takes: whatever falls into them happens. */
  sleep(ms: number): Promise<void>;
  close(): Promise<void>;
}

export const NAMESPACE = 'default';

let hushed = false;
let silent = false;

/** From now on nothing is said of what the SDK loses: a story is stopped with its server. */
export function silence(): void {
  silent = true;
}

/** The SDK's own notices would drown everything else; and on a signal it would end the worker alone, and the story wait for ever. Once per process. */
export function hush(): void {
  if (hushed) return;
  hushed = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR', ({ message, meta }) => {
      if (!silent) console.error(message, meta ?? '');
    }),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
}

/**
 * Starts a time-skipping server.
 * @param pinnedOnly as for `locateServer`. @throws ServerError saying how to get it, if there is none.
 */
export async function openWorld(
  bundle: { code: string },
  processEnv: Record<string, string | undefined>,
  pinnedOnly: boolean,
): Promise<World> {
  const path = locateServer('temporal-test-server', processEnv, pinnedOnly);
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  const engine = await connectEngine(env.address, NAMESPACE);
  // Unlike the environment's own, it does not let time pass while it waits.
  const client = new Client({ connection: env.connection, namespace: NAMESPACE });
  const closing = new AbortController();
  return {
    env,
    bundle,
    engine,
    async tick() {
      await client.workflow.execute('planner', { workflowId: `planner/${randomUUID()}`, taskQueue: TASK_QUEUE });
    },
    async sleep(ms) {
      await env.connection.withAbortSignal(closing.signal, async () => {
        // The clock goes on by that one only after all that was due before has been done.
        await env.sleep(ms + 1);
      });
    },
    async close() {
      // What would wait for the clock would try again and again on a connection that is closed.
      closing.abort();
      await engine.close();
      await env.teardown();
    },
  };
}
