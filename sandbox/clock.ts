export interface Clock {
  /** The sandbox's instant, epoch ms. */
  now(): number;
  /** Makes it that instant (epoch ms); time goes on from there as the given clock does. */
  set(at: number): void;
  /** Moves on by so many ms. */
  advance(ms: number): void;
}

/** A clock on top of another one (epoch ms), which can be moved. */
export function createClock(base: () => number): Clock {
  let offset = 0;
  return {
    now: () => base() + offset,
    set(at) {
      offset = at - base();
    },
    advance(ms) {
      offset += ms;
    },
  };
}
