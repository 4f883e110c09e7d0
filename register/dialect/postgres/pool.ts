import type { PostgresPool } from 'kysely';
import { DatabaseError, Pool, type PoolClient, types } from 'pg';
import type { Purpose } from '../dialect.ts';
import type { Address } from './address.ts';
import { connectionError } from './errors.ts';

export interface Bounds {
  connections: number;
  /** Longest wait for a lock, ms. */
  lock: number;
  /** Longest statement, waits for locks included, ms; the server ends it. */
  statement: number;
  /** Longest wait for the server's answer, ms; the connection is given up then. */
  answer: number;
}

/** A writer waits in the server's own queue, which is fair, as long as it would wait at all. */
export const boundsFor: Record<Purpose, Bounds> = {
  write: { connections: 1, lock: 15_000, statement: 30_000, answer: 35_000 },
  read: { connections: 4, lock: 5_000, statement: 30_000, answer: 35_000 },
  verify: { connections: 1, lock: 5_000, statement: 60_000, answer: 65_000 },
  migrate: { connections: 1, lock: 60_000, statement: 600_000, answer: 605_000 },
};

const CONNECT_MS = 5_000;
/** Within a transaction nothing is waited for: whoever stands still so long hangs, and holds the lock. */
const IDLE_IN_TRANSACTION_MS = 60_000;

/** Tables are found in the register's schema alone; whatever the database prefers, a lock is waited for and then read anew. */
function settings(schema: string): string {
  return `-c search_path=${schema} -c client_min_messages=warning -c default_transaction_isolation=read\\ committed`;
}

/** @returns connections, opened when they are needed. All their errors are RegisterErrors where the server is at fault. */
export function openPool({ connection, schema, place }: Address, bounds: Bounds): PostgresPool {
  const pool = new Pool({
    connectionString: connection,
    application_name: 'dutybound',
    options: settings(schema),
    max: bounds.connections,
    connectionTimeoutMillis: CONNECT_MS,
    allowExitOnIdle: true,
    keepAlive: true,
    lock_timeout: bounds.lock,
    statement_timeout: bounds.statement,
    query_timeout: bounds.answer,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    types: { getTypeParser },
  });
  // A connection may end while nobody waits for it; without listeners that would end the process. Its next use tells.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      try {
        return watched(await pool.connect(), place);
      } catch (error) {
        throw connectionError(error, place);
      }
    },
  };
}

/** A connection that failed, or did not answer in time, is not used again: an answer may still be under way on it. */
function watched(client: PoolClient, place: string): PoolClient {
  let broken = false;
  const query = async (text: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      broken ||= !(error instanceof DatabaseError);
      throw connectionError(error, place);
    }
  };
  const release = (destroy?: boolean) => client.release(destroy || broken);
  const own: Partial<Record<PropertyKey, unknown>> = { query, release };
  return new Proxy(client, { get: (target, name) => own[name] ?? Reflect.get(target, name) });
}

/** Counts and sums are 64-bit and reach the driver as text. */
const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === types.builtins.INT8 && format !== 'binary' ? Number : types.getTypeParser(oid, format);
