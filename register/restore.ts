import { copyFileSync, existsSync, rmSync } from 'node:fs';
import type { Instant } from '../rules/time.ts';
import { copyTables } from './copy.ts';
import type { Dialect } from './dialect/dialect.ts';
import { sqlite } from './dialect/sqlite.ts';
import { RegisterError } from './errors.ts';
import type { Projection } from './fold.ts';
import { type Head, readHead } from './log.ts';
import { migrate } from './migrate.ts';
import type { Db } from './schema.ts';
import { verify } from './verify/verify.ts';

/** A backup that was opened and proved. */
export interface Proved extends Head {
  /** When it was taken; of a file that is no backup but a register's own, when something last happened in it. */
  at: Instant;
  events: number;
  /** @returns the hash of an event of its log, undefined if it has none of that number. */
  hashAt(sequence: number): Promise<string | undefined>;
  db: Db;
  close(): Promise<void>;
}

const SIDES = ['', '-wal', '-shm', '-journal'];

/**
 * Opens a backup and checks all of it. The file itself is left as it is, whatever release it comes from: a copy is brought up to date.
 * @param scratch path for the copy, gone again at `close`.
 * @throws RegisterError `missing`, `not-a-register`, `newer`, `unwritable`, `damaged`.
 */
export async function proveBackup(
  file: string,
  scratch: string,
  projections: readonly Projection<unknown>[],
  now: Instant,
): Promise<Proved> {
  if (!existsSync(file)) throw new RegisterError('missing', `no backup at ${file}: name the file that backup wrote`);
  const clear = () => {
    for (const side of SIDES) rmSync(`${scratch}${side}`, { force: true });
  };
  clear();
  const copy = sqlite(scratch);
  try {
    copyIn(file, scratch);
    const opening = copy.connect('migrate');
    await migrate(opening, copy, false, now).finally(() => opening.destroy());
    const db = copy.connect('verify');
    const close = async () => {
      await db.destroy();
      clear();
    };
    return await described(db, copy, { file, now }, projections, close).catch(async (error) => {
      await close();
      throw error;
    });
  } catch (error) {
    clear();
    throw renamed(copy.translate(error), scratch, file);
  }
}

async function described(
  db: Db,
  copy: Dialect,
  { file, now }: { file: string; now: Instant },
  projections: readonly Projection<unknown>[],
  close: () => Promise<void>,
): Promise<Proved> {
  const { ok, broken, events } = await verify(db, copy, projections);
  if (!ok) {
    throw new RegisterError(
      'damaged',
      `${file} is broken in ${broken} places: restore an older backup; dutybound verify --register sqlite:${file} says where`,
    );
  }
  const head = await readHead(db);
  const engine = await db.selectFrom('engine').select(['copied_at', 'last_tick']).executeTakeFirstOrThrow();
  const last = await db.selectFrom('event').select('noticed').where('sequence', '=', head.sequence).executeTakeFirst();
  const at =
    engine.copied_at ??
    [engine.last_tick, last?.noticed]
      .filter((i) => i != null)
      .sort()
      .at(-1) ??
    now;
  const hashAt = async (sequence: number) =>
    (await db.selectFrom('event').select('hash').where('sequence', '=', sequence).executeTakeFirst())?.hash;
  return { ...head, at, events, hashAt, db, close };
}

/** A copy of a folder may hold a log beside the file that belongs to it. */
function copyIn(file: string, scratch: string): void {
  try {
    copyFileSync(file, scratch);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${scratch}-wal`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new RegisterError('unwritable', `${file} cannot be copied to ${scratch}: ${why}`, error);
  }
}

/** Messages name the file that people know. */
function renamed(error: unknown, scratch: string, file: string): unknown {
  if (!(error instanceof RegisterError)) return error;
  return new RegisterError(error.fault, error.message.replaceAll(scratch, file), error.cause);
}

/**
 * Fills a register in which nothing happened with a proved backup, in the transaction given. Whatever was being delivered when it was
 * taken is given back; trackers are asked afresh; the planner's last round is now, for whether it went round in between is unknown.
 * @throws RegisterError `duplicate` if something happened in it already.
 */
export async function fill(db: Db, head: Head, backup: Proved, now: Instant): Promise<Head> {
  const versions = await db.selectFrom('programme').select('version').limit(1).execute();
  if (head.sequence > 0 || versions.length > 0) {
    throw new RegisterError('duplicate', 'a register with events in it is never overwritten');
  }
  await copyTables(backup.db, db);
  await db.updateTable('effect').set({ lease_until: now }).where('state', '=', 'leased').execute();
  await db.deleteFrom('breaker').execute();
  await db.updateTable('engine').set({ copied_at: null, last_tick: now }).execute();
  return readHead(db);
}
