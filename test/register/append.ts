import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Appends from a process of its own. @returns how that ended. */
export function append(url: string, actor: string, times: number): Promise<number | null> {
  const script = join(import.meta.dirname, 'appender.ts');
  const child = spawn(process.execPath, [script, url, actor, String(times)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => {
    child.on('exit', resolve);
  });
}
