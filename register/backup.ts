import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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

/** A backup that was proved. */
export interface Backup extends Head {
  file: string;
  /** Nothing that happened before is missing in it. */
  at: Instant;
  events: number;
}

const SIDES = ['', '-wal', '-shm', '-journal'];

/**
 * Copies the register, as it stands now and while others go on writing, into a file that is a register itself: an SQLite database,
 * whatever engine it came from. It gets its name only once it was verified, so a file of that name is always whole.
 * @throws RegisterError `duplicate` if the file is there, `unwritable`, `damaged` if the copy does not verify: the file is then not made.
 */
export async function writeBackup(
  from: { db: Db; dialect: Dialect; projections: readonly Projection<unknown>[] },
  file: string,
  clock: () => Instant,
): Promise<Backup> {
  if (existsSync(file)) throw new RegisterError('duplicate', `${file} is there already: name another file`);
  const part = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  try {
    const copied = await copyInto(from, part, clock);
    const { events } = await proved(part, from.projections);
    keep(part, file);
    return { ...copied, file, events };
  } finally {
    for (const side of SIDES) rmSync(`${part}${side}`, { force: true });
  }
}

async function copyInto(
  { db, dialect }: { db: Db; dialect: Dialect },
  part: string,
  clock: () => Instant,
): Promise<Head & { at: Instant }> {
  const target = sqlite(part);
  for (const side of SIDES) rmSync(`${part}${side}`, { force: true });
  await target.prepare(true);
  const to = target.connect('migrate');
  // Taken first, so that anything that happens during the copy falls into the gap and is read again.
  const at = clock();
  try {
    await migrate(to, target, true, at);
    const head = await dialect.snapshot(db).execute(async (seen) => {
      const end = await readHead(seen);
      await to.transaction().execute(async (tx) => {
        await copyTables(seen, tx);
        await tx.updateTable('engine').set({ copied_at: at }).execute();
      });
      return end;
    });
    return { ...head, at };
  } catch (error) {
    throw dialect.translate(target.translate(error));
  } finally {
    await to.destroy();
  }
}

async function proved(part: string, projections: readonly Projection<unknown>[]): Promise<{ events: number }> {
  const copy = sqlite(part);
  const db = copy.connect('verify');
  try {
    const { ok, broken, breaks, events } = await verify(db, copy, projections);
    if (ok) return { events };
    const [first] = breaks;
    const where = first ? `, first ${first.where}: found ${first.found}, expected ${first.expected}` : '';
    throw new RegisterError(
      'damaged',
      `the copy is broken in ${broken} places${where}. No backup was made: run dutybound verify, and keep the older backups`,
    );
  } finally {
    await db.destroy();
  }
}

/** On disk before it has its name, and its name on disk before anybody is told of it. */
function keep(part: string, file: string): void {
  for (const [path, then] of [
    [part, () => renameSync(part, file)],
    [dirname(file), () => {}],
  ] as const) {
    const open = openSync(path, 'r');
    fsyncSync(open);
    closeSync(open);
    then();
  }
}
