import { continueAsNew, sleep, workflowInfo } from '@temporalio/workflow';
import { activities } from './activities.ts';
import { patiently } from './patience.ts';

const MOST_EVENTS = 2_000;

/** Asks one tracker for changes again and again: finds what webhooks lost. */
export async function sweep(tracker: string): Promise<void> {
  while (workflowInfo().historyLength < MOST_EVENTS) {
    const swept = await patiently(() => activities.sweep(tracker));
    await sleep('pause' in swept ? swept.pause : Date.parse(swept.wakeAt) - Date.now());
  }
  await continueAsNew<typeof sweep>(tracker);
}
