import { sql } from 'kysely';
import { type RecordTable, recordTables } from '../columns.ts';
import { columnsOf, type Folded, fold, type Projection, partsOf } from '../fold.ts';
import type { LoggedEvent } from '../log.ts';
import type { ColumnValue, Db } from '../schema.ts';
import type { Findings } from './breaks.ts';

const PAGE = 500;

/** The streams as folded again, beside versions of streams that no projection folds. */
export interface Refold {
  records: Map<string, Folded>;
  versions: Map<string, number>;
}

interface StoredRow {
  key: string;
  stream_version: number;
  folded: string;
  updated: string;
  [column: string]: ColumnValue;
}

/** @returns a refold of nothing. */
export function emptyRefold(): Refold {
  return { records: new Map(), versions: new Map() };
}

/** Folds a page of events into the refold; a stream's versions must follow one another. */
export function refold(
  into: Refold,
  projections: readonly Projection<unknown>[],
  events: LoggedEvent[],
  findings: Findings,
): void {
  for (const event of events) {
    const where = `event ${event.sequence}`;
    findings.compare(`${where} version`, event.version, (into.versions.get(event.stream) ?? 0) + 1);
    into.versions.set(event.stream, event.version);
    const projection = projections.find((p) => p.stream === partsOf(event.stream).prefix);
    if (!projection) continue;
    try {
      into.records.set(event.stream, fold(projection, into.records.get(event.stream), event));
    } catch (error) {
      findings.compare(
        `${where} fold`,
        error instanceof Error ? error.message : error,
        'an event that its record allows',
      );
    }
  }
}

/** Compares each table with the refold: states, columns, rows too many, and rows too few. */
export async function verifyProjections(
  db: Db,
  projections: readonly Projection<unknown>[],
  { records }: Refold,
  findings: Findings,
): Promise<void> {
  for (const table of recordTables) {
    const projection = projections.find((p) => p.table === table);
    const missing = new Set([...records.keys()].filter((stream) => partsOf(stream).prefix === projection?.stream));
    for (let after = ''; ; ) {
      const rows = await page(db, table, after);
      for (const row of rows) {
        const stream = `${projection?.stream}/${row.key}`;
        missing.delete(stream);
        compareRow(table, row, projection, records.get(stream), findings);
      }
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) break;
      after = last.key;
    }
    for (const stream of missing) findings.compare(`${table} ${partsOf(stream).key}`, 'no row', 'a row');
  }
}

async function page(db: Db, table: RecordTable, after: string): Promise<StoredRow[]> {
  const key = after === '' ? sql`` : sql`where key > ${after}`;
  const found = await sql<StoredRow>`select * from ${sql.table(table)} ${key} order by key limit ${PAGE}`.execute(db);
  return found.rows;
}

function compareRow(
  table: RecordTable,
  row: StoredRow,
  projection: Projection<unknown> | undefined,
  expected: Folded | undefined,
  findings: Findings,
): void {
  const where = `${table} ${row.key}`;
  if (!projection || !expected) {
    findings.compare(where, 'a row', 'no row');
    return;
  }
  findings.compare(`${where}.stream_version`, row.stream_version, expected.version);
  findings.compare(`${where}.folded`, row.folded, expected.folded);
  findings.compare(`${where}.updated`, row.updated, expected.updated);
  for (const [name, value] of Object.entries(columnsOf(projection, expected))) {
    findings.compare(`${where}.${name}`, row[name], value);
  }
}
