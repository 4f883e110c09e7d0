import { readFileSync, writeFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { type RecordTable, recordTables } from '../../register/columns.ts';
import type { Db } from '../../register/schema.ts';

type Row = Record<string, string | number | null | Uint8Array>;
type Line = { table: string; row: Row };

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

/** Fills a register that was just made with the log of a golden one, its tables left empty. @returns the tables that must come out. */
export async function loadGolden(db: Db, folder: URL): Promise<Map<RecordTable, Row[]>> {
  const all = anyTable(db);
  let head: Row | undefined;
  for (const { table, row } of readLines(new URL('log.jsonl', folder))) {
    await all.insertInto(table).values(row).execute();
    if (table === 'event') head = row;
  }
  const end = { sequence: head?.sequence, hash: head?.hash };
  await all.updateTable('chain_head').set(end).execute();
  const expected = new Map<RecordTable, Row[]>(recordTables.map((table) => [table, []]));
  for (const { table, row } of readLines(new URL('tables.jsonl', folder)))
    expected.get(table as RecordTable)?.push(row);
  return expected;
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
