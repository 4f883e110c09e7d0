import { type CreateTableBuilder, sql } from 'kysely';
import type { Db } from '../schema.ts';

const ticket =
  'display tracker ticket_id ticket_number ticket_url assignee verifier due hard_limit state missed blocked ended';
const hints = 'wake_at read_at seen_through written_through written';

/** Columns beyond those that all projections share; spelled out, as a released migration never changes. */
const tables = {
  occurrence: `display duty subject period period_name cause version opens due hard_limit state missed ended closed_at wake_at`,
  task: `${ticket} occurrence nonconformity slot duty kind opens closed_at ${hints}`,
  nonconformity: `${ticket} duty grade own_grade process clause raised plan_due resolve_due source parent closed_at ${hints}`,
};
const numbers = ['ended', 'version', 'missed'];

/** The projections: folds over the log, with derived columns and hints. */
export async function records(db: Db): Promise<void> {
  for (const [table, columns] of Object.entries(tables)) {
    await projected(db, table, columns.split(' ')).execute();
    await db.schema.createIndex(`${table}_wake`).on(table).columns(['wake_at', 'key']).execute();
    await db.schema.createIndex(`${table}_ended`).on(table).columns(['ended', 'key']).execute();
  }
  await sql`create unique index occurrence_identity on occurrence (duty, coalesce(subject, ''), period, cause)`.execute(
    db,
  );
  await db.schema.createIndex('task_occurrence').on('task').column('occurrence').execute();
  await db.schema.createIndex('task_nonconformity').on('task').column('nonconformity').execute();
  await db.schema.createIndex('task_ticket').on('task').columns(['tracker', 'ticket_id']).execute();
  await db.schema.createIndex('nonconformity_ticket').on('nonconformity').columns(['tracker', 'ticket_id']).execute();
  await db.schema.createIndex('nonconformity_source').on('nonconformity').column('source').execute();
}

function projected(db: Db, table: string, columns: string[]): CreateTableBuilder<string, string> {
  let builder: CreateTableBuilder<string, string> = db.schema
    .createTable(table)
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('stream_version', 'integer', (c) => c.notNull())
    .addColumn('folded', 'text', (c) => c.notNull())
    .addColumn('updated', 'text', (c) => c.notNull());
  for (const name of columns) {
    const type = numbers.includes(name) ? 'integer' : 'text';
    builder = builder.addColumn(name, type, (c) => (name === 'display' ? c.unique() : c));
  }
  return builder;
}
