import { sql } from 'kysely';
import type { Json, RecordedEvent } from '../rules/event.ts';
import { canonical } from './canonical.ts';
import { derivedColumns, type RecordTable } from './columns.ts';
import { RegisterError } from './errors.ts';
import type { ColumnValue, Db } from './schema.ts';

/** A fold over the streams of one prefix, kept in a table and written in the same transaction as the events. */
export interface Projection<S> {
  readonly table: RecordTable;
  /** What stands before the `/` of its streams; the record's key stands behind. */
  readonly stream: string;
  /** Pure. Sees people's words as `{blob}`. The state must be plain JSON; undefined fields vanish. */
  evolve(state: S | undefined, event: RecordedEvent): S;
  /** Typed columns of the table, derived from the state; those left out are null. `updated` is the register's own. */
  columns(state: S): Record<string, ColumnValue>;
}

/** A folded record, ready to be stored or compared. */
export interface Folded {
  version: number;
  /** Canonical JSON of the state. */
  folded: string;
  /** When its last event was recorded. */
  updated: string;
}

/** @returns the prefix and key of a stream; a stream without `/` has no key. */
export function partsOf(stream: string): { prefix: string; key: string } {
  const slash = stream.indexOf('/');
  return slash < 0 ? { prefix: stream, key: '' } : { prefix: stream.slice(0, slash), key: stream.slice(slash + 1) };
}

/** @returns the record after one more event. States pass through JSON, so that a refold takes the same way as the first fold. */
export function fold(projection: Projection<unknown>, before: Folded | undefined, event: RecordedEvent): Folded {
  const state: Json | undefined = before && JSON.parse(before.folded);
  return {
    version: event.version,
    folded: canonical(projection.evolve(state, event)),
    updated: event.noticed,
  };
}

/** @returns all derived columns of a folded record. @throws RegisterError `misuse` for a column that the table lacks. */
export function columnsOf(projection: Projection<unknown>, record: Folded): Record<string, ColumnValue> {
  const given = projection.columns(JSON.parse(record.folded));
  const known = derivedColumns[projection.table];
  const stray = Object.keys(given).find((name) => !known.includes(name));
  if (stray !== undefined) {
    throw new RegisterError(
      'misuse',
      `${projection.table}.${stray} is no derived column; there are: ${known.join(', ')}`,
    );
  }
  return Object.fromEntries(known.map((name) => [name, given[name] ?? null]));
}

/** Folds an event into its record's row. Streams without a projection are left alone. */
export async function project(
  db: Db,
  projections: readonly Projection<unknown>[],
  event: RecordedEvent,
): Promise<void> {
  const { prefix, key } = partsOf(event.stream);
  const projection = projections.find((p) => p.stream === prefix);
  if (!projection) return;
  const before = await readFolded(db, projection.table, key);
  await store(db, projection, key, fold(projection, before, event));
}

async function readFolded(db: Db, table: RecordTable, key: string): Promise<Folded | undefined> {
  return db
    .selectFrom(table)
    .select(['stream_version as version', 'folded', 'updated'])
    .where('key', '=', key)
    .executeTakeFirst();
}

async function store(db: Db, projection: Projection<unknown>, key: string, record: Folded): Promise<void> {
  const own = { stream_version: record.version, folded: record.folded, updated: record.updated };
  const columns = Object.entries({ ...own, ...columnsOf(projection, record) });
  const names = ['key', ...columns.map(([name]) => name)].map((name) => sql.ref(name));
  const values = [key, ...columns.map(([, value]) => value)];
  const changes = columns.map(([name]) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`);
  await sql`insert into ${sql.table(projection.table)} (${sql.join(names)}) values (${sql.join(values)})
    on conflict (key) do update set ${sql.join(changes)}`.execute(db);
}
