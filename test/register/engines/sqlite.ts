import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Engine } from './engine.ts';

/** @returns SQLite with files in a folder that is gone when it stops. */
export function sqliteEngine(): Engine & { folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  let files = 0;
  return {
    name: 'SQLite',
    folder,
    start: async () => {},
    fresh: () => `sqlite:${join(folder, `${++files}.db`)}`,
    run: async (url, statement) => using(url, (database) => database.prepare(statement).all()),
    tamper: async (url, ...statements) => using(url, (database) => unguarded(database, statements)),
    dropGuard: (name) => `drop trigger ${name}`,
    hollowGuard: (name) => [
      `drop trigger ${name}`,
      `create trigger ${name} before update on event begin select 1; end`,
    ],
    bytes: (hex) => `x'${hex}'`,
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @returns the path in a register's address. */
export function pathOf(url: string): string {
  return url.slice('sqlite:'.length);
}

/** Guards are taken away and put back. */
function unguarded(database: DatabaseSync, statements: string[]): void {
  const guards = database.prepare("select name, sql from sqlite_master where type = 'trigger'").all();
  for (const guard of guards) database.exec(`drop trigger ${guard.name}`);
  for (const statement of statements) database.exec(statement);
  for (const guard of guards) database.exec(`${guard.sql}`);
}

function using<T>(url: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(pathOf(url));
  try {
    return work(database);
  } finally {
    database.close();
  }
}
