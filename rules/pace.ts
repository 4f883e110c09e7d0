import { type Instant, msBetween } from './time.ts';

/** How fast the engine itself goes round; ordinary keys of isms.yaml. ms. */
export interface Pace {
  planner: number;
  gateWait: number;
  /** How long an open ticket may go unread: what no webhook and no list tells, such as a deletion, is found by then. */
  look: number;
}

/** How many rounds of the planner may be missed: a restart or a slow tracker costs one or two. */
const MOST_MISSED = 3;

/**
 * Whether the engine is down.
 * @param last when the planner last went round.
 * @param planner its interval, ms.
 */
export function isDown(last: Instant, now: Instant, planner: number): boolean {
  return msBetween(last, now) > MOST_MISSED * planner;
}

/**
 * Whether something was noticed so long after it happened that only downtime, of the engine or of its sight of the tracker, explains it.
 * @param planner the planner's interval, ms.
 */
export function isNoticedLate(happened: Instant, noticed: Instant, planner: number): boolean {
  return isDown(happened, noticed, planner);
}

/** How often what only a person can mend is looked at: a ticket that its tracker does not show costs more calls than a reading (decision 080). ms. */
export const WITHHELD_MS = 3_600_000;
