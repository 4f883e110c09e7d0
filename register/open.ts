import { randomBytes } from 'node:crypto';
import type { NewEvent } from '../rules/event.ts';
import type { Instant } from '../rules/time.ts';
import { storeBytes } from './blobs.ts';
import { retakeWrites, takeWrites } from './budget.ts';
import type { Dialect, Purpose } from './dialect/dialect.ts';
import { dialectOf } from './dialect/dialect-of.ts';
import type { Projection } from './fold.ts';
import { leaseEffects, renewLease } from './leases.ts';
import { type Head, refuseNewer } from './log.ts';
import { migrate } from './migrate.ts';
import { readsOf } from './reads.ts';
import { rebuild } from './rebuild/rebuild.ts';
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
  await using(dialect, 'read', refuseNewer);
  const writer = dialect.connect('write');
  const reader = dialect.connect('read');
  const exclusively = writerOf(writer, dialect);
  const salt = options.salt ?? (() => randomBytes(16).toString('hex'));
  const means = { clock, salt, projections };
  const append = (db: Db, head: Head, events: NewEvent[]) => transactionOf(db, head, means).append(events);
  return {
    ...readsOf(reader),
    write: (work) => exclusively((db, head) => work(transactionOf(db, head, means))),
    putBlob: (bytes, media) => exclusively((db) => storeBytes(db, bytes, media, salt())),
    leaseEffects: (request) => exclusively((db) => leaseEffects(db, request)),
    renewLease: (lease, until) => exclusively((db) => renewLease(db, lease, until)),
    takeWrites: (request) => exclusively((db) => takeWrites(db, request)),
    retakeWrites: (id, request) => exclusively((db) => retakeWrites(db, id, request)),
    tick: (now) => exclusively((db) => writeTick(db, now)),
    verify: () => using(dialect, 'verify', (db) => verify(db, dialect, projections)),
    rebuild: (actor = 'engine') =>
      using(dialect, 'verify', (reader) => rebuild({ ...means, dialect, reader, write: exclusively, append }, actor)),
    purge: () => dialect.purge(writer),
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

async function using<T>(dialect: Dialect, purpose: Purpose, work: (db: Db) => Promise<T>): Promise<T> {
  const db = dialect.connect(purpose);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
