import { type Instant, plusMs } from '../rules/time.ts';
import { prolongWrites, takeWrites } from './budget.ts';
import { canonical } from './canonical.ts';
import { effectOf, type StoredEffect } from './effects.ts';
import { RegisterError } from './errors.ts';
import type { Db } from './schema.ts';
import { type Candidate, costOf, deliverable, type LeaseRequest } from './waiting.ts';

export type { LeaseRequest } from './waiting.ts';

/** An effect to be delivered now. */
export interface Lease extends StoredEffect {
  /** Leased before: the outcome of an earlier attempt may be unknown. `firstTried` says since when; a first lease has none. */
  tried: boolean;
  owner: string;
  /** What its writes took from the tracker's budget. */
  taken?: number;
}

/**
 * Leases what waits or was left behind by an expired lease. The smaller priority comes first, but effects of one record and one tracker
 * keep their order of creation (notices to several people have none, and a comment need not wait for a less urgent redraw): an opening
 * goes out before the reply that follows it, at the reply's priority, and nothing overtakes one that is in delivery or waits to be tried
 * again, but for a writing of a ticket that is there. Nothing is leased at a tracker whose breaker is open, and nothing that its budget does not allow now.
 */
export async function leaseEffects(db: Db, request: LeaseRequest): Promise<Lease[]> {
  const leases: Lease[] = [];
  const short = new Set<string>();
  for (const row of await deliverable(db, request)) {
    if (leases.length === request.limit) break;
    if (short.has(row.tracker)) continue;
    const taken = await payFor(db, row, request);
    if (taken === 'short') short.add(row.tracker);
    else leases.push(await lease(db, row, request, taken));
  }
  return leases;
}

async function lease(db: Db, row: Candidate, request: LeaseRequest, taken: number | undefined): Promise<Lease> {
  const { owner, now } = request;
  const held = { lease_owner: owner, lease_until: plusMs(now, request.leaseMs) };
  await db
    .updateTable('effect')
    .set({
      state: 'leased',
      ...held,
      first_tried: row.first_tried ?? now,
      last_tried: now,
      attempts: row.attempts + 1,
    })
    .where('key', '=', row.key)
    .execute();
  const leased = { ...row, state: 'leased', ...held, attempts: row.attempts + 1 };
  return { ...effectOf(leased), tried: row.attempts > 0, owner, ...(taken !== undefined && { taken }) };
}

/** A record's own attempt never takes what somebody more urgent waits for. */
async function payFor(db: Db, row: Candidate, request: LeaseRequest): Promise<number | 'short' | undefined> {
  const limits = request.limits?.[row.tracker];
  if (!limits || row.kind === 'notice') return undefined;
  const { now, leaseMs } = request;
  const ahead = request.record === undefined ? 0 : await moreUrgent(db, row, limits.perMinute, now);
  const ask = { tracker: row.tracker, n: costOf(row, limits), limits, urgency: row.urgency, ahead, now };
  const taken = await takeWrites(db, { ...ask, underWayUntil: plusMs(now, leaseMs) });
  return taken.ok ? taken.id : 'short';
}

async function moreUrgent(db: Db, row: Candidate, most: number, now: Instant): Promise<number> {
  const waiting = db
    .selectFrom('effect')
    .select('key')
    .where('tracker', '=', row.tracker)
    .where('state', '=', 'pending')
    .where('priority', '<', row.urgency)
    .where('record', '!=', row.record)
    .where('not_before', '<=', now)
    .limit(most);
  return (await waiting.execute()).length;
}

/** Holds a lease for longer, while its delivery goes on. @returns false if it is no longer the owner's. */
export async function renewLease(db: Db, lease: Lease, until: Instant): Promise<boolean> {
  const done = await db
    .updateTable('effect')
    .set({ lease_until: until })
    .where('key', '=', lease.key)
    .where('state', '=', 'leased')
    .where('lease_owner', '=', lease.owner)
    .where('attempts', '=', lease.attempts)
    .executeTakeFirst();
  const held = done.numUpdatedRows > 0n;
  if (held && lease.taken !== undefined) await prolongWrites(db, lease.taken, until);
  return held;
}

/** Marks an effect as delivered, whoever holds it by now: it happened. @returns false if that was known already. */
export async function finishEffect(db: Db, key: string, result: unknown, now: Instant): Promise<boolean> {
  const done = await db
    .updateTable('effect')
    .set({ state: 'done', done_at: now, result: canonical(result ?? null), last_error: null, ...unleased })
    .where('key', '=', key)
    .where('state', '!=', 'done')
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** What became of a lease that did not deliver. */
export type Outcome =
  /** Tried, to be tried again from `notBefore` on. */
  | { kind: 'retry'; error: string; notBefore: Instant }
  /** Nothing was sent: as if it had not been leased. */
  | { kind: 'untried'; notBefore: Instant; error?: string }
  /** Not tried again until somebody says so (`redriveEffects`). */
  | { kind: 'failed'; error: string };

/** Gives a lease back. @returns false if it is no longer the owner's: then nothing changes. */
export async function releaseEffect(db: Db, lease: Lease, outcome: Outcome): Promise<boolean> {
  const untried = outcome.kind === 'untried';
  const done = await db
    .updateTable('effect')
    .set({
      state: outcome.kind === 'failed' ? 'failed' : 'pending',
      ...unleased,
      ...(outcome.error === undefined ? {} : { last_error: outcome.error }),
      ...(outcome.kind === 'failed' ? {} : { not_before: outcome.notBefore }),
      ...(untried ? { attempts: lease.attempts - 1 } : {}),
      ...(untried && !lease.tried ? { first_tried: null } : {}),
      ...(untried ? { last_tried: lease.lastTried ?? null } : {}),
    })
    .where('key', '=', lease.key)
    .where('state', '=', 'leased')
    .where('lease_owner', '=', lease.owner)
    .where('attempts', '=', lease.attempts)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/**
 * Puts back into the queue what failed, and what was tried without success and waits to be tried again. What waits for its own time
 * (contact hours) goes on waiting. @returns how many.
 */
export async function redriveEffects(db: Db, of: { record?: string; tracker?: string }, now: Instant): Promise<number> {
  const { record, tracker } = of;
  if (record === undefined && tracker === undefined) {
    throw new RegisterError('misuse', 'redrive: name a record or a tracker');
  }
  const done = await db
    .updateTable('effect')
    .set({ state: 'pending', not_before: now })
    .where((e) =>
      e.or([
        e('state', '=', 'failed'),
        e.and([
          e('state', '=', 'pending'),
          e('attempts', '>', 0),
          e('last_error', 'is not', null),
          e('not_before', '>', now),
        ]),
      ]),
    )
    .$if(record !== undefined, (q) => q.where('record', '=', record ?? ''))
    .$if(tracker !== undefined, (q) => q.where('tracker', '=', tracker ?? ''))
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

const unleased = { lease_owner: null, lease_until: null };
