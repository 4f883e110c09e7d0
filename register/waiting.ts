import { sql } from 'kysely';
import { priority } from '../rules/effect.ts';
import type { Instant } from '../rules/time.ts';
import { noRoomUntil, type WriteLimits } from './budget.ts';
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
  /** These only. */
  keys?: string[];
  /** None of these trackers or channels. */
  except?: string[];
  /** By tracker: what it may be asked to write; one that is not named is not bounded. */
  limits?: Readonly<Record<string, WriteLimits>>;
}

/** A row that may be leased, with the priority of the most urgent that waits behind it in its lane. */
export type Candidate = EffectRow & { urgency: number };

/** The record has its ticket: what waits there after a failure, refused for hours perhaps, makes it as it should be then whenever it goes out. */
const ticketed = sql`(exists (select 1 from task t where t.key = e.record and t.ticket_id is not null)
  or exists (select 1 from nonconformity n where n.key = e.record and n.ticket_id is not null))`;

/** A record has few effects; where the first may not go out now, one of another tracker may. */
const LOOKED_AT = 50;

/** @returns what may be leased now but for the budget, the most urgent first. */
export async function deliverable(db: Db, request: LeaseRequest): Promise<Candidate[]> {
  const { record, tracker, keys, except, limit, now } = request;
  const ofRecord = record === undefined ? sql`` : sql`and e.record = ${record}`;
  const ofTracker = tracker === undefined ? sql`` : sql`and e.tracker = ${tracker}`;
  const ofKeys = keys === undefined ? sql`` : sql`and e.key in (${sql.join(keys.length > 0 ? keys : [''])})`;
  const notOf = except === undefined || except.length === 0 ? sql`` : sql`and e.tracker not in (${sql.join(except)})`;
  const found = await sql<Candidate>`select e.*, (select min(f.priority) from effect f where f.record = e.record
      and f.tracker = e.tracker and f.position >= e.position and f.state in ('pending', 'leased')) as urgency from effect e
    where ((e.state = 'pending' and e.not_before <= ${now}) or (e.state = 'leased' and e.lease_until <= ${now}))
    ${ofRecord} ${ofTracker} ${ofKeys} ${notOf}
    and not exists (select 1 from breaker k where k.tracker = e.tracker and k.closed is null)
    and (e.kind = 'notice' or not exists (select 1 from effect b where b.record = e.record and b.tracker = e.tracker
      and b.position < e.position and not (b.kind = 'ensure' and b.priority = ${priority.block} and e.kind = 'comment')
      and not (b.kind = 'ensure' and b.state = 'pending' and b.last_error is not null and ${ticketed})
      and ((b.state = 'pending' and b.not_before > ${now}) or (b.state = 'leased' and b.lease_until > ${now}))))
    order by urgency, e.position limit ${record === undefined ? limit : Math.max(limit, LOOKED_AT)}`.execute(db);
  return found.rows;
}

/**
 * @param urgency asks for one write of that priority, in place of what stands first.
 * @returns when the budget allows what stands first in a tracker's outbox; undefined if it does now, or nothing is due.
 */
export async function heldUntil(
  db: Db,
  tracker: string,
  limits: WriteLimits,
  now: Instant,
  urgency?: number,
): Promise<Instant | undefined> {
  if (urgency !== undefined) return noRoomUntil(db, { tracker, n: 1, limits, urgency, now });
  const [first] = await deliverable(db, { owner: '', leaseMs: 0, limit: 1, tracker, now });
  if (!first || first.kind === 'notice') return undefined;
  return noRoomUntil(db, { tracker, n: costOf(first, limits), limits, urgency: first.urgency, now });
}

/** @returns trackers and channels whose outbox holds something that is due, whether or not it may go out now. */
export async function dueOutboxes(db: Db, now: Instant): Promise<string[]> {
  const found = await sql<{ tracker: string }>`select distinct tracker from effect
    where (state = 'pending' and not_before <= ${now}) or (state = 'leased' and lease_until <= ${now})
    order by tracker`.execute(db);
  return found.rows.map((row) => row.tracker);
}

/**
 * @returns how many writes to take for an effect: a ticket may need two calls, as where it is closed in another way. What they really
 * were is settled afterwards.
 */
export function costOf({ kind }: EffectRow, { perMinute, perHour }: WriteLimits): number {
  return Math.min(kind === 'ensure' ? 2 : 1, perMinute, perHour);
}
