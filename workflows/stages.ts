import { activities } from './activities.ts';
import { listen } from './doorbell.ts';
import { patiently } from './patience.ts';

/** Leads an occurrence through the stages of its kind; from the top, whenever it begins anew. */
export interface Lead {
  /** Stages the tasks that a stage needs, and waits until all have ended. */
  stage(name: string): Promise<void>;
  /** Stages rows of stages side by side, each row in its order, and waits until all have ended. */
  beside(...rows: string[][]): Promise<void>;
  /** Records how the occurrence ended. @returns false if something in it was taken up again meanwhile: lead it from the top. */
  conclude(): Promise<boolean>;
}

/** @param key of the occurrence. */
export function lead(key: string): Lead {
  const door = listen();
  /** @returns when to look again, undefined once every stage of the row has ended. */
  async function along(row: string[]): Promise<string | undefined> {
    for (const name of row) {
      const staged = await patiently(() => activities.stage(key, name));
      if (!('done' in staged && staged.done)) return staged.wakeAt;
    }
    return undefined;
  }
  return {
    async stage(name) {
      for (;;) {
        const staged = await patiently(() => activities.stage(key, name));
        if ('done' in staged && staged.done) return;
        await door.sleepUntil(staged.wakeAt);
      }
    },
    async beside(...rows) {
      for (;;) {
        const waiting: string[] = [];
        for (const row of rows) {
          const wakeAt = await along(row);
          if (wakeAt) waiting.push(wakeAt);
        }
        const [soonest] = waiting.sort();
        if (soonest === undefined) return;
        await door.sleepUntil(soonest);
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
