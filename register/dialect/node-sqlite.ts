import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { types } from 'node:util';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** @returns Node's own SQLite in the shape that Kysely's dialect expects. */
export function kyselyDatabase(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (text) => statement(database, text),
  };
}

function statement(database: DatabaseSync, text: string): SqliteStatement {
  const prepared = database.prepare(text);
  return {
    reader: prepared.columns().length > 0,
    all: (parameters) => prepared.all(...parameters.map(bindable)),
    run: (parameters) => prepared.run(...parameters.map(bindable)),
    iterate: (parameters) => prepared.iterate(...parameters.map(bindable)),
  };
}

function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  if (types.isUint8Array(value)) return value;
  throw new TypeError(`a ${typeof value} cannot be stored: write text, a number, null, or bytes`);
}
