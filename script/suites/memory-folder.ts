import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';
const NAME = /^dutybound-suites-(\d+)$/;
const LEAST_BYTES = 2 * 1024 ** 3;

/**
 * Makes a folder in memory for what the suites write. Registers, Temporal, and Valkey flush whatever they are told, and most of a suite would be
 * waiting for a disk; suites kill processes, never the machine, so that a disk would show nothing more.
 * @returns the folder, undefined where there is none, too little of it, or where programs cannot be started from it. Folders of runs that
 * were killed are deleted.
 */
export function memoryFolder(place = MEMORY): string | undefined {
  const folder = join(place, `dutybound-suites-${process.pid}`);
  try {
    for (const name of readdirSync(place)) {
      const pid = NAME.exec(name)?.[1];
      if (pid && !existsSync(`/proc/${pid}`)) rmSync(join(place, name), { recursive: true, force: true });
    }
    const { bavail, bsize } = statfsSync(place);
    if (bavail * bsize < LEAST_BYTES) return undefined;
    // Other users start servers in it.
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    if (canStart(folder)) return folder;
    rmSync(folder, { recursive: true });
  } catch {
    return undefined;
  }
  return undefined;
}

function canStart(folder: string): boolean {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\nexit 7\n', { mode: 0o755 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 7;
}
