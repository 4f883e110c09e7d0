import { defineSignal } from '@temporalio/workflow';

/** Says that something may have changed; what, the workflow finds out by looking. */
export const rung = defineSignal('rung');

export const TASK_QUEUE = 'dutybound';
export const PLANNER_SCHEDULE = 'dutybound-planner';

/** Workflow ids: opaque keys only, for they are never encrypted. */
export const workflowId = {
  task: (key: string) => `task/${key}`,
  occurrence: (key: string) => `occurrence/${key}`,
  nonconformity: (key: string) => `nonconformity/${key}`,
  sweep: (tracker: string) => `sweep/${tracker}`,
  deliver: (tracker: string) => `deliver/${tracker}`,
};
