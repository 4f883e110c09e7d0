import { randomBytes } from 'node:crypto';
import type { Instant } from '../rules/time.ts';
import { storeBytes } from './blobs.ts';
import { takeWrites } from './budget.ts';
import type { Dialect, Purpose } from './dialect/dialect.ts';
import { postgres } from './dialect/postgres/postgres.ts';
import { sqlite } from './dialect/sqlite.ts';
import { RegisterError } from './errors.ts';
import type { Projection } from './fold.ts';
import { writeDelivered } from './hooks.ts';
import { leaseEffects, renewLease } from './leases.ts';
import { migrate } from './migrate.ts';
import { readsOf } from './reads.ts';
import type { Register } from './register.ts';
import type { Db } from './schema.ts';
import { writeTick } from './ticks.ts';
import { transactionOf } from './transaction.ts';
import { verify } from './verify/verify.ts';
import { writerOf } from './writer.ts';

export interface RegisterOptions {
  /** `sqlite:PATH`, or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, optionally with `?schema=NAME`. */
  url: string;
  clock: () => Instant;
  /** Makes the salt of one text or file; default 128 random bits in hex. */
  salt?: () => string;
  projections: Projection<unknown>[];
  /** Makes the register if there is none; one that is there is opened as it is. */
  create?: boolean;
}

/**
 * Opens the register, bringing an older schema up to date.
 * @throws RegisterError `missing`, `unwritable`, `unreachable`, `not-a-register`, `newer`, `busy`, `misuse`: each says what to do.
 */
export async function openRegister(options: RegisterOptions): Promise<Register> {
  const { clock, projections } = options;
  const create = options.create ?? false;
  const dialect = dialectOf(options.url);
  await dialect.prepare(create);
  await using(dialect, 'migrate', (db) => dialect.alone(db, (one) => migrate(one, dialect, create, clock())));
  const writer = dialect.connect('write');
  const reader = dialect.connect('read');
  const exclusively = writerOf(writer, dialect);
  const salt = options.salt ?? (() => randomBytes(16).toString('hex'));
  return {
    ...readsOf(reader),
    write: (work) => exclusively((db, head) => work(transactionOf(db, head, { clock, salt, projections }))),
    putBlob: (bytes, media) => exclusively((db) => storeBytes(db, bytes, media, salt())),
    leaseEffects: (request) => exclusively((db) => leaseEffects(db, request)),
    renewLease: (lease, until) => exclusively((db) => renewLease(db, lease, until)),
    takeWrites: (tracker, n, limits, now) => exclusively((db) => takeWrites(db, tracker, n, limits, now)),
    noteDelivered: (tracker, what, at) => exclusively((db) => writeDelivered(db, tracker, what, at)),
    tick: (now) => exclusively((db) => writeTick(db, now)),
    verify: () => using(dialect, 'verify', (db) => verify(db, dialect, projections)),
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

function dialectOf(url: string): Dialect {
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  if (path) return sqlite(path);
  if (/^postgres(ql)?:/.test(url)) return postgres(url);
  const scheme = url.split(':')[0];
  throw new RegisterError(
    'misuse',
    `register address of kind "${scheme}": write sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE`,
  );
}

async function using<T>(dialect: Dialect, purpose: Purpose, work: (db: Db) => Promise<T>): Promise<T> {
  const db = dialect.connect(purpose);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
