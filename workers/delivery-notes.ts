import type { Dependencies } from '../activities/dependencies.ts';
import type { Delivered } from '../register/hooks.ts';

/** A sender's next delivery of the same outcome within this time is not written down, ms. */
const EVERY_MS = 60_000;

/** Writes down what becomes of webhooks' deliveries, for `doctor`. */
export interface DeliveryNotes {
  /** Waits for nothing, and never throws: a delivery is answered whether or not it can be written down. */
  note(tracker: string, what: Delivered): void;
  /** Resolves once nothing is under way. */
  settled(): Promise<void>;
}

/** What notes are written with. */
interface Means extends Pick<Dependencies, 'clock' | 'log'> {
  register: Pick<Dependencies['register'], 'noteDelivered'>;
}

/** @returns notes in the register: at most one write a minute for each tracker and outcome, whatever comes in. */
export function deliveryNotes({ register, clock, log }: Means): DeliveryNotes {
  const noted = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  return {
    note(tracker, what) {
      const now = clock();
      const before = noted.get(`${what} ${tracker}`);
      if (before !== undefined && Date.parse(now) - before < EVERY_MS) return;
      noted.set(`${what} ${tracker}`, Date.parse(now));
      const writing = register
        .noteDelivered(tracker, what, now)
        .catch((error: unknown) => log('delivery could not be noted', { tracker, error: String(error) }))
        .finally(() => underWay.delete(writing));
      underWay.add(writing);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}
