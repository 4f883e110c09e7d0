import { readFileSync, writeFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { type RecordTable, recordTables } from '../../register/columns.ts';
import type { Db } from '../../register/schema.ts';

type Row = Record<string, string | number | null | Uint8Array>;
/** One row of a register, as text. */
export interface Line {
  table: string;
  row: Row;
}

/** What an auditor keeps of a register: the log, the texts and files that it names, and the versions of the programme. */
const logged = { event: 'sequence', blob: 'hash', programme: 'version' } as const;
/** What is remembered beside the log; a rebuild leaves it alone, so it is no part of what must come out. */
const hints = ['wake_at', 'read_at', 'seen_through', 'written_through', 'written'];

/** Writes a register down as text, one row a line: `log.jsonl`, and the tables folded from it as `tables.jsonl`. */
export async function writeGolden(db: Db, folder: URL): Promise<{ events: number; bytes: number }> {
  const log: string[] = [];
  for (const [table, order] of Object.entries(logged)) log.push(...(await linesOf(db, table, order)));
  const tables: string[] = [];
  for (const table of recordTables) tables.push(...(await linesOf(db, table, 'key')));
  const texts = { 'log.jsonl': `${log.join('\n')}\n`, 'tables.jsonl': `${tables.join('\n')}\n` };
  for (const [file, text] of Object.entries(texts)) writeFileSync(new URL(file, folder), text);
  const events = log.filter((line) => line.startsWith('{"table":"event"')).length;
  return { events, bytes: texts['log.jsonl'].length + texts['tables.jsonl'].length };
}

/** @returns what a golden log holds: events, texts and files, versions of the programme. */
export function goldenLog(folder: URL): Line[] {
  return readLines(new URL('log.jsonl', folder));
}

/** @returns the tables that its own release had folded from it. */
export function goldenTables(folder: URL): Line[] {
  return readLines(new URL('tables.jsonl', folder));
}

/** Puts rows into a register behind its back, and its head behind the last event. */
export async function insertLines(db: Db, lines: Line[]): Promise<void> {
  for (const { table, row } of lines) await anyTable(db).insertInto(table).values(row).execute();
  const last = lines.findLast((line) => line.table === 'event')?.row;
  if (!last) return;
  const end = { sequence: last.sequence ?? 0, hash: last.hash ?? '' };
  await anyTable(db).updateTable('chain_head').set(end).execute();
}

/** @returns a table's rows, in order of key, without what is remembered beside the log. */
export async function rowsOf(db: Db, table: RecordTable): Promise<Row[]> {
  const rows = await anyTable(db).selectFrom(table).selectAll().orderBy('key').execute();
  return rows.map(withoutHints);
}

async function linesOf(db: Db, table: string, order: string): Promise<string[]> {
  const rows = await anyTable(db).selectFrom(table).selectAll().orderBy(order).execute();
  return rows.map((row) => {
    const { bytes, ...rest } = withoutHints(row);
    const text = bytes instanceof Uint8Array ? { ...rest, bytes: Buffer.from(bytes).toString('base64') } : rest;
    return JSON.stringify({ table, row: text });
  });
}

function readLines(file: URL): Line[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const { table, row } = JSON.parse(line) as Line;
    return { table, row: table === 'blob' ? { ...row, bytes: Buffer.from(String(row.bytes), 'base64') } : row };
  });
}

function withoutHints(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !hints.includes(name)));
}

function anyTable(db: Db): Kysely<Record<string, Row>> {
  return db as unknown as Kysely<Record<string, Row>>;
}
