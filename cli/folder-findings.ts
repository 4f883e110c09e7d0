import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../activities/doctor/finding.ts';
import type { Installation } from '../workers/installation.ts';

/** What lies in the folder and holds records or a password; `up` makes the other files unreadable by the folder's own mode. */
const FILES = ['engine.json', 'valkey/valkey.conf', 'valkey/valkey.password'];
const OTHERS = 0o077;

/** @returns what others than its owner can read or write of an installation: its folder, its register, its passwords. */
export function folderFindings({ folder, registerUrl }: Installation): Finding[] {
  const register = /^sqlite:(.+)$/.exec(registerUrl)?.[1];
  const files = [
    ...FILES.map((file) => join(folder, file)),
    ...(register ? ['', '-wal', '-shm'].map((end) => register + end) : []),
  ];
  const folders = [folder, join(folder, 'valkey'), join(folder, 'temporal')];
  return [...folders.flatMap((path) => open(path, 0o700)), ...files.flatMap((path) => open(path, 0o600))];
}

function open(path: string, wanted: number): Finding[] {
  const mode = modeOf(path);
  if (mode === undefined || (mode & OTHERS) === 0) return [];
  const allowed = wanted.toString(8);
  const found = `others than its owner may use it (mode ${(mode & 0o777).toString(8)}): records and passwords lie there`;
  const at = { name: 'folder', level: 'problem', what: 'open-folder', place: path } as const;
  return [{ ...at, found, fix: `chmod ${allowed} ${path}`, allowed: `mode ${allowed}`, operational: true }];
}

/** @returns undefined for what is not there or cannot be reached: the register's own finding says so. */
function modeOf(path: string): number | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.mode;
  } catch {
    return undefined;
  }
}
