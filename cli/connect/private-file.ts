import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makePrivate } from '../../workers/servers/lock.ts';
import { Refusal, type Terminal } from '../terminal.ts';

/** Writes a file that its owner alone can read, in a folder of the same kind, in one step. */
export function keepSecret(terminal: Terminal, file: string, value: string): void {
  const path = resolve(terminal.cwd, file);
  try {
    makePrivate(dirname(path));
    const part = `${path}.part`;
    writeFileSync(part, `${value}\n`, { mode: 0o600, flush: true });
    chmodSync(part, 0o600);
    renameSync(part, path);
  } catch (error) {
    throw new Refusal(
      `${file} cannot be written: ${error instanceof Error ? error.message : error}. Put the secret elsewhere, and name that.`,
    );
  }
}
