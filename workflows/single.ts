import { activities } from './activities.ts';
import { listen } from './doorbell.ts';

/** A duty of one task: `evidence-request` and `review` (domain, section 5). */
export async function single(key: string): Promise<void> {
  const door = listen();
  for (;;) {
    const { done, wakeAt } = await activities.stageSingle(key);
    if (done) return;
    await door.sleepUntil(wakeAt);
  }
}
