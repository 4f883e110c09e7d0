import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { types } from 'node:util';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements kept prepared: a register has some dozens of them, whatever it holds. */
const MOST_PREPARED = 200;

/** @returns Node's own SQLite in the shape that Kysely's dialect expects; statements are prepared once. */
export function kyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (text) => {
      const known = kept.get(text);
      if (known) return known;
      if (kept.size >= MOST_PREPARED) kept.clear();
      const made = statement(database.prepare(text));
      kept.set(text, made);
      return made;
    },
  };
}

function statement(prepared: StatementSync): SqliteStatement {
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
