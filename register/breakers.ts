import type { Breaker, Trouble } from '../rules/breaker.ts';
import type { Instant } from '../rules/time.ts';
import type { BreakerRow, Db } from './schema.ts';

/** @returns the tracker's breaker while it is open. */
export async function readBreaker(db: Db, tracker: string): Promise<Breaker | undefined> {
  const last = await lastBreaker(db, tracker);
  return last?.closed ? undefined : last;
}

/** @returns the tracker's breaker, also one that closed and is still remembered. */
export async function lastBreaker(db: Db, tracker: string): Promise<Breaker | undefined> {
  const row = await db.selectFrom('breaker').selectAll().where('tracker', '=', tracker).executeTakeFirst();
  return row && breakerOf(row);
}

/** @returns the trackers whose breaker is open. */
export async function openBreakers(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('breaker')
    .select('tracker')
    .where('closed', 'is', null)
    .orderBy('tracker')
    .execute();
  return rows.map((row) => row.tracker);
}

/** Sets a tracker's breaker, open or closed. */
export async function writeBreaker(db: Db, tracker: string, breaker: Breaker): Promise<void> {
  const { kind, why, since, told, pause, nextCheck, opener, closed } = breaker;
  const row = {
    kind,
    why,
    since,
    told: told ? 1 : 0,
    pause,
    next_check: nextCheck,
    opener: opener ?? null,
    closed: closed ?? null,
  };
  await db
    .insertInto('breaker')
    .values({ tracker, ...row })
    .onConflict((c) => c.column('tracker').doUpdateSet(row))
    .execute();
}

/** Forgets a closed breaker: something went out since, so what fails next is another outage. */
export async function forgetBreaker(db: Db, tracker: string): Promise<void> {
  await db.deleteFrom('breaker').where('tracker', '=', tracker).where('closed', 'is not', null).execute();
}

/** Longest pause that an outage explains. Whatever waits longer waits for a person or for its own time. ms. */
const OUTAGE_PAUSE_MS = 300_000;
/** A write that failed this often while others went through is not waiting for the tracker. */
const MOST_OPENINGS = 3;

/**
 * Makes due at once what waits after a failure at this tracker. What was refused goes on waiting, and so does a write that keeps
 * opening the breaker by itself. @returns how many.
 */
export async function reviveEffects(
  db: Db,
  tracker: string,
  opener: string | undefined,
  now: Instant,
): Promise<number> {
  const longest = new Date(Date.parse(now) + OUTAGE_PAUSE_MS).toISOString();
  const done = await db
    .updateTable('effect')
    .set({ not_before: now })
    .where('tracker', '=', tracker)
    .where('state', '=', 'pending')
    .where('kind', '!=', 'notice')
    .where('last_error', 'is not', null)
    .where('not_before', '>', now)
    .where('not_before', '<=', longest)
    .where((e) => e.or([e('key', '!=', opener ?? ''), e('attempts', '<=', MOST_OPENINGS)]))
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

function breakerOf(row: BreakerRow): Breaker {
  return {
    kind: row.kind as Trouble,
    why: row.why,
    since: row.since,
    told: row.told === 1,
    pause: row.pause,
    nextCheck: row.next_check,
    ...(row.opener === null ? {} : { opener: row.opener }),
    ...(row.closed === null ? {} : { closed: row.closed }),
  };
}
