import { condition, setHandler } from '@temporalio/workflow';
import { activities } from './activities.ts';
import { rung } from './messages.ts';

/** Drains one tracker's outbox; whatever cannot go out now is left to the next ringing, which the planner sees to. */
export async function deliver(tracker: string): Promise<void> {
  let ringing = true;
  setHandler(rung, () => {
    ringing = true;
  });
  while (ringing) {
    ringing = false;
    const { left, delivered } = await activities.deliver(tracker);
    if (left && delivered > 0) ringing = true;
    await condition(() => ringing, 1_000);
  }
}
