import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Launched, signal } from './keep.ts';

const MAIN = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
const START_MS = 90_000;
const STOP_MS = 15_000;

/** What every process of a stage gets. */
export interface Surroundings {
  folder: string;
  env: Record<string, string>;
}

/**
 * Starts a command of dutybound that goes on running; it ends with this process.
 * @param says part of the line by which it tells that it runs. @param hear gets each line.
 * @throws Error with its last line if it ends before.
 */
export async function startCommand(
  name: string,
  args: string[],
  { folder, env }: Surroundings,
  says: string,
  hear: (line: string) => void = () => {},
): Promise<Launched> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
  const gone = once(child, 'exit').finally(() => log.end());
  let last = '';
  const ready = new Promise<true>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface(stream).on('line', (line) => {
        last = line;
        log.write(`${line}\n`);
        hear(line);
        if (line.includes(says)) resolve(true);
      });
    }
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const late = pause(STOP_MS, undefined, { ref: false }).then(() => child.kill('SIGKILL'));
    await Promise.race([gone, late]);
    await gone;
  };
  const waited = await Promise.race([ready, gone.then(() => last), pause(START_MS, 'no sign of life', { ref: false })]);
  if (waited === true) return { pid: child.pid ?? 0, gone, stop };
  signal(child.pid ?? 0, 'SIGKILL');
  throw new Error(`${name}: ${waited}`);
}

/** Runs a command of dutybound to its end. @returns what it printed. @throws Error with its message if it fails. */
export async function runCommand(args: string[], { folder, env }: Surroundings): Promise<string> {
  const child = spawn(process.execPath, [MAIN, ...args], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part) => (out += part));
  child.stderr.on('data', (part) => (err += part));
  const [code] = await once(child, 'close');
  if (code === 0) return out.trim();
  throw new Error(`dutybound ${args.join(' ')} ended with ${code}: ${(err || out).trim()}`);
}
