import { accessSync, constants, statSync } from 'node:fs';
import type { Installation } from '../workers/installation.ts';
import { Refusal } from './terminal.ts';

/**
 * Sees to it that a data folder, where there is one, can be read and written by this user: else what lies in it would look as if it
 * were not there.
 * @throws Refusal naming the folder and the reason.
 */
export function checkFolder({ folder }: Installation): void {
  try {
    if (!statSync(folder).isDirectory())
      throw new Refusal(`data folder ${folder} is a file. Name a folder with --data.`);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT') return;
    throw new Refusal(
      `data folder ${folder} cannot be read and written ${reasons[code] ?? `(${code})`}; nothing was changed.`,
    );
  }
}

const reasons: Record<string, string> = {
  EACCES: 'by this user (EACCES): run as its owner, or name another one with --data',
  EPERM: 'by this user (EPERM): run as its owner, or name another one with --data',
  EROFS: 'because its file system is read-only (EROFS): mount it writable, or name another one with --data',
  ENOTDIR: 'because a part of its path is a file (ENOTDIR): name another one with --data',
};
