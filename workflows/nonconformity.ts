import { activities } from './activities.ts';
import { listen } from './doorbell.ts';
import { patiently } from './patience.ts';

/**
 * A nonconformity (domain, section 6): its actions become tasks once the plan is agreed, its effectiveness review once the fix has
 * worked for a while; an ineffective fix starts a new round. The grade clock runs in the step of its own ticket.
 */
export async function nonconformity(key: string): Promise<void> {
  const door = listen();
  for (;;) {
    const staged = await patiently(() => activities.stageNonconformity(key));
    if ('done' in staged && staged.done && !door.rang()) return;
    await door.sleepUntil(staged.wakeAt);
  }
}
