import { randomUUID } from 'node:crypto';
import type { Lease } from '../../register/leases.ts';
import { type Instant, msBetween, plusMs } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { reasonOf } from '../reason.ts';
import { bundlesNow, nextContact } from './contact.ts';
import { deliverEffect } from './deliver-effect.ts';
import { sendWeekly, withWeekly } from './deliver-notice.ts';
import { judgeFailure } from './delivery-failure.ts';
import { sendTogether } from './digest.ts';
import { CONTACT, DIGEST } from './lanes.ts';
import { limitsOf } from './limits.ts';
import { isTrackerWide, noteOutage, watchOutage } from './outage.ts';

/** Short, so that what a killed worker held goes on soon; renewed while a delivery takes longer. */
const LEASE_MS = 12_000;
const RENEW_MS = 4_000;
/** Well before an activity's time is over, on a slow tracker too. */
const MOST_MS = 25_000;
const MOST_DELIVERED = 50;

/** What one draining of an outbox came to. */
export interface Drained {
  delivered: number;
  /** More may go out at once. */
  left: boolean;
  /** Nothing goes out before: the tracker's breaker is open, or its budget short. */
  wakeAt?: Instant;
}

/**
 * Delivers what waits, in the order of the outbox, until nothing is left to lease.
 * @param of one record's effects, or one tracker's (or channel's). `justRead`: as of `deliverEffect`.
 * @returns how many went out, and whether more may.
 */
export async function deliver(
  deps: Dependencies,
  { justRead = false, ...of }: { record?: string; tracker?: string; justRead?: boolean },
): Promise<Drained> {
  const owner = `${deps.owner}/${randomUUID()}`;
  const limits = await limitsOf(deps.register);
  const began = deps.clock();
  let delivered = 0;
  for (let i = 0; i < MOST_DELIVERED && msBetween(began, deps.clock()) < MOST_MS; i++) {
    const now = deps.clock();
    const request = { ...of, except: [CONTACT], owner, leaseMs: LEASE_MS, limit: 1, now, limits };
    const [lease] = await deps.register.leaseEffects(request);
    if (!lease) return { delivered, left: false };
    const leases = await withWeekly(deps, lease, now, LEASE_MS);
    const isWeekly = lease.tracker === DIGEST;
    const send = () =>
      isWeekly ? sendWeekly(deps, leases) : deliverEffect(deps, lease, limits[lease.tracker], justRead);
    const outcome = await attempt(deps, leases, send);
    if (outcome === 'delivered') delivered++;
    if (outcome === 'stop' && of.tracker) return { delivered, left: true };
  }
  return { delivered, left: true };
}

/**
 * Drains a tracker's outbox, or a channel's; while the tracker's breaker is open, checks it in place of that. What people hear in the
 * course of a day is decided for each of them first.
 */
export async function drain(deps: Dependencies, tracker: string): Promise<Drained> {
  if (tracker === CONTACT) return contact(deps);
  const before = await watchOutage(deps, tracker);
  if (before) return { delivered: 0, left: true, wakeAt: before };
  const drained = await deliver(deps, { tracker });
  const wakeAt = await heldUntil(deps, tracker);
  return { ...drained, ...(wakeAt && { wakeAt }) };
}

async function contact(deps: Dependencies): Promise<Drained> {
  const owner = `${deps.owner}/${randomUUID()}`;
  const began = deps.clock();
  let delivered = 0;
  for (const { keys, digest } of await bundlesNow(deps)) {
    if (msBetween(began, deps.clock()) >= MOST_MS) return { delivered, left: true };
    const now = deps.clock();
    const request = { tracker: CONTACT, keys, owner, leaseMs: LEASE_MS, limit: keys.length, now };
    const leases = await deps.register.leaseEffects(request);
    const [first] = leases;
    const send = async () => (digest ? sendTogether(deps, leases) : first && deliverEffect(deps, first));
    if ((await attempt(deps, leases, send)) === 'delivered') delivered++;
  }
  const wakeAt = await nextContact(deps);
  return { delivered, left: false, ...(wakeAt && { wakeAt }) };
}

/**
 * @param urgency of what is to go out; without it what stands first in the outbox.
 * @returns until when it cannot go out at a tracker; undefined if it may, or nothing waits.
 */
export async function heldUntil(deps: Dependencies, tracker: string, urgency?: number): Promise<Instant | undefined> {
  const outage = await deps.register.breaker(tracker);
  if (outage) return outage.nextCheck;
  const limits = (await limitsOf(deps.register))[tracker];
  return limits && deps.register.heldUntil(tracker, limits, deps.clock(), urgency);
}

/** `stop` where nothing more can go out at this tracker now. */
type Attempt = 'delivered' | 'failed' | 'stop';

/** Delivers what goes out as one: an effect, or the notices of one message. */
async function attempt(deps: Dependencies, leases: Lease[], send: () => Promise<void>): Promise<Attempt> {
  const [first] = leases;
  if (!first) return 'failed';
  const renewing = setInterval(() => renew(deps, leases), RENEW_MS);
  try {
    await send();
    return 'delivered';
  } catch (error) {
    try {
      // First, so that nobody takes up what is given back.
      await noteOutage(deps, first.tracker, error, first.key);
    } finally {
      await judgeFailure(deps, leases, error);
    }
    return isTrackerWide(error) ? 'stop' : 'failed';
  } finally {
    clearInterval(renewing);
  }
}

function renew(deps: Dependencies, leases: Lease[]): void {
  const until = plusMs(deps.clock(), LEASE_MS);
  for (const lease of leases)
    deps.register.renewLease(lease, until).then(
      (held) => {
        if (held) lease.leaseUntil = until;
      },
      (error) => deps.log('lease could not be renewed', { effect: lease.key, ...reasonOf(error) }, 'warn'),
    );
}
