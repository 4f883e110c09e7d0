import { sql } from 'kysely';
import type { Json } from '../rules/event.ts';
import { byText } from '../rules/order.ts';
import type { Instant } from '../rules/time.ts';
import { loadTexts } from './blobs.ts';
import { derivedColumns, followedTables, hintColumns, type RecordTable, ticketTables } from './columns.ts';
import { RegisterError } from './errors.ts';
import type { ColumnValue, Db } from './schema.ts';
import { blobsIn, putBackWords } from './words.ts';

/** Which record: its table and key. */
export interface RecordName {
  table: RecordTable;
  key: string;
}

/** What is remembered beside the log, without proof: when to wake, how far a ticket was read, and what was written into it. */
export interface Hints {
  /** When the record wants its next step. */
  wake_at?: Instant | null;
  /** The tracker's clock when the ticket was last read. */
  read_at?: Instant | null;
  /** The ticket's own `updated` at that reading. */
  seen_through?: Instant | null;
  /** The tracker's instant of the last thing that we wrote into it. */
  written_through?: Instant | null;
  /** The block as last written, JSON. */
  written?: string | null;
}

/** A record's row without its state. */
export interface Row extends RecordName {
  streamVersion: number;
  /** When its last event was recorded. */
  updated: Instant;
  columns: Record<string, ColumnValue>;
  hints: Hints;
}

/** A record with its folded state; people's words are texts again. */
export interface Loaded<S> extends Row {
  state: S;
}

/** A page of rows, by key. `after` is the key of the last row before it. */
export interface Page {
  after?: string;
  limit: number;
  /** The rows with the greatest values of this column, the greatest first; then there is no next page. */
  latest?: string;
}

interface FullRow {
  key: string;
  stream_version: number;
  folded: string;
  updated: Instant;
  [column: string]: ColumnValue;
}

/**
 * @returns the record, undefined if there is none.
 * @typeParam S the state of the table's projection; it is not checked.
 */
export async function load<S>(db: Db, table: RecordTable, key: string): Promise<Loaded<S> | undefined> {
  return (await loadWhere<S>(db, table, { key }, { limit: 1 }))[0];
}

/** @returns records whose columns have these values, with their states. */
export async function loadWhere<S>(
  db: Db,
  table: RecordTable,
  where: Record<string, ColumnValue>,
  page: Page,
): Promise<Loaded<S>[]> {
  const rows = await select(db, table, where, page);
  const states: Json[] = rows.map((row) => JSON.parse(row.folded));
  const texts = await loadTexts(db, states.flatMap(blobsIn));
  return rows.map((row, index) => {
    const state: unknown = putBackWords(states[index] ?? null, texts);
    return { ...rowOf(table, row), state: state as S };
  });
}

/** @returns rows whose columns have these values, by key, without their states. */
export async function rows(db: Db, table: RecordTable, where: Record<string, ColumnValue>, page: Page): Promise<Row[]> {
  return (await select(db, table, where, page)).map((row) => rowOf(table, row));
}

/** Sets hints of a record. @throws RegisterError `unknown` if there is none, `misuse` for a hint that its table lacks. */
export async function setHints(db: Db, { table, key }: RecordName, hints: Hints): Promise<void> {
  const entries = Object.entries(hints).filter(([, value]) => value !== undefined);
  const stray = entries.find(([name]) => !hintColumns[table].includes(name));
  if (stray) {
    throw new RegisterError('misuse', `${table} has no hint ${stray[0]}; it has: ${hintColumns[table].join(', ')}`);
  }
  if (entries.length === 0) return;
  const changes = entries.map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const done = await sql`update ${sql.table(table)} set ${sql.join(changes)} where key = ${key}`.execute(db);
  if (done.numAffectedRows !== 0n) return;
  throw new RegisterError('unknown', `no ${table} ${key}: append its first event before its hints`);
}

async function select(db: Db, table: RecordTable, where: Record<string, ColumnValue>, page: Page): Promise<FullRow[]> {
  const known = ['key', ...derivedColumns[table]];
  const { latest } = page;
  const stray = [...Object.keys(where), latest ?? 'key'].find((name) => !known.includes(name));
  if (stray !== undefined) {
    throw new RegisterError('misuse', `${table} has no column ${stray}; there are: ${known.join(', ')}`);
  }
  const conditions = Object.entries(where).map(([name, value]) =>
    value === null ? sql`${sql.ref(name)} is null` : sql`${sql.ref(name)} = ${value}`,
  );
  const all = sql.join([...conditions, sql`key > ${page.after ?? ''}`], sql` and `);
  const order = latest === undefined ? sql`key` : sql`${sql.ref(latest)} is null, ${sql.ref(latest)} desc, key`;
  const found =
    await sql<FullRow>`select * from ${sql.table(table)} where ${all} order by ${order} limit ${page.limit}`.execute(
      db,
    );
  return found.rows;
}

function rowOf(table: RecordTable, row: FullRow): Row {
  return {
    table,
    key: row.key,
    streamVersion: row.stream_version,
    updated: row.updated,
    columns: Object.fromEntries(derivedColumns[table].map((name) => [name, row[name] ?? null])),
    hints: Object.fromEntries(hintColumns[table].map((name) => [name, row[name] ?? null])),
  };
}

/**
 * @param alone a record that is blocked, and looks at its ticket by itself by then, is left to that.
 * @returns open records of a tracker whose ticket was not read since `before` (the tracker's clock), the longest ago first.
 */
export async function unread(db: Db, tracker: string, before: Instant, alone: Instant, limit: number): Promise<Row[]> {
  const found: Row[] = [];
  for (const table of ticketTables) {
    const rows = await sql<FullRow>`select * from ${sql.table(table)} where ended = 0 and tracker = ${tracker}
      and ticket_id is not null and (read_at is null or read_at < ${before})
      and (blocked is null or wake_at is null or wake_at > ${alone}) order by coalesce(read_at, ''), key limit ${limit}`.execute(
      db,
    );
    found.push(...rows.rows.map((row) => rowOf(table, row)));
  }
  // The first of all are among the first of each table: neither may crowd the other out.
  return found.sort(byText(orderOf)).slice(0, limit);
}

function orderOf({ key, hints }: Row): string {
  return `${hints.read_at ?? ''} ${key}`;
}

/** @returns all pages of something, one after the other. */
export async function allPages<T extends { key: string }>(read: (page: Page) => Promise<T[]>): Promise<T[]> {
  const limit = 500;
  const all: T[] = [];
  for (;;) {
    const page = await read({ limit, after: all.at(-1)?.key ?? '' });
    all.push(...page);
    if (page.length < limit) return all;
  }
}

/** @returns every record that a workflow follows and that has not ended, occurrences first. */
export async function openRecords(db: Db): Promise<Row[]> {
  const all = followedTables.map((table) => allPages((page) => rows(db, table, { ended: 0 }, page)));
  return (await Promise.all(all)).flat();
}
