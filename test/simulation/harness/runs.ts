import type { RecordName } from '../../../register/records.ts';
import { NAMESPACE, type World } from '../../../workers/simulation/world.ts';
import { workflowId } from '../../../workflows/messages.ts';

/** @returns ids of the workflows that may serve a record. */
export function runsOf({ table, key }: RecordName): string[] {
  if (table === 'occurrence') return [workflowId.occurrence(key)];
  return [workflowId.task(key), workflowId.nonconformity(key)];
}

/** Ends a run; one that has ended stays as it is. */
export async function terminate({ env }: World, workflowId: string): Promise<void> {
  await env.connection.workflowService
    .terminateWorkflowExecution({ namespace: NAMESPACE, workflowExecution: { workflowId } })
    .catch(() => {});
}

/** @returns the number of events of a workflow's latest run, undefined if there is none. */
export async function historyLength({ env }: World, workflowId: string): Promise<number | undefined> {
  const asked = { namespace: NAMESPACE, execution: { workflowId } };
  const answer = await env.connection.workflowService.getWorkflowExecutionHistory(asked).catch(() => undefined);
  return answer?.history?.events?.length;
}
