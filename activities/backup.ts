import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Backup } from '../register/backup.ts';
import type { Reads, Register } from '../register/register.ts';
import type { Instant } from '../rules/time.ts';

/** The last backup that the register knows of: taken, verified, and named. */
export interface LastBackup {
  at: Instant;
  file: string;
  /** End of the chain in it. */
  sequence: number;
  hash: string;
}

const MOST = 10_000;

/**
 * Takes a backup and notes it. The event comes last: a backup that the record names is there and was proved, and it holds the chain up
 * to exactly the head that the event gives. Killed before the event, there is one proved backup more than the record knows of.
 * @throws RegisterError `duplicate`, `unwritable`, `damaged`; nothing is noted then.
 */
export async function backUp(register: Register, file: string, actor: string): Promise<Backup> {
  const backup = await register.backUp(file);
  const { at, sequence, hash } = backup;
  await register.write((tx) =>
    tx.append([{ stream: 'engine', kind: 'backed-up', actor, at, body: { file, sequence, hash } }]),
  );
  return backup;
}

/** @returns the backup that was taken last, undefined if none ever was. */
export async function lastBackup(register: Reads): Promise<LastBackup | undefined> {
  return (await backupsOf(register, 1))[0];
}

/**
 * Deletes all backups in a folder but the newest, and only those that this register's own record names.
 * @returns the files that are gone.
 */
export async function pruneBackups(register: Reads, folder: string, keep: number): Promise<string[]> {
  const files = (await backupsOf(register, MOST)).map((b) => b.file);
  const standing = [...new Set(files)].filter((file) => dirname(file) === folder && existsSync(file));
  const gone = standing.slice(keep);
  for (const file of gone) rmSync(file, { force: true });
  return gone;
}

async function backupsOf(register: Reads, limit: number): Promise<LastBackup[]> {
  const events = await register.events({ kinds: ['backed-up'], limit, newestFirst: true, words: 'hashes' });
  return events.map(({ at, body }) => {
    const { file, sequence, hash } = body as { file: string; sequence: number; hash: string };
    return { at, file, sequence, hash };
  });
}
