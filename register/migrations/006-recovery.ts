import type { Db } from '../schema.ts';

/** What a backup says of itself, and tickets that a restored register has forgotten. */
export async function recovery(db: Db): Promise<void> {
  await db.schema.alterTable('engine').addColumn('copied_at', 'text').execute();
  await db.schema
    .createTable('stray')
    .addColumn('tracker', 'text', (c) => c.notNull())
    .addColumn('ticket_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('display', 'text', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('created', 'text', (c) => c.notNull())
    .addColumn('open', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('stray_key', ['tracker', 'ticket_id'])
    .execute();
}
