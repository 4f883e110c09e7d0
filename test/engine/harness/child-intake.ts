import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ChildOptions } from './child-worker.ts';
import type { Servers } from './servers.ts';

const MAIN = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));

/** An intake in a process of its own, as `dutybound intake` runs it. */
export interface ChildIntake {
  /** Where webhooks go, once it listens; rejects with what it said if it ends before. */
  readonly url: Promise<string>;
  kill(): void;
  readonly gone: Promise<void>;
}

/** Starts an intake. It ends with this process, however that ends. */
export function startChildIntake({
  data,
  temporal,
  namespace,
  redis,
  env,
}: ChildOptions & Pick<Servers, 'redis'>): ChildIntake {
  const place = ['--data', data, '--temporal', temporal, '--namespace', namespace, '--redis', redis.address];
  const child = spawn(process.execPath, [MAIN, 'intake', ...place], {
    env: { ...env, DUTYBOUND_REDIS_PASSWORD: redis.password },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        const found = /Webhooks (http[^\s,]+)/.exec(line)?.[1];
        if (found) resolve(new URL(found).origin);
      });
    }
    gone.then(() => reject(new Error(`the intake ended before it listened: ${lines.join('\n')}`)));
  });
  url.catch(() => {});
  return { url, kill: () => void child.kill('SIGKILL'), gone };
}
