import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const TETHER = new URL('./tether.ts', import.meta.url).href;
const PATIENCE_MS = 15_000;
/** What it said just before it ended is still on its way; whoever inherited its output may keep that open. */
const LAST_WORDS_MS = 1_000;

export type Environment = Record<string, string | undefined>;

/** A process that runs on, in a group of its own, so that Ctrl-C reaches it only through `end`. */
export interface Running {
  pid: number;
  /** Calls `hear` with each line of standard output and error, from now on. */
  onLine(hear: (line: string) => void): void;
  /** Rejects when the process ends before `end` was called, with what it said last. */
  failed: Promise<never>;
  /** Ends it in order, by force after 15 s, with everything in its group. */
  end(): Promise<void>;
}

/** Starts `node ARGS` and keeps what it prints in a file. */
export function startNode(name: string, args: string[], env: Environment, folder: string): Running {
  const child = spawn(process.execPath, ['--import', TETHER, ...args], {
    env,
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(`${folder}/${name}.log`);
  const hearers: ((line: string) => void)[] = [];
  let last = 'it said nothing';
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface(stream).on('line', (line) => {
      log.write(`${line}\n`);
      if (stream === child.stderr && line.trim() !== '') last = line.trim();
      for (const hear of hearers) hear(line);
    });
  }
  let wanted = false;
  const gone = once(child, 'exit');
  const silent = once(child, 'close');
  const failed = gone.then(async ([code, signal]) => {
    if (wanted) return new Promise<never>(() => {});
    await Promise.race([silent, pause(LAST_WORDS_MS, undefined, { ref: false })]);
    throw new Error(`${name} ended by itself (${signal ?? `exit code ${code}`}): ${last}`);
  });
  failed.catch(() => {});
  return {
    pid: child.pid ?? 0,
    onLine: (hear) => void hearers.push(hear),
    failed,
    async end() {
      wanted = true;
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await Promise.race([gone, pause(PATIENCE_MS, undefined, { ref: false })]);
      killGroup(child);
      await gone;
      log.end();
    },
  };
}

/** Runs `node ARGS` to its end. @returns its exit code and output. @throws whatever `signal` was aborted with. */
export async function runNode(
  args: string[],
  env: Environment,
  cwd: string,
  signal: AbortSignal,
): Promise<{ code: number; out: string; err: string }> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, args, { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = () => killGroup(child);
  signal.addEventListener('abort', stop);
  let [out, err] = ['', ''];
  child.stdout.on('data', (part) => (out += part));
  child.stderr.on('data', (part) => (err += part));
  const [code] = (await once(child, 'close')) as [number | null];
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  return { code: code ?? 1, out: out.trim(), err: err.trim() };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}
