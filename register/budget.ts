import { type Instant, later, plusMs } from '../rules/time.ts';
import { RegisterError } from './errors.ts';
import type { Db } from './schema.ts';

/** Content writes that a tracker allows. */
export interface WriteLimits {
  perMinute: number;
  perHour: number;
}

export type Taken = { ok: true } | { ok: false; until: Instant };

const MINUTE = 60_000;
const HOUR = 3_600_000;

/**
 * Takes `n` writes from a tracker's budget, which all workers share. A window begins with the first write in it.
 * @returns when to ask again, if the minute or the hour has no `n` left; then none are taken.
 * @throws RegisterError `misuse` if no window could ever hold `n`.
 */
export async function takeWrites(
  db: Db,
  tracker: string,
  n: number,
  limits: WriteLimits,
  now: Instant,
): Promise<Taken> {
  if (n > limits.perMinute || n > limits.perHour) {
    throw new RegisterError(
      'misuse',
      `${tracker}: ${n} writes at once, allowed ${limits.perMinute} per minute and ${limits.perHour} per hour: raise limits or take fewer`,
    );
  }
  await db
    .insertInto('tracker')
    .values({ id: tracker, minute_used: 0, hour_used: 0 })
    .onConflict((c) => c.column('id').doNothing())
    .execute();
  const row = await db.selectFrom('tracker').selectAll().where('id', '=', tracker).executeTakeFirstOrThrow();
  const minute = current(row.minute_window, row.minute_used, MINUTE, now);
  const hour = current(row.hour_window, row.hour_used, HOUR, now);
  const waits = [
    ...(minute.used + n > limits.perMinute ? [plusMs(minute.since, MINUTE)] : []),
    ...(hour.used + n > limits.perHour ? [plusMs(hour.since, HOUR)] : []),
  ];
  if (waits.length > 0) return { ok: false, until: waits.reduce(later) };
  await db
    .updateTable('tracker')
    .set({
      minute_window: minute.since,
      minute_used: minute.used + n,
      hour_window: hour.since,
      hour_used: hour.used + n,
    })
    .where('id', '=', tracker)
    .execute();
  return { ok: true };
}

/** The window that holds `now`: the stored one, or a fresh one when that has passed or lies ahead of a clock put back. */
function current(since: Instant | null, used: number, length: number, now: Instant): { since: Instant; used: number } {
  if (since === null || plusMs(since, length) <= now || since > now) return { since: now, used: 0 };
  return { since, used };
}
