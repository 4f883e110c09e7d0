import type { Instant } from '../rules/time.ts';
import type { Db } from './schema.ts';

/** Notes that the planner went round. @returns when it did so before, undefined the first time. */
export async function writeTick(db: Db, now: Instant): Promise<Instant | undefined> {
  const before = await readTick(db);
  await db.updateTable('engine').set({ last_tick: now }).where('id', '=', 1).execute();
  return before;
}

/** @returns when the planner last went round. */
export async function readTick(db: Db): Promise<Instant | undefined> {
  const row = await db.selectFrom('engine').select('last_tick').where('id', '=', 1).executeTakeFirst();
  return row?.last_tick ?? undefined;
}
