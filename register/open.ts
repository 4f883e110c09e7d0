import { randomBytes } from 'node:crypto';
import type { NewEvent } from '../rules/event.ts';
import type { Instant } from '../rules/time.ts';
import { writeBackup } from './backup.ts';
import { seal, storeBytes } from './blobs.ts';
import { retakeWrites, takeWrites } from './budget.ts';
import type { Dialect, Purpose } from './dialect/dialect.ts';
import { dialectOf } from './dialect/dialect-of.ts';
import { readFigures } from './figures.ts';
import type { Projection } from './fold.ts';
import { writeDelivered } from './hooks.ts';
import { leaseEffects, renewLease } from './leases.ts';
import { type Head, refuseNewer } from './log.ts';
import { migrate } from './migrate.ts';
import { readsOf } from './reads.ts';
import { rebuild } from './rebuild/rebuild.ts';
import type { Register, Tx } from './register.ts';
import { fill, type Proved, proveBackup } from './restore.ts';
import type { Db } from './schema.ts';
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
    snapshot: (work) => using(dialect, 'verify', (db) => dialect.snapshot(db).execute((seen) => work(readsOf(seen)))),
    seal: (bytes, media) => seal(bytes, media, salt()),
    putBlob: async (bytes, media) => {
      const sealed = seal(bytes, media, salt());
      await exclusively((db) => storeBytes(db, sealed));
      return sealed.hash;
    },
    leaseEffects: (request) => exclusively((db) => leaseEffects(db, request)),
    renewLease: (lease, until) => exclusively((db) => renewLease(db, lease, until)),
    takeWrites: (request) => exclusively((db) => takeWrites(db, request)),
    retakeWrites: (id, request) => exclusively((db) => retakeWrites(db, id, request)),
    noteDelivered: (tracker, what, at) => exclusively((db) => writeDelivered(db, tracker, what, at)),
    figures: (now, after) => readFigures(reader, dialect.field, now, after),
    verify: () => using(dialect, 'verify', (db) => verify(db, dialect, projections)),
    rebuild: (actor = 'engine') =>
      using(dialect, 'verify', (reader) => rebuild({ ...means, dialect, reader, write: exclusively, append }, actor)),
    purge: () => dialect.purge(writer),
    backUp: (file) => using(dialect, 'verify', (db) => writeBackup({ db, dialect, projections }, file, clock)),
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/** How a backup becomes a register. */
export interface Restoration extends Omit<RegisterOptions, 'create'> {
  /** The backup. */
  file: string;
  /** Path for a copy of it, in a folder that only this user can read. */
  scratch: string;
  /** Looks at the backup before anything is made; throws where it is the wrong one. */
  check?: (backup: Proved) => Promise<void>;
  /** What else belongs into the transaction that fills the register. */
  also: (tx: Tx, backup: Proved) => Promise<void>;
}

/**
 * Makes a register from a backup, on either engine: all of it in one transaction, or nothing. A register that is there already is only
 * filled if nothing ever happened in it.
 * @throws RegisterError as {@link openRegister}; `damaged` for a backup that does not verify, `duplicate` for a register in use.
 */
export async function restoreRegister(restoration: Restoration): Promise<Proved> {
  const { url, file, scratch, clock, projections, check, also } = restoration;
  const backup = await proveBackup(file, scratch, projections, clock());
  try {
    await check?.(backup);
    const register = await openRegister({ url, clock, projections, create: true });
    await register.close();
    const dialect = dialectOf(url);
    const salt = restoration.salt ?? (() => randomBytes(16).toString('hex'));
    await using(dialect, 'write', (db) =>
      writerOf(
        db,
        dialect,
      )(async (tx, head) => {
        const end = await fill(tx, head, backup, clock());
        await also(transactionOf(tx, end, { clock, salt, projections }), backup);
      }),
    );
    return backup;
  } finally {
    await backup.close();
  }
}

async function using<T>(dialect: Dialect, purpose: Purpose, work: (db: Db) => Promise<T>): Promise<T> {
  const db = dialect.connect(purpose);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
