import { fileURLToPath } from 'node:url';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { locateServer } from '../servers/locate.ts';
import { connectEngine, type Engine } from '../temporal-client.ts';
import { workflowCode } from '../workflow-code.ts';

/** A time-skipping server with what stories need of it. */
export interface World {
  env: TestWorkflowEnvironment;
  bundle: { code: string };
  /** The product's own client: it never unlocks the server's clock. */
  engine: Engine;
  terminate(workflowId: string): Promise<void>;
  /** @returns the number of events of a workflow's latest run, undefined if there is none. */
  historyLength(workflowId: string): Promise<number | undefined>;
  close(): Promise<void>;
}

export const NAMESPACE = 'default';

let hushed = false;

/** The SDK's own notices would drown everything else. Once per process. */
export function hush(): void {
  if (hushed) return;
  hushed = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
}

/** @returns the product's workflows and the story's, bundled. */
export function bundleWorkflows(): Promise<{ code: string }> {
  return workflowCode(fileURLToPath(new URL('../../workflows/simulated.ts', import.meta.url)));
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
  const { workflowService } = env.connection;
  return {
    env,
    bundle,
    engine,
    async terminate(workflowId) {
      await workflowService
        .terminateWorkflowExecution({ namespace: NAMESPACE, workflowExecution: { workflowId } })
        .catch(() => {});
    },
    async historyLength(workflowId) {
      const asked = { namespace: NAMESPACE, execution: { workflowId } };
      const answer = await workflowService.getWorkflowExecutionHistory(asked).catch(() => undefined);
      return answer?.history?.events?.length;
    },
    async close() {
      await engine.close();
      await env.teardown();
    },
  };
}
