import { type RawBuilder, sql } from 'kysely';
import type { Db, Schema } from './schema.ts';

type Table = Exclude<keyof Schema, 'migration'>;
type Cell = string | number | Uint8Array | null;
type TableRow = Record<string, Cell>;

/** Every table with the columns that tell its rows apart, in the order of copying. */
const tables: Record<Table, readonly string[]> = {
  event: ['sequence'],
  chain_head: ['id'],
  blob: ['hash'],
  occurrence: ['key'],
  task: ['key'],
  nonconformity: ['key'],
  documented: ['key'],
  effect: ['key'],
  programme: ['version'],
  account: ['tracker', 'person'],
  tracker: ['id'],
  breaker: ['tracker'],
  content_write: ['id'],
  seen: ['tracker', 'ticket'],
  counter: ['name'],
  engine: ['id'],
  stray: ['tracker', 'ticket_id'],
};

const PAGE = 200;
/** Rows of these may hold a file of 25 MB each. */
const large: readonly Table[] = ['blob', 'programme'];
/** Rows that a fresh register begins with. */
const begun: readonly Table[] = ['chain_head', 'engine'];

/**
 * Copies every row of a register into a fresh one of the same schema, page by page, as it is.
 * @param from sees one state of all tables. @param to a transaction on a register in which nothing happened.
 */
export async function copyTables(from: Db, to: Db): Promise<void> {
  for (const table of begun) await sql`delete from ${sql.table(table)}`.execute(to);
  for (const [table, keys] of Object.entries(tables) as [Table, readonly string[]][]) {
    for (let last: TableRow | undefined; ; ) {
      const rows = await page(from, table, keys, last);
      if (rows.length > 0) await insert(to, table, rows);
      last = rows.at(-1);
      if (!last || rows.length < sizeOf(table)) break;
    }
  }
}

function sizeOf(table: Table): number {
  return large.includes(table) ? 1 : PAGE;
}

async function page(db: Db, table: Table, keys: readonly string[], last: TableRow | undefined): Promise<TableRow[]> {
  const order = sql.join(keys.map((key) => sql.ref(key)));
  const after = last ? sql`where (${order}) > (${sql.join(keys.map((key) => sql`${last[key]}`))})` : sql``;
  const found =
    await sql<TableRow>`select * from ${sql.table(table)} ${after} order by ${order} limit ${sizeOf(table)}`.execute(
      db,
    );
  return found.rows;
}

async function insert(db: Db, table: Table, rows: TableRow[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  const values: RawBuilder<unknown>[] = rows.map((row) => sql`(${sql.join(names.map((name) => sql`${row[name]}`))})`);
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))}) values ${sql.join(values)}`.execute(
    db,
  );
}
