import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/** A breaker for each tracker, the instants of its content writes, and what the outbox is asked when it is long. */
export async function pace(db: Db): Promise<void> {
  await db.schema
    .createTable('breaker')
    .addColumn('tracker', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('since', 'text', (c) => c.notNull())
    .addColumn('told', 'integer', (c) => c.notNull())
    .addColumn('pause', 'integer', (c) => c.notNull())
    .addColumn('next_check', 'text', (c) => c.notNull())
    .addColumn('opener', 'text')
    .addColumn('closed', 'text')
    .execute();
  await carryOver(db);
  for (const column of ['minute_window', 'minute_used', 'hour_window', 'hour_used', 'breaker'])
    await db.schema.alterTable('tracker').dropColumn(column).execute();

  await db.schema
    .createTable('content_write')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('tracker', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('content_write_at').on('content_write').columns(['tracker', 'at']).execute();
  await db.schema.createIndex('effect_urgency').on('effect').columns(['tracker', 'state', 'priority']).execute();
  await db.schema.createIndex('effect_done').on('effect').columns(['tracker', 'done_at']).execute();
}

/** An outage that stood goes on, and the leads are not told of it again. */
async function carryOver(db: Db): Promise<void> {
  const found = await sql<{ id: string; breaker: string }>`select id, breaker from tracker
    where breaker is not null`.execute(db);
  for (const { id, breaker } of found.rows) {
    const { kind, why, since, told } = JSON.parse(breaker);
    await sql`insert into breaker (tracker, kind, why, since, told, pause, next_check)
      values (${id}, ${kind}, ${why}, ${since}, ${told ? 1 : 0}, 2000, ${since})`.execute(db);
  }
}
