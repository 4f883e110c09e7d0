import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ServerError } from './error.ts';

const SQLITE_BUSY = 5;
/** How long a lock is waited for that somebody may only be asking about, ms. */
const ASKED_MS = 100;

export interface FolderLock {
  /** Lets the next one in. The end of the process, however it ends, does the same. */
  release(): void;
}

// A collected handle would close its file and lose the lock.
const held = new Set<DatabaseSync>();

/**
 * Takes a lock that the operating system drops when this process ends, crashed or not: SQLite's own lock on an empty database, which
 * also holds across containers that share a folder, where process ids mean nothing.
 * @param waitMs how long to wait for another holder, ms; blocks the process meanwhile.
 * @returns undefined if another process, or this one, still holds it.
 */
export function holdLock(file: string, waitMs: number): FolderLock | undefined {
  makeFile(file);
  const lock = new DatabaseSync(file, { timeout: waitMs });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  held.add(lock);
  return {
    release() {
      if (held.delete(lock)) lock.close();
    },
  };
}

/** One that is there is not opened: to close it again would lose the locks that this process holds on it. */
function makeFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!existsSync(file)) throw error;
  }
}

/**
 * Makes `folder` (mode 0700) and takes it for this process.
 * @throws ServerError if another process uses it, or others can read what already lies in it.
 */
export function lockFolder(folder: string): FolderLock {
  makePrivate(folder);
  const lock = holdLock(lockIn(folder), ASKED_MS);
  const pidFile = join(folder, 'pid');
  if (!lock) {
    throw new ServerError(
      `another dutybound (pid ${holderIn(pidFile)}) uses ${folder}. Stop it, or choose another folder with --data.`,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return lock;
}

/** @returns whether a process, this one or another, holds the folder. Asking takes nothing. */
export function isFolderLocked(folder: string): boolean {
  if (!existsSync(lockIn(folder))) return false;
  const lock = new DatabaseSync(lockIn(folder), { readOnly: true, timeout: 0 });
  try {
    lock.exec('SELECT count(*) FROM sqlite_schema');
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    lock.close();
  }
}

function lockIn(folder: string): string {
  return join(folder, 'lock');
}

/**
 * Makes `folder` with mode 0700.
 * @throws ServerError if it exists and is another user's, or is not empty and open to others: it may be somebody's own and is left
 * alone.
 */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { mode: kind, uid } = statSync(folder);
  const mode = kind & 0o777;
  if (process.getuid && uid !== process.getuid()) {
    throw new ServerError(
      `${folder} belongs to another user (uid ${uid}), who can read whatever is put there. Run as that user, or name another folder with --data.`,
    );
  }
  if ((mode & 0o077) === 0) return;
  if (readdirSync(folder).length > 0) {
    throw new ServerError(
      `${folder} has mode ${mode.toString(8)}, but must be 700: it will hold passwords and records. Run: chmod 700 ${folder}`,
    );
  }
  chmodSync(folder, 0o700);
}

function holderIn(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
