import { sql } from 'kysely';
import { priority } from '../rules/effect.ts';
import { type Instant, later, plusMs } from '../rules/time.ts';
import { takeNumbers } from './counters.ts';
import { RegisterError } from './errors.ts';
import type { Db } from './schema.ts';

/** Content writes that a tracker allows. */
export interface WriteLimits {
  perMinute: number;
  perHour: number;
}

/** What is asked of a tracker's budget. */
export interface WriteRequest {
  tracker: string;
  /** How many writes at most. */
  n: number;
  limits: WriteLimits;
  /** Priority of the effect: openings and redraws leave a tenth to what is more urgent. Default the most urgent. */
  urgency?: number;
  /** This much must be left besides, for others who come first. */
  ahead?: number;
  now: Instant;
  /** Until when the writes may be under way; they count from then on unless `spendWrites` says when they ended. Default `now`. */
  underWayUntil?: Instant;
}

export type Taken = { ok: true; id: number } | { ok: false; until: Instant };

const MINUTE = 60_000;
const HOUR = 3_600_000;

/**
 * Takes writes from a tracker's budget, which all workers share: in no span of a minute or an hour, wherever it begins, lie more
 * writes than allowed. @returns when to ask again, if there is no room; then none are taken.
 * @throws RegisterError `misuse` if no window could ever hold that many.
 */
export async function takeWrites(db: Db, request: WriteRequest): Promise<Taken> {
  const { tracker, n, limits, now, underWayUntil } = request;
  if (n > limits.perMinute || n > limits.perHour) {
    throw new RegisterError(
      'misuse',
      `${tracker}: ${n} writes at once, allowed ${limits.perMinute} per minute and ${limits.perHour} per hour: raise limits or take fewer`,
    );
  }
  await forgetOld(db, tracker, now);
  const until = await noRoomUntil(db, request);
  if (until) return { ok: false, until };
  const id = await takeNumbers(db, 'content-write', 1);
  const at = underWayUntil ?? now;
  await db.insertInto('content_write').values({ id, tracker, at, n }).execute();
  return { ok: true, id };
}

/** @returns when there will be room for what is asked, undefined if there is now. Takes nothing. */
export async function noRoomUntil(db: Db, request: WriteRequest): Promise<Instant | undefined> {
  const { perMinute, perHour } = request.limits;
  const minute = await fullUntil(db, request, perMinute, MINUTE);
  const hour = await fullUntil(db, request, perHour, HOUR);
  return minute && hour ? later(minute, hour) : (minute ?? hour);
}

/** Asks for more, or fewer, writes for what was taken already. @returns when to ask again, if there is no room. */
export async function retakeWrites(db: Db, id: number, request: WriteRequest): Promise<Taken> {
  const held = await db.selectFrom('content_write').select('n').where('id', '=', id).executeTakeFirst();
  const more = request.n - (held?.n ?? 0);
  const until = more > 0 ? await noRoomUntil(db, { ...request, n: more }) : undefined;
  if (until) return { ok: false, until };
  if (!held) return takeWrites(db, request);
  await db.updateTable('content_write').set({ n: request.n }).where('id', '=', id).execute();
  return { ok: true, id };
}

/** Says how many of the writes taken were made, and when they had ended: they count from then on. */
export async function spendWrites(db: Db, id: number, n: number, at: Instant): Promise<void> {
  if (n === 0) await db.deleteFrom('content_write').where('id', '=', id).execute();
  else await db.updateTable('content_write').set({ n, at }).where('id', '=', id).execute();
}

/** The writes taken may be under way for longer. */
export async function prolongWrites(db: Db, id: number, until: Instant): Promise<void> {
  await db.updateTable('content_write').set({ at: until }).where('id', '=', id).execute();
}

/** @returns content writes of the minute and the hour that end at `now`, those under way included. */
export async function usedWrites(db: Db, tracker: string, now: Instant): Promise<{ minute: number; hour: number }> {
  return {
    minute: await usedSince(db, tracker, plusMs(now, -MINUTE)),
    hour: await usedSince(db, tracker, plusMs(now, -HOUR)),
  };
}

async function fullUntil(db: Db, request: WriteRequest, limit: number, span: number): Promise<Instant | undefined> {
  const { tracker, n, now, urgency = priority.escalation, ahead = 0 } = request;
  const reserve = urgency > priority.reply ? Math.floor(limit / 10) : 0;
  const over = (await usedSince(db, tracker, plusMs(now, -span))) + n + ahead - (limit - reserve);
  if (over <= 0) return undefined;
  const oldest = await db
    .selectFrom('content_write')
    .select(['at', 'n'])
    .where('tracker', '=', tracker)
    .where('at', '>', plusMs(now, -span))
    .orderBy('at')
    .execute();
  let freed = 0;
  for (const write of oldest) {
    freed += write.n;
    if (freed >= over) return plusMs(write.at, span);
  }
  // Only what others wait for stands in the way: they go first.
  return plusMs(oldest.at(-1)?.at ?? now, span);
}

async function usedSince(db: Db, tracker: string, since: Instant): Promise<number> {
  const row = await db
    .selectFrom('content_write')
    .select(sql<number | string>`coalesce(sum(n), 0)`.as('used'))
    .where('tracker', '=', tracker)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(row.used);
}

/** What is older than an hour counts no longer. What lies far ahead was written before the clock was put back: it counts from now. */
async function forgetOld(db: Db, tracker: string, now: Instant): Promise<void> {
  await db.deleteFrom('content_write').where('tracker', '=', tracker).where('at', '<=', plusMs(now, -HOUR)).execute();
  await db
    .updateTable('content_write')
    .set({ at: now })
    .where('tracker', '=', tracker)
    .where('at', '>', plusMs(now, MINUTE))
    .execute();
}
