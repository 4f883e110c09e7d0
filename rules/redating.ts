import { dateAt } from './calendar/local-day.ts';
import type { Organisation } from './organisation.ts';
import { type Instant, msBetween } from './time.ts';

const WEEK = 604_800_000;

/** When a due date changed by hand was last put back, and last commented on. */
export interface Redated {
  at: Instant;
  said: Instant;
}

/**
 * A due date edited by hand is put back at most once a day and commented on once a week (contact rule 12).
 * @returns whether it is commented on now; undefined where it was put back today.
 */
export function puttingBack(
  { programme }: Organisation,
  last: Redated | undefined,
  now: Instant,
): { said: boolean } | undefined {
  if (last && dateAt(programme.zone, last.at) === dateAt(programme.zone, now)) return undefined;
  return { said: !last || msBetween(last.said, now) >= WEEK };
}

/** @returns how it stands once it was put back at `at`. */
export function redatedAt(last: Redated | undefined, at: Instant, said: boolean): Redated {
  return { at, said: said ? at : (last?.said ?? at) };
}
