import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
const LINES_KEPT = 20;

/** A worker in a process of its own, as `dutybound worker` runs it. */
export interface ChildWorker {
  readonly pid: number;
  /** Resolves once it says that it runs; rejects with its last words if it ends before. */
  readonly runs: Promise<void>;
  readonly lastLines: readonly string[];
  /** SIGKILL, at once. */
  kill(): void;
  readonly gone: Promise<void>;
}

export interface ChildOptions {
  data: string;
  temporal: string;
  namespace: string;
  env: Record<string, string>;
}

/** Starts a worker. It ends with this process, however that ends. */
export function startChild({ data, temporal, namespace, env }: ChildOptions): ChildWorker {
  const args = [MAIN, 'worker', '--data', data, '--temporal', temporal, '--namespace', namespace];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const lastLines: string[] = [];
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const runs = new Promise<void>((resolve, reject) => {
    if (child.stderr) {
      createInterface(child.stderr).on('line', (line) => {
        lastLines.push(line);
        if (lastLines.length > LINES_KEPT) lastLines.shift();
        if (line.includes('"worker runs"')) resolve();
      });
    }
    gone.then(() => reject(new Error(`the worker ended before it ran: ${lastLines.join('\n')}`)));
  });
  runs.catch(() => {});
  return { pid: child.pid ?? 0, runs, lastLines, kill: () => void child.kill('SIGKILL'), gone };
}
