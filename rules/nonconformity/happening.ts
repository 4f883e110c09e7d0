import type { Instant } from '../time.ts';

/** Something that follows from the clocks or from the tasks, at its own instant. Lower `order` first at the same one. */
export interface Happening {
  at: Instant;
  order: number;
  apply: () => void;
}
