import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { RegisterError } from '../errors.ts';
import type { Db, Schema } from '../schema.ts';
import type { Dialect, Purpose } from './dialect.ts';
import { kyselyDatabase } from './node-sqlite.ts';

/** SQLite's own result codes (sqlite.org/rescode.html), extended codes reduced to the primary one. */
const result = { busy: 5, readonly: 8, io: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 } as const;
const duplicates = [1555, 2067];
const unwritable: number[] = [result.readonly, result.io, result.full, result.cannotOpen];
const foreign: number[] = [result.corrupt, result.notADatabase];

/** ms that the lock is waited for, which blocks the whole process: a writer soon waits without blocking instead. */
const waits: Record<Purpose, number> = { write: 25, read: 5000, verify: 5000, migrate: 5000 };

/** @param path of the database file. */
export function sqlite(path: string): Dialect {
  return {
    place: path,
    bytes: 'blob',
    prepare: async (create) => prepare(path, create),
    connect: (purpose) => connect(path, waits[purpose]),
    alone: (db, work) => work(db),
    snapshot: (db) => db.transaction(),
    field: (name) => sql`json_extract(folded, ${sql.lit(`$.${name}`)})`,
    tables: (db) => tables(db, path),
    appendOnly,
    missingGuards,
    purge,
    isBusy: (error) => primary(error) === result.busy,
    translate: (error) => translate(error, path),
  };
}

function prepare(path: string, create: boolean): void {
  if (existsSync(path)) {
    if (statSync(path).isFile()) return;
    throw new RegisterError('not-a-register', `${path} is a folder: name the register's file in it`);
  }
  if (!create) throw new RegisterError('missing', `no register at ${path}; run dutybound init`);
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    const next = `make ${dirname(path)} a folder that this user can write`;
    throw new RegisterError('unwritable', `cannot make a register at ${path} (${messageOf(error)}): ${next}`, error);
  }
}

function connect(path: string, wait: number): Db {
  try {
    const database = new DatabaseSync(path, { timeout: 5000 });
    database.exec(
      `pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma busy_timeout = ${wait}`,
    );
    return new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyDatabase(database) }) });
  } catch (error) {
    throw translate(error, path);
  }
}

async function tables(db: Db, path: string): Promise<string[]> {
  try {
    const found = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db);
    return found.rows.map((row) => row.name);
  } catch (error) {
    throw translate(error, path);
  }
}

interface Guard {
  name: string;
  /** The statement that makes it, worded as SQLite keeps it. */
  statement: string;
}

function guardsOf(table: string): Guard[] {
  return ['update', 'delete'].map((verb) => {
    const name = `${table}_no_${verb}`;
    const refusal = `select raise(abort, '${table} is append-only')`;
    return { name, statement: `CREATE TRIGGER ${name} before ${verb} on ${table} begin ${refusal}; end` };
  });
}

function appendOnly(table: string): string[] {
  return guardsOf(table).map((guard) => guard.statement);
}

async function missingGuards(db: Db, table: string): Promise<string[]> {
  const found = await sql<{ name: string; statement: string }>`select name, sql as statement from sqlite_master
    where type = 'trigger' and tbl_name = ${table}`.execute(db);
  const there = new Map(found.rows.map((row) => [row.name, row.statement]));
  return guardsOf(table).flatMap(({ name, statement }) => (there.get(name) === statement ? [] : [name]));
}

/** Deleted content is overwritten at once (`secure_delete`); the pages that were replaced stand in the write-ahead log until it is cut off. */
async function purge(db: Db): Promise<string | undefined> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const found = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
    if (found.rows[0]?.busy === 0) return undefined;
    await sleep(50);
  }
  return "SQLite's write-ahead log, until nothing reads the register any more: stop the engine and run any command";
}

function codeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}

function primary(error: unknown): number | undefined {
  const code = codeOf(error);
  return code === undefined ? undefined : code & 0xff;
}

function messageOf(error: unknown): string {
  const known = typeof error === 'object' && error !== null && 'message' in error;
  return known ? String(error.message) : String(error);
}

function translate(error: unknown, path: string): unknown {
  const code = primary(error);
  if (code === undefined) return error;
  const why = messageOf(error);
  if (foreign.includes(code)) {
    return new RegisterError('not-a-register', `${path} is no register (${why}): name another file, or restore`, error);
  }
  if (duplicates.includes(codeOf(error) ?? 0)) {
    return new RegisterError('duplicate', `${why}: read again, it was written before`, error);
  }
  if (!unwritable.includes(code)) return error;
  return new RegisterError(
    'unwritable',
    `the register at ${path} cannot be read or written (${why}): check the folder's rights and the free space`,
    error,
  );
}
