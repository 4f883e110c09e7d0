import { activities } from './activities.ts';
import { listen } from './doorbell.ts';
import { patiently } from './patience.ts';

/** Leads an occurrence through the stages of its kind; from the top, whenever it begins anew. */
export interface Lead {
  /** Stages the tasks that a stage needs, and waits until all have ended. */
  stage(name: string): Promise<void>;
  /** Records how the occurrence ended. @returns false if something in it was taken up again meanwhile: lead it from the top. */
  conclude(): Promise<boolean>;
}

/** @param key of the occurrence. */
export function lead(key: string): Lead {
  const door = listen();
  return {
    async stage(name) {
      for (;;) {
        const staged = await patiently(() => activities.stage(key, name));
        if ('done' in staged && staged.done) return;
        await door.sleepUntil(staged.wakeAt);
      }
    },
    async conclude() {
      for (;;) {
        const ended = await patiently(() => activities.conclude(key));
        if ('done' in ended && !door.rang()) return ended.done;
        // It forgets the ringing, or every further look would end in another one.
        await door.sleepUntil(ended.wakeAt);
        if ('done' in ended) return false;
      }
    },
  };
}
