import { sql } from 'kysely';
import type { Instant } from '../rules/time.ts';
import type { Dialect } from './dialect/dialect.ts';
import { RegisterError } from './errors.ts';
import { log } from './migrations/001-log.ts';
import { records } from './migrations/002-records.ts';
import { outbox } from './migrations/003-outbox.ts';
import { programme } from './migrations/004-programme.ts';
import { pace } from './migrations/005-pace.ts';
import { recovery } from './migrations/006-recovery.ts';
import { hooks } from './migrations/007-hooks.ts';
import { documented } from './migrations/008-documented.ts';
import { tasks } from './migrations/009-tasks.ts';
import type { Db } from './schema.ts';

type Migration = (db: Db, dialect: Dialect) => Promise<void>;

/** In order; the number of a migration is its place, counted from 1. Released ones never change. */
export const migrations: readonly Migration[] = [
  log,
  records,
  outbox,
  programme,
  pace,
  recovery,
  hooks,
  documented,
  tasks,
];

/**
 * Brings the tables to this release's schema, in one transaction.
 * @param create an empty database may become a register. @param all what an earlier release knew, where one is played.
 * @throws RegisterError `not-a-register` for somebody else's or an empty database, `newer` for a later release's.
 */
export async function migrate(
  db: Db,
  dialect: Dialect,
  create: boolean,
  now: Instant,
  all: readonly Migration[] = migrations,
): Promise<void> {
  const tables = await dialect.tables(db);
  if (!tables.includes('migration')) {
    if (tables.length > 0 || !create) {
      throw new RegisterError(
        'not-a-register',
        `${dialect.place} holds ${tables.length} tables but no register: name another place, or run dutybound init there`,
      );
    }
    await sql`create table if not exists migration (number integer primary key, name text not null, at text not null)`.execute(
      db,
    );
  }
  if ((await applied(db, dialect, all)) === all.length) return;
  await db.transaction().execute(async (tx) => {
    // Takes the write lock before anything is read: another process may be migrating too.
    await sql`update migration set name = name where number = 0`.execute(tx);
    const done = await applied(tx, dialect, all);
    for (const [index, up] of all.entries()) {
      if (index < done) continue;
      await up(tx, dialect);
      await tx
        .insertInto('migration')
        .values({ number: index + 1, name: up.name, at: now })
        .execute();
    }
  });
}

async function applied(db: Db, dialect: Dialect, all: readonly Migration[]): Promise<number> {
  const row = await db
    .selectFrom('migration')
    .select((e) => e.fn.max('number').as('number'))
    .executeTakeFirst();
  const found = row?.number ?? 0;
  if (found <= all.length) return found;
  throw new RegisterError(
    'newer',
    `the register at ${dialect.place} has schema ${found}, this release knows up to ${all.length}: upgrade dutybound`,
  );
}
