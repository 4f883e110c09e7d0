import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const MAIN = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));

/** A command that goes on running, as a process of its own. */
export interface RunningCommand {
  /** All that it printed, on either stream. */
  printed(): string;
  /** Waits until a line matches. @returns what its first group caught. */
  says(pattern: RegExp): Promise<string>;
  /** SIGTERM. @returns its exit code. */
  end(): Promise<number | null>;
  kill(): Promise<unknown>;
}

/** Starts `dutybound ARGS`. It ends with this process, however that ends. */
export function startCommand(args: string[], cwd: string, env: Record<string, string | undefined>): RunningCommand {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (text += String(data)));
  const gone = new Promise<number | null>((resolve) => child.once('close', resolve));
  let ended = false;
  gone.then(() => (ended = true));
  const signalled = (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    return gone;
  };
  return {
    printed: () => text,
    says: (pattern) =>
      until(
        `${args[0]} to say ${pattern}`,
        () => {
          const found = pattern.exec(text)?.[1];
          if (found === undefined && ended) throw new Error(`${args[0]} ended: ${text}`);
          return found;
        },
        () => text,
      ),
    end: () => signalled('SIGTERM'),
    kill: () => signalled('SIGKILL'),
  };
}
