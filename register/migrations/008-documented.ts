import type { Db } from '../schema.ts';

/** Documented information beside duties, tasks, and nonconformities: a fold over the log like those. */
export async function documented(db: Db): Promise<void> {
  await db.schema
    .createTable('documented')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('stream_version', 'integer', (c) => c.notNull())
    .addColumn('folded', 'text', (c) => c.notNull())
    .addColumn('updated', 'text', (c) => c.notNull())
    .addColumn('noun', 'text')
    .addColumn('id', 'text')
    .addColumn('display', 'text', (c) => c.unique())
    .addColumn('owner', 'text')
    .addColumn('state', 'text')
    .addColumn('due', 'text')
    .execute();
  await db.schema.createIndex('documented_noun').on('documented').columns(['noun', 'key']).execute();
}
