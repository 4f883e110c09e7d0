import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import { activities } from './activities.ts';
import { listen } from './doorbell.ts';
import { patiently } from './patience.ts';

const MONTH_MS = 30 * 86_400_000;
const MOST_EVENTS = 2_000;

/**
 * Follows one ticket: steps, sleeps until the next thing is due or somebody rings, and steps again, until the record has ended. Each
 * run begins with a step, so a signal that was lost costs nothing.
 */
export async function task(key: string): Promise<void> {
  const door = listen();
  for (;;) {
    const stepped = await patiently(() => activities.step(key));
    if ('ended' in stepped && stepped.ended && !door.rang()) return;
    if (isLong()) await continueAsNew<typeof task>(key);
    await door.sleepUntil(stepped.wakeAt);
  }
}

function isLong(): boolean {
  const { historyLength, startTime } = workflowInfo();
  return historyLength > MOST_EVENTS || Date.now() - startTime.getTime() > MONTH_MS;
}
