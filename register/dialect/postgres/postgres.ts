import { Kysely, sql } from 'kysely';
import { RegisterError } from '../../errors.ts';
import type { Db, Schema } from '../../schema.ts';
import type { Dialect, Purpose } from '../dialect.ts';
import { type Address, parseAddress } from './address.ts';
import { BytewiseDialect } from './collation.ts';
import { translate } from './errors.ts';
import { appendOnly, missingGuards } from './guards.ts';
import { boundsFor, openPool } from './pool.ts';

/** @param url `postgres://…` or `postgresql://…`. @throws RegisterError `misuse` if it cannot be read. */
export function postgres(url: string): Dialect {
  const address = parseAddress(url);
  const { place, schema } = address;
  return {
    place,
    bytes: 'bytea',
    prepare: (create) => prepare(address, create),
    connect: (purpose) => connect(address, purpose),
    alone: (db, work) => alone(db, schema, work),
    snapshot: (db) => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only'),
    field: (name) => sql`(folded::json -> ${sql.lit(name)})`,
    tables: (db) => tables(db, schema),
    appendOnly,
    missingGuards,
    purge: async () => remains,
    isBusy: (error) => error instanceof RegisterError && error.fault === 'busy',
    translate: (error) => translate(error, place),
  };
}

const remains =
  "PostgreSQL's dead rows until somebody runs vacuum full on blob, effect, task, nonconformity, programme, and breaker, and its write-ahead log and archives until they are recycled";

function connect(address: Address, purpose: Purpose): Db {
  return new Kysely<Schema>({
    dialect: new BytewiseDialect({ pool: async () => openPool(address, boundsFor[purpose]) }),
  });
}

async function prepare(address: Address, create: boolean): Promise<void> {
  const { place, schema } = address;
  const db = connect(address, 'migrate');
  try {
    await checkEncoding(db, place);
    if (create) await alone(db, schema, (one) => makeSchema(one, schema));
    else if ((await tables(db, schema)).length === 0) {
      throw new RegisterError('missing', `no register at ${place}; run dutybound init`);
    }
  } finally {
    await db.destroy();
  }
}

/** Bytes of other encodings sort differently, and not every text can be stored in them. */
async function checkEncoding(db: Db, place: string): Promise<void> {
  const found = await sql<{ server_encoding: string }>`show server_encoding`.execute(db);
  const encoding = found.rows[0]?.server_encoding;
  if (encoding === 'UTF8') return;
  throw new RegisterError(
    'not-a-register',
    `the database at ${place} has the encoding ${encoding}, a register needs UTF8: create another one with it`,
  );
}

/** Asks first: making one needs a right that its owner may have kept. */
async function makeSchema(db: Db, schema: string): Promise<void> {
  const found = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(db);
  if (found.rows.length === 0) await sql`create schema ${sql.id(schema)}`.execute(db);
}

/** The lock ends with the connection: who dies while migrating keeps nobody waiting. */
async function alone<T>(db: Db, schema: string, work: (db: Db) => Promise<T>): Promise<T> {
  return db.connection().execute(async (one) => {
    await sql`select pg_advisory_lock(hashtext('dutybound register'), hashtext(${schema}))`.execute(one);
    return work(one);
  });
}

async function tables(db: Db, schema: string): Promise<string[]> {
  const found = await sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = ${schema}`.execute(db);
  return found.rows.map((row) => row.name);
}
