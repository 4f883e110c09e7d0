import { condition, continueAsNew, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import { activities } from './activities.ts';
import { rung } from './messages.ts';
import { patiently } from './patience.ts';

const MOST_EVENTS = 1_500;
const SHORTEST_PAUSE_MS = 1_000;

/**
 * Drains one tracker's outbox; whatever cannot go out now is left to the next ringing, which the planner sees to. While nothing can
 * go out at all, for the tracker's breaker is open or its budget short, it sleeps until something may.
 */
export async function deliver(tracker: string): Promise<void> {
  let ringing = true;
  setHandler(rung, () => {
    ringing = true;
  });
  while (ringing) {
    ringing = false;
    const drained = await patiently(() => activities.deliver(tracker));
    if (drained.wakeAt === undefined) {
      if ('left' in drained && drained.left && drained.delivered > 0) ringing = true;
      await condition(() => ringing, 1_000);
    } else {
      if (isLong()) await continueAsNew<typeof deliver>(tracker);
      // Thousands of steps may ring meanwhile: they are heard once a second.
      await sleep(SHORTEST_PAUSE_MS);
      const ms = Date.parse(drained.wakeAt) - Date.now();
      if (ms > 0) await condition(() => ringing || isLong(), ms);
      ringing = true;
    }
  }
}

function isLong(): boolean {
  return workflowInfo().historyLength > MOST_EVENTS;
}
