import { activities } from './activities.ts';
import { listen } from './doorbell.ts';
import { patiently } from './patience.ts';

/** A duty of one task: `evidence-request`, `review`, and the triage of a treatment that failed (domain, section 5). */
export async function single(key: string): Promise<void> {
  const door = listen();
  for (;;) {
    const staged = await patiently(() => activities.stageSingle(key));
    if ('done' in staged && staged.done && !door.rang()) return;
    await door.sleepUntil(staged.wakeAt);
  }
}
