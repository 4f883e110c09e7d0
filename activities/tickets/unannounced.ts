import type { HookNotes, Unannounced } from '../../register/hooks.ts';
import type { Row } from '../../register/records.ts';
import { type Instant, msBetween, plusMs } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { currentProgramme } from '../organisation.ts';

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
  // A tracker's clock that is ahead makes no change later than it can be.
  const times = found.map((at) => (at < now ? at : now));
  const silent = times.filter((at) => at >= oldest && isUnannounced(at, taken)).sort();
  const [first] = silent;
  const last = silent.at(-1);
  if (!first || !last) return undefined;
  const standing = unannounced && isUnannounced(unannounced.last, taken) ? unannounced : undefined;
  return { since: standing?.since ?? first, last, count: (standing?.count ?? 0) + silent.length };
}

/**
 * @param found what a sweep found: a row that was read up to this change was announced, or read by chance.
 * @returns what to note, undefined without a webhook or without news.
 */
export async function unannouncedAmong(
  { register }: Pick<Dependencies, 'register'>,
  tracker: string,
  found: { row: Row | undefined; updated: Instant }[],
  now: Instant,
): Promise<Unannounced | undefined> {
  const news = found.flatMap(({ row, updated }) => (row && updated !== row.hints.seen_through ? [updated] : []));
  if (news.length === 0) return undefined;
  const set = (await currentProgramme(register))?.programme.trackers.find((t) => t.id === tracker);
  if (!set?.webhook) return undefined;
  return unannouncedAfter(await register.hooks(tracker), news, now, set.sweepEvery);
}
