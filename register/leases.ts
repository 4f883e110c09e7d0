import { sql } from 'kysely';
import { priority } from '../rules/effect.ts';
import { type Instant, plusMs } from '../rules/time.ts';
import { canonical } from './canonical.ts';
import { type Effect, effectOf } from './effects.ts';
import { RegisterError } from './errors.ts';
import type { Db, EffectRow } from './schema.ts';

/** Who wants how much of the outbox, and for how long. */
export interface LeaseRequest {
  /** Names the worker's attempt: two attempts at the same time need two names. */
  owner: string;
  /** After this many ms others may take over. */
  leaseMs: number;
  limit: number;
  now: Instant;
  record?: string;
  tracker?: string;
}

/** An effect to be delivered now. */
export interface Lease extends Effect {
  /** Leased before: the outcome of an earlier attempt may be unknown. `firstTried` says since when; a first lease has none. */
  tried: boolean;
  owner: string;
}

/**
 * Leases what waits or was left behind by an expired lease. The smaller priority comes first, but effects of one record and one tracker
 * keep their order of creation (notices to several people have none, and a comment need not wait for a less urgent redraw): an opening goes out before the reply that follows it, at the reply's priority, and nothing overtakes
 * one that is in delivery or waits to be tried again.
 */
export async function leaseEffects(db: Db, request: LeaseRequest): Promise<Lease[]> {
  const { owner, now } = request;
  const rows = await deliverable(db, request);
  const leases: Lease[] = [];
  for (const row of rows) {
    const first = row.first_tried ?? now;
    const lease = { lease_owner: owner, lease_until: plusMs(now, request.leaseMs) };
    await db
      .updateTable('effect')
      .set({ state: 'leased', ...lease, first_tried: first, last_tried: now, attempts: row.attempts + 1 })
      .where('key', '=', row.key)
      .execute();
    const leased = { ...row, state: 'leased', ...lease, attempts: row.attempts + 1 };
    leases.push({ ...effectOf(leased), tried: row.attempts > 0, owner });
  }
  return leases;
}

async function deliverable(db: Db, { record, tracker, limit, now }: LeaseRequest): Promise<EffectRow[]> {
  const ofRecord = record === undefined ? sql`` : sql`and e.record = ${record}`;
  const ofTracker = tracker === undefined ? sql`` : sql`and e.tracker = ${tracker}`;
  const found = await sql<EffectRow>`select e.* from effect e
    where ((e.state = 'pending' and e.not_before <= ${now}) or (e.state = 'leased' and e.lease_until <= ${now}))
    ${ofRecord} ${ofTracker}
    and (e.kind = 'notice' or not exists (select 1 from effect b where b.record = e.record and b.tracker = e.tracker
      and b.position < e.position and not (b.kind = 'ensure' and b.priority = ${priority.block} and e.kind = 'comment') and ((b.state = 'pending' and b.not_before > ${now}) or (b.state = 'leased' and b.lease_until > ${now}))))
    order by (select min(f.priority) from effect f where f.record = e.record and f.tracker = e.tracker
      and f.position >= e.position and f.state in ('pending', 'leased')), e.position
    limit ${limit}`.execute(db);
  return found.rows;
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
  return done.numUpdatedRows > 0n;
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
