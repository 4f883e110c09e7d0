import { sql } from 'kysely';
import type { Db } from '../schema.ts';

/** Programme versions, resolved accounts, counters, and the engine's own row. */
export async function programme(db: Db): Promise<void> {
  await db.schema
    .createTable('programme')
    .addColumn('version', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('programme', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('because', 'text')
    .execute();
  await db.schema
    .createTable('account')
    .addColumn('tracker', 'text', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('login', 'text', (c) => c.notNull())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('account_key', ['tracker', 'person'])
    .execute();
  await db.schema
    .createTable('counter')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('engine')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('last_tick', 'text')
    .execute();
  await sql`insert into engine (id, last_tick) values (1, null)`.execute(db);
}
