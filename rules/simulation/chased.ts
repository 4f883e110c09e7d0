import { rungInstants } from '../ladder/rungs.ts';
import type { SentRung } from '../task/state.ts';
import { type Instant, msBetween, plusMs } from '../time.ts';
import type { Life } from './life.ts';

/** A rung goes out within this of its time: the planner's round after it, at the latest. ms. */
const PATIENCE_MS = 4 * 3_600_000;

/** One chase as its ladder prescribes it, from when the work was late until it was done. */
export interface Chased {
  what: string;
  climb: Parameters<typeof rungInstants>[0];
  sent: SentRung[];
  /**
   * Rungs before this are not judged: they belong to an earlier due date, or are reminders, which the assignee's comments may hold back.
   */
  since: Instant;
  ended: Instant;
}

/** @returns the rungs past the due date that did not go out, or too late. */
export function silencesOf({ what, climb, sent, since, ended }: Chased): string[] {
  const said = new Map(sent.map(({ id, at }) => [id, at]));
  const end = plusMs(ended, -PATIENCE_MS);
  return rungInstants(climb, end, new Set(said.keys()))
    .filter(({ at, reminder }) => !reminder && at > since && at <= end)
    .flatMap(({ id, at }) => {
      const told = said.get(id);
      if (told === undefined) return [`${what}: rung ${id} of ${at} never went out`];
      return msBetween(at, told) > PATIENCE_MS ? [`${what}: rung ${id} of ${at} went out at ${told}`] : [];
    });
}

/** @returns when people may be contacted. */
export function contactIn({ calendar, programme }: Life['org']) {
  return { calendar, hours: programme.contactHours };
}
