import { sql } from 'kysely';
import type { Db } from './schema.ts';

/** Takes `n` numbers in a row from a counter that starts at 1 and never goes back. @returns the last of them. */
export async function takeNumbers(db: Db, name: string, n: number): Promise<number> {
  const row = await db
    .insertInto('counter')
    .values({ name, value: n })
    .onConflict((c) => c.column('name').doUpdateSet({ value: sql`counter.value + ${n}` }))
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value;
}

/** Has a counter go on after `least`, if it is not there yet. */
export async function raiseNumber(db: Db, name: string, least: number): Promise<void> {
  await db
    .insertInto('counter')
    .values({ name, value: least })
    .onConflict((c) => c.column('name').doUpdateSet({ value: least }).where('counter.value', '<', least))
    .execute();
}
