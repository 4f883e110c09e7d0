import { continueAsNew, sleep, workflowInfo } from '@temporalio/workflow';
import { activities } from './activities.ts';

const MOST_EVENTS = 2_000;

/** Asks one tracker for changes again and again: finds what webhooks lost. */
export async function sweep(tracker: string): Promise<void> {
  while (workflowInfo().historyLength < MOST_EVENTS) {
    const { pause } = await activities.sweep(tracker);
    await sleep(pause);
  }
  await continueAsNew<typeof sweep>(tracker);
}
