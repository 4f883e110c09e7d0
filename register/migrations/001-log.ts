import { sql } from 'kysely';
import type { Dialect } from '../dialect/dialect.ts';
import type { Db } from '../schema.ts';

/** The log, its head, and what its hashes stand for. */
export async function log(db: Db, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('event')
    .addColumn('sequence', 'integer', (c) => c.primaryKey())
    .addColumn('noticed', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('stream', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('schema', 'integer', (c) => c.notNull())
    .addColumn('previous', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addUniqueConstraint('event_stream_version', ['stream', 'version'])
    .execute();
  await db.schema.createIndex('event_kind').on('event').columns(['kind', 'sequence']).execute();
  for (const statement of dialect.appendOnly('event')) await sql.raw(statement).execute(db);

  await db.schema
    .createTable('chain_head')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute();
  await sql`insert into chain_head (id, sequence, hash) values (1, 0, '')`.execute(db);

  await db.schema
    .createTable('blob')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('salt', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('media', 'text', (c) => c.notNull())
    .addColumn('bytes', sql.raw(dialect.bytes), (c) => c.notNull())
    .addColumn('redacted', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}
