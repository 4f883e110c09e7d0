import { type Instant, later, msBetween, plusMs } from './time.ts';

/** What makes a whole tracker unusable, whichever ticket is meant. */
export type Trouble = 'unreachable' | 'rate-limited' | 'unauthorised';

/** A tracker that cannot be used, or could not lately. While it is open nothing is asked of the tracker but `check`. */
export interface Breaker {
  kind: Trouble;
  /** The tracker's own words. */
  why: string;
  /** When the outage began; one that comes back at once is the same outage. */
  since: Instant;
  /** Whether the leads were told of this outage. */
  told: boolean;
  /** Between two checks, ms. */
  pause: number;
  nextCheck: Instant;
  /** The effect whose failure opened it. */
  opener?: string;
  /** Closed since then, and remembered until something went out. */
  closed?: Instant;
}

/** What went wrong, as a call to the tracker told it. */
export interface TrackerTrouble {
  kind: Trouble;
  why: string;
  /** Of a rate limit: nothing is asked before. */
  until?: Instant;
  /** The effect that met it, if it was one. */
  effect?: string;
}

/** The first check comes soon, for most troubles are blips; then each waits twice as long, up to a minute. ms. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** What opens again within this of its closing was never over. ms. */
const SAME_OUTAGE_MS = 300_000;
/** A short silence is no news; lost rights are, at once, for they do not come back by themselves. ms. */
const NEWS_AFTER_MS = 300_000;
/** How long a check holds off other ones: longer than its calls may take. ms. */
const CHECK_TAKES_MS = 30_000;

/**
 * @returns the breaker after a call that met trouble: opened; opened again as the same outage, with a longer pause, where it had closed
 * less than five minutes ago; or, open already, as it was, unless the news is worse.
 */
export function tripped(before: Breaker | undefined, trouble: TrackerTrouble, now: Instant): Breaker {
  if (!before) return opened(trouble, now);
  if (!before.closed) return worse(before, trouble, now);
  if (msBetween(before.closed, now) > SAME_OUTAGE_MS) return opened(trouble, now);
  const { closed: _, ...same } = before;
  return { ...again(same, trouble, now), ...(trouble.effect && { opener: trouble.effect }) };
}

/** @returns the breaker with the check that is due now taken by whoever asks; undefined where none is due. */
export function checkTaken(breaker: Breaker, now: Instant): Breaker | undefined {
  if (breaker.closed || now < breaker.nextCheck) return undefined;
  return { ...breaker, nextCheck: plusMs(now, CHECK_TAKES_MS) };
}

/** @returns the breaker after a check that met trouble: the next one comes later, and not before a rate limit ends. */
export function stillOpen(breaker: Breaker, trouble: TrackerTrouble, now: Instant): Breaker {
  return again(breaker, trouble, now);
}

/** @returns the breaker after a check that found nothing in the way. */
export function closedNow(breaker: Breaker, now: Instant): Breaker {
  return { ...breaker, closed: now };
}

/** @returns whether the leads are to be told now: once an outage, of lost rights at once, of silence after five minutes, of a rate limit never. */
export function isNews({ kind, told, since }: Breaker, now: Instant): boolean {
  if (told || kind === 'rate-limited') return false;
  return kind === 'unauthorised' || msBetween(since, now) >= NEWS_AFTER_MS;
}

function opened({ kind, why, until, effect }: TrackerTrouble, now: Instant): Breaker {
  const nextCheck = later(plusMs(now, FIRST_PAUSE_MS), until ?? now);
  return { kind, why, since: now, told: false, pause: FIRST_PAUSE_MS, nextCheck, ...(effect && { opener: effect }) };
}

function again(breaker: Breaker, { kind, why, until }: TrackerTrouble, now: Instant): Breaker {
  const pause = Math.min(2 * breaker.pause, LONGEST_PAUSE_MS);
  const nextCheck = later(plusMs(now, pause), until ?? now);
  return { ...breaker, ...sinceWhen(breaker, kind, now), kind, why, pause, nextCheck };
}

/** A rate limit is no outage: what follows it begins now. */
function sinceWhen(breaker: Breaker, kind: Trouble, now: Instant): Pick<Breaker, 'since' | 'told'> {
  const { since, told } = breaker;
  return breaker.kind === 'rate-limited' && kind !== 'rate-limited' && !told ? { since: now, told } : { since, told };
}

/** Many calls are under way when a tracker fails: what they report late changes neither pause nor check. */
function worse(open: Breaker, trouble: TrackerTrouble, now: Instant): Breaker {
  const { kind, why, until } = trouble;
  if (kind === 'rate-limited') return { ...open, nextCheck: later(open.nextCheck, until ?? now) };
  if (kind === open.kind || open.kind === 'unauthorised') return open;
  return { ...open, ...sinceWhen(open, kind, now), kind, why };
}
