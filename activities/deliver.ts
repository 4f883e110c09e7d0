import { randomUUID } from 'node:crypto';
import { TrackerError } from '../integrations/tickets/errors.ts';
import type { Lease } from '../register/leases.ts';
import { type Instant, plusMs } from '../rules/time.ts';
import { deliverEffect } from './deliver-effect.ts';
import { judgeFailure } from './delivery-failure.ts';
import type { Dependencies } from './dependencies.ts';

/** Short, so that what a killed worker held goes on soon; renewed while a delivery takes longer. */
const LEASE_MS = 12_000;
const RENEW_MS = 4_000;

/**
 * Delivers what waits, in the order of the outbox, until nothing is left to lease.
 * @param of one record's effects, or one tracker's (or channel's).
 * @returns how many went out, and when the next attempt makes sense.
 */
export async function deliver(
  deps: Dependencies,
  of: { record?: string; tracker?: string },
  limit = 50,
): Promise<{ delivered: number; left: boolean }> {
  const owner = `${deps.owner}/${randomUUID()}`;
  let delivered = 0;
  for (let i = 0; i < limit; i++) {
    const [lease] = await deps.register.leaseEffects({ ...of, owner, leaseMs: LEASE_MS, limit: 1, now: deps.clock() });
    if (!lease) return { delivered, left: false };
    const outcome = await attempt(deps, lease);
    if (outcome === 'delivered') delivered++;
    if (outcome === 'stop' && of.tracker) return { delivered, left: true };
  }
  return { delivered, left: true };
}

/** `stop` where nothing more can go out at this tracker now. */
type Attempt = 'delivered' | 'failed' | 'stop';

async function attempt(deps: Dependencies, lease: Lease): Promise<Attempt> {
  const until = await overBudget(deps, lease);
  if (until) {
    await deps.register.write((tx) => tx.releaseEffect(lease, { kind: 'untried', notBefore: until }));
    return 'stop';
  }
  const renewing = setInterval(() => renew(deps, lease), RENEW_MS);
  try {
    await deliverEffect(deps, lease);
    return 'delivered';
  } catch (error) {
    await judgeFailure(deps, lease, error);
    return isTrackerWide(error) ? 'stop' : 'failed';
  } finally {
    clearInterval(renewing);
  }
}

function isTrackerWide(error: unknown): boolean {
  return error instanceof TrackerError && ['unreachable', 'unauthorised', 'rate-limited'].includes(error.fault.kind);
}

function renew(deps: Dependencies, lease: Lease): void {
  deps.register.renewLease(lease, plusMs(deps.clock(), LEASE_MS)).catch((error) => {
    deps.log('lease could not be renewed', { effect: lease.key, error: String(error) });
  });
}

async function overBudget(deps: Dependencies, lease: Lease): Promise<Instant | undefined> {
  const limits = await limitsOf(deps, lease.tracker);
  if (!limits || lease.kind === 'notice') return undefined;
  const now = deps.clock();
  const taken = await deps.register.takeWrites(lease.tracker, 1, limits, now);
  return taken.ok ? undefined : (taken.until ?? plusMs(now, 60_000));
}

async function limitsOf(deps: Dependencies, tracker: string) {
  const latest = await deps.register.latestProgramme();
  const inForce = latest?.programme as {
    programme?: { trackers?: { id: string; limits: { perMinute: number; perHour: number } }[] };
  };
  return inForce?.programme?.trackers?.find((t) => t.id === tracker)?.limits;
}
