import type { Db } from '../schema.ts';

/** What is to be done outside, and what each tracker still allows. */
export async function outbox(db: Db): Promise<void> {
  await db.schema
    .createTable('effect')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('record', 'text', (c) => c.notNull())
    .addColumn('tracker', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('priority', 'integer', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('not_before', 'text', (c) => c.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'text')
    .addColumn('first_tried', 'text')
    .addColumn('last_tried', 'text')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('last_error', 'text')
    .addColumn('result', 'text')
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('done_at', 'text')
    .execute();
  await db.schema.createIndex('effect_state').on('effect').columns(['state', 'tracker', 'position']).execute();
  await db.schema.createIndex('effect_lane').on('effect').columns(['record', 'tracker', 'position']).execute();

  await db.schema
    .createTable('tracker')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('watermark', 'text')
    .addColumn('minute_window', 'text')
    .addColumn('minute_used', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('hour_window', 'text')
    .addColumn('hour_used', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('breaker', 'text')
    .execute();
  await db.schema
    .createTable('seen')
    .addColumn('tracker', 'text', (c) => c.notNull())
    .addColumn('ticket', 'text', (c) => c.notNull())
    .addColumn('updated', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('seen_key', ['tracker', 'ticket'])
    .execute();
}
