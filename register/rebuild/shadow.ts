import { sql } from 'kysely';
import { derivedColumns, hintColumns, type RecordTable, recordTables } from '../columns.ts';
import type { Dialect } from '../dialect/dialect.ts';
import { RegisterError } from '../errors.ts';
import type { ProjectionRow } from '../fold.ts';
import type { Db } from '../schema.ts';

const RUN = 'shadow_run';
const SUSPECTS = 'shadow_suspect';
const OWN = ['key', 'stream_version', 'folded', 'updated'];

/** @returns the name of the table that a projection is folded into beside its own. */
export function shadowOf(table: RecordTable): string {
  return `shadow_${table}`;
}

/** Makes empty shadow tables, whatever an earlier run left behind. */
export async function makeShadows(db: Db, run: string): Promise<void> {
  await dropShadows(db);
  for (const table of recordTables) {
    const shadow = shadowOf(table);
    await sql`create table ${sql.table(shadow)} as select * from ${sql.table(table)} where 1 = 0`.execute(db);
    await sql`create unique index ${sql.id(`${shadow}_key`)} on ${sql.table(shadow)} (key)`.execute(db);
  }
  await sql`create table ${sql.table(SUSPECTS)} as select key as record, key from task where 1 = 0`.execute(db);
  await sql`create unique index shadow_suspect_key on ${sql.table(SUSPECTS)} (record, key)`.execute(db);
  await sql`create table ${sql.table(RUN)} (run text not null)`.execute(db);
  await sql`insert into ${sql.table(RUN)} (run) values (${run})`.execute(db);
}

/** Drops the shadow tables, if there are any. */
export async function dropShadows(db: Db): Promise<void> {
  for (const name of [...recordTables.map(shadowOf), SUSPECTS, RUN]) {
    await sql`drop table if exists ${sql.table(name)}`.execute(db);
  }
}

/** @throws RegisterError `busy` if the shadow tables are another run's by now. */
export async function demandOwn(db: Db, dialect: Dialect, run: string): Promise<void> {
  const there = (await dialect.tables(db)).includes(RUN);
  const found = there && (await sql<{ run: string }>`select run from ${sql.table(RUN)}`.execute(db)).rows[0]?.run;
  if (found === run) return;
  throw new RegisterError(
    'busy',
    `another rebuild began at ${dialect.place}: let it end, then look with dutybound verify`,
  );
}

/** Writes folded records into the shadow of their table. */
export async function fillShadow(db: Db, table: RecordTable, rows: ProjectionRow[]): Promise<void> {
  const columns = [...OWN, ...derivedColumns[table]];
  const names = sql.join(columns.map((name) => sql.ref(name)));
  const values = rows.map((row) => sql`(${sql.join(columns.map((name) => row[name] ?? null))})`);
  await sql`insert into ${sql.table(shadowOf(table))} (${names}) values ${sql.join(values)}`.execute(db);
}

/** Notes records that may differ from their shadow. */
export async function suspect(db: Db, table: RecordTable, keys: string[]): Promise<void> {
  if (keys.length === 0) return;
  const values = keys.map((key) => sql`(${table}, ${key})`);
  await sql`insert into ${sql.table(SUSPECTS)} (record, key) values ${sql.join(values)}
    on conflict (record, key) do nothing`.execute(db);
}

/** @returns the suspected rows of a table or its shadow, in order of key, after `after`. */
export async function* suspected(db: Db, table: RecordTable, from: string): AsyncGenerator<ProjectionRow> {
  const limit = 200;
  for (let after: string | undefined; ; ) {
    const beyond = after === undefined ? sql`` : sql`and t.key > ${after}`;
    const page =
      await sql<ProjectionRow>`select t.* from ${sql.table(from)} t join ${sql.table(SUSPECTS)} s on s.key = t.key
      and s.record = ${table} where 1 = 1 ${beyond} order by t.key limit ${limit}`.execute(db);
    yield* page.rows;
    after = page.rows.at(-1)?.key;
    if (page.rows.length < limit) return;
  }
}

/**
 * Puts the shadow's rows in place of the suspected ones. What is remembered beside the log stays; a row that was missing is woken, for
 * nobody can tell since when nothing looked at it.
 */
export async function swapSuspected(db: Db, table: RecordTable, now: string): Promise<void> {
  const shadow = sql.table(shadowOf(table));
  const own = sql.table(table);
  const chosen = sql`select key from ${sql.table(SUSPECTS)} where record = ${table}`;
  if (hintColumns[table].length > 0) await keepHints(db, table, now);
  await sql`delete from ${own} where key in (${chosen})`.execute(db);
  const names = sql.join([...OWN, ...derivedColumns[table], ...hintColumns[table]].map((name) => sql.ref(name)));
  await sql`insert into ${own} (${names}) select ${names} from ${shadow} where key in (${chosen})`.execute(db);
}

/** What is remembered beside the log stays with its record; one that was missing is woken. */
async function keepHints(db: Db, table: RecordTable, now: string): Promise<void> {
  const shadow = sql.table(shadowOf(table));
  const own = sql.table(table);
  const chosen = sql`select key from ${sql.table(SUSPECTS)} where record = ${table}`;
  const kept = hintColumns[table].map((name) => sql`${sql.ref(name)} = t.${sql.ref(name)}`);
  await sql`update ${shadow} set wake_at = ${now} where key in (${chosen}) and coalesce(ended, 0) = 0
    and not exists (select 1 from ${own} t where t.key = ${shadow}.key)`.execute(db);
  await sql`update ${shadow} set ${sql.join(kept)} from ${own} t where t.key = ${shadow}.key
    and ${shadow}.key in (${chosen})`.execute(db);
}

/** @returns how many records the shadow tables hold. */
export async function countShadows(db: Db): Promise<number> {
  let sum = 0;
  for (const table of recordTables) {
    const found = await sql<{ n: number }>`select count(*) as n from ${sql.table(shadowOf(table))}`.execute(db);
    sum += found.rows[0]?.n ?? 0;
  }
  return sum;
}
