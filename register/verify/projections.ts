import { sql } from 'kysely';
import { derivedColumns, type RecordTable, recordTables } from '../columns.ts';
import { type Projection, type ProjectionRow, rowOf } from '../fold.ts';
import { refold } from '../refold.ts';
import type { Db } from '../schema.ts';
import { rowsByKey, sideBySide } from '../side-by-side.ts';
import type { Findings } from './breaks.ts';

/** Checks that the versions of each stream follow one another, from 1. */
export async function verifyStreams(db: Db, findings: Findings): Promise<void> {
  const found = await sql<{ stream: string; events: number; first: number; last: number }>`
    select stream, count(*) as events, min(version) as first, max(version) as last from event group by stream
    having min(version) <> 1 or max(version) <> count(*)`.execute(db);
  for (const { stream, events, first, last } of found.rows) {
    findings.compare(
      `stream ${stream} versions`,
      `${events} from ${first} to ${last}`,
      `${events} from 1 to ${events}`,
    );
  }
}

/** Compares each table with a refold of the log: states, columns, rows too many, and rows too few. */
export async function verifyProjections(
  db: Db,
  projections: readonly Projection<unknown>[],
  through: number,
  findings: Findings,
): Promise<void> {
  for (const table of recordTables) {
    const projection = projections.find((p) => p.table === table);
    const expected = projection ? expectedRows(db, projection, through, findings) : none();
    for await (const { key, left, right } of sideBySide(rowsByKey(db, table), expected)) {
      compareRows(table, key, left, right, findings);
    }
  }
}

async function* expectedRows(
  db: Db,
  projection: Projection<unknown>,
  through: number,
  findings: Findings,
): AsyncGenerator<ProjectionRow> {
  const unfoldable = (sequence: number, why: unknown) => {
    // A body that is no JSON was found with the chain.
    if (why instanceof SyntaxError) return;
    findings.compare(`event ${sequence} fold`, why instanceof Error ? why.message : why, 'what its record allows');
  };
  for await (const { key, record } of refold(db, projection, through, unfoldable)) yield rowOf(projection, key, record);
}

async function* none(): AsyncGenerator<ProjectionRow> {}

/** Compares what stands in a table with what should: the row, and each of its columns but the hints. */
export function compareRows(
  table: RecordTable,
  key: string,
  found: ProjectionRow | undefined,
  expected: ProjectionRow | undefined,
  findings: Findings,
): void {
  const where = `${table} ${key}`;
  if (!found || !expected) {
    findings.compare(where, found ? 'a row' : 'no row', expected ? 'a row' : 'no row');
    return;
  }
  for (const name of ['stream_version', 'folded', 'updated', ...derivedColumns[table]]) {
    findings.compare(`${where}.${name}`, found[name], expected[name]);
  }
}
