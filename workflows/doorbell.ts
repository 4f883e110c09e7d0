import { condition, setHandler } from '@temporalio/workflow';
import { rung } from './messages.ts';

const SHORTEST_SLEEP_MS = 1_000;

export interface Doorbell {
  /** Sleeps until `wakeAt` (ISO instant) or until it rings, and forgets the ringing; at least a second. */
  sleepUntil(wakeAt: string): Promise<void>;
  /** Whether it rang since somebody last slept: then a run must not end without another look. */
  rang(): boolean;
}

/** Listens for `rung` from now on. What rang before is answered by the step that each run begins with. */
export function listen(): Doorbell {
  let ringing = false;
  setHandler(rung, () => {
    ringing = true;
  });
  ringing = false;
  return {
    async sleepUntil(wakeAt) {
      const ms = Math.max(SHORTEST_SLEEP_MS, Date.parse(wakeAt) - Date.now());
      await condition(() => ringing, ms);
      ringing = false;
    },
    rang: () => ringing,
  };
}
