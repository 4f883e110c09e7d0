import { sql } from 'kysely';
import type { Json, RecordedEvent } from '../rules/event.ts';
import { canonical } from './canonical.ts';
import { derivedColumns, type RecordTable } from './columns.ts';
import { RegisterError } from './errors.ts';
import { type LoggedEvent, presentOf } from './log.ts';
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

/** A folded record: its state, and of which event it is the fold. */
export interface Folded {
  version: number;
  state: Json;
  /** When its last event was recorded. */
  updated: string;
}

/** A row of a projection, without what is remembered beside the log. */
export interface ProjectionRow {
  key: string;
  stream_version: number;
  /** Canonical JSON of the state. */
  folded: string;
  updated: string;
  [derived: string]: ColumnValue;
}

/** @returns the prefix and key of a stream; a stream without `/` has no key. */
export function partsOf(stream: string): { prefix: string; key: string } {
  const slash = stream.indexOf('/');
  return slash < 0 ? { prefix: stream, key: '' } : { prefix: stream.slice(0, slash), key: stream.slice(slash + 1) };
}

/**
 * @returns the record after one more event, which is brought to the present shape. States pass through JSON, so that a refold takes
 * the same way as the first fold. @throws RegisterError `newer`; whatever the projection says of an event that its record does not allow.
 */
export function fold(projection: Projection<unknown>, before: Folded | undefined, event: LoggedEvent): Folded {
  const state = projection.evolve(before?.state, presentOf(event));
  return { version: event.version, state: JSON.parse(JSON.stringify(state)), updated: event.noticed };
}

/** @returns the row that a record is kept in. @throws RegisterError `misuse` for a column that the table lacks. */
export function rowOf(projection: Projection<unknown>, key: string, record: Folded): ProjectionRow {
  const { version, state, updated } = record;
  return { key, stream_version: version, folded: canonical(state), updated, ...columnsOf(projection, state) };
}

function columnsOf(projection: Projection<unknown>, state: Json): Record<string, ColumnValue> {
  const given = projection.columns(state);
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

/** Folds an event into its record's row. Streams without a projection are left alone. @param tableOf where the rows are kept. */
export async function project(
  db: Db,
  projections: readonly Projection<unknown>[],
  event: LoggedEvent,
  tableOf: (table: RecordTable) => string = (table) => table,
): Promise<void> {
  const { prefix, key } = partsOf(event.stream);
  const projection = projections.find((p) => p.stream === prefix);
  if (!projection) return;
  const table = tableOf(projection.table);
  const before = event.version === 1 ? undefined : await readFolded(db, table, key);
  await store(db, table, rowOf(projection, key, fold(projection, before, event)));
}

async function readFolded(db: Db, table: string, key: string): Promise<Folded | undefined> {
  const found = await sql<{ stream_version: number; folded: string; updated: string }>`select stream_version, folded,
    updated from ${sql.table(table)} where key = ${key}`.execute(db);
  const [row] = found.rows;
  return row && { version: row.stream_version, state: JSON.parse(row.folded), updated: row.updated };
}

async function store(db: Db, table: string, row: ProjectionRow): Promise<void> {
  const names = Object.keys(row).map((name) => sql.ref(name));
  const changes = names.slice(1).map((name) => sql`${name} = excluded.${name}`);
  await sql`insert into ${sql.table(table)} (${sql.join(names)}) values (${sql.join(Object.values(row))})
    on conflict (key) do update set ${sql.join(changes)}`.execute(db);
}
