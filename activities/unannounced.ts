import type { HookNotes, Unannounced } from '../register/hooks.ts';
import { type Instant, msBetween, plusMs } from '../rules/time.ts';

/** A delivery is noted once a minute at most, may be late, and two clocks are compared. ms. */
const GRACE_MS = 120_000;
const MINUTE_MS = 60_000;

/** @returns whether no delivery can have told of a change at `updated`: the last one was taken well before it. */
export function isUnannounced(updated: Instant, taken: Instant | undefined): boolean {
  return taken === undefined || msBetween(taken, updated) > GRACE_MS;
}

/**
 * @param found changes that nobody had looked at before they were found by asking.
 * @param every how often changes are asked for, ms: what is much older happened while nobody listened, and says nothing.
 * @returns what to note of them, undefined if there is nothing new to note.
 */
export function unannouncedAfter(
  { taken, unannounced }: HookNotes,
  found: Instant[],
  now: Instant,
  every: number,
): Unannounced | undefined {
  const oldest = plusMs(now, -(2 * every + MINUTE_MS));
  const silent = found.filter((at) => at >= oldest && isUnannounced(at, taken)).sort();
  const [first] = silent;
  const last = silent.at(-1);
  if (!first || !last) return undefined;
  const standing = unannounced && isUnannounced(unannounced.last, taken) ? unannounced : undefined;
  return { since: standing?.since ?? first, last, count: (standing?.count ?? 0) + silent.length };
}
