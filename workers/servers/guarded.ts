import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ServerError } from './error.ts';
import type { GuardMessage } from './guard.ts';

const GUARD = fileURLToPath(new URL('./guard.ts', import.meta.url));
const START_MS = 45_000;
const STOP_MS = 20_000;
const POLL_MS = 50;
const LINES_KEPT = 12;
/** Of one that ran: what it said when it started says nothing of its end. */
const LAST_WORDS = 3;

/** A server that ends with this process, however this process ends. */
export interface RunningServer {
  /** `host:port`. */
  address: string;
  /** The server's own process. */
  pid: number;
  /** Ends the server in order, by force after 10 s. Resolves once it is gone; a second call waits for the first. */
  stop(): Promise<void>;
  /** Calls `tell` once if the server ends without `stop`, at once if it already has. `why` is one line with its last words. */
  onExit(tell: (why: string) => void): void;
}

export interface Launch {
  name: string;
  executable: string;
  args: string[];
  /** Folder of the server's files; one server of this name at a time. */
  dataFolder: string;
  address: string;
  /** Whether the server does its work, not merely runs. Must not throw. */
  healthy(): Promise<boolean>;
  /** Receives the server's own lines until it is stopped. */
  log?: (line: string) => void;
}

/**
 * Starts a server under a guard and waits until it is healthy.
 * @throws ServerError if it cannot run, ends, or is not healthy within 45 s; then nothing of it is left running.
 */
export async function startGuarded(launch: Launch): Promise<RunningServer> {
  const { name, address, dataFolder } = launch;
  const lastLines: string[] = [];
  const guard = fork(GUARD, [join(dataFolder, `${name}.lock`), launch.executable, ...launch.args], {
    // Its own session: a Ctrl-C in the terminal must reach only the parent, which stops everything in order.
    detached: true,
    execArgv: [],
    cwd: dataFolder,
    env: { PATH: process.env.PATH ?? '', HOME: dataFolder, TMPDIR: process.env.TMPDIR ?? '/tmp' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const fate = watch(guard);
  for (const stream of [guard.stdout, guard.stderr]) {
    if (!stream) continue;
    createInterface(stream).on('line', (line) => {
      lastLines.push(line);
      if (lastLines.length > LINES_KEPT) lastLines.shift();
      if (!fate.wanted) launch.log?.(line);
    });
  }
  const running: RunningServer = {
    address,
    pid: 0,
    stop: () => stop(guard, fate),
    onExit(tell) {
      const lastWords = () => lastLines.slice(-LAST_WORDS).join(' | ') || 'none';
      fate.gone.then(() => fate.wanted || tell(`${name} ended (${fate.how}). Its last words: ${lastWords()}`));
    },
  };
  const deadline = Date.now() + START_MS;
  while (fate.how === undefined && Date.now() < deadline) {
    if (fate.pid !== undefined && (await launch.healthy())) return Object.assign(running, { pid: fate.pid });
    await sleep(POLL_MS);
  }
  const why = fate.how ?? `no answer at ${address} within ${START_MS / 1000} s`;
  await running.stop();
  throw new ServerError(
    `${name} did not start: ${why}. It was run as ${launch.executable} in ${dataFolder}. Its last words: ${lastLines.join(' | ') || 'none'}`,
  );
}

interface Fate {
  pid?: number;
  /** How it ended; undefined while it runs. */
  how?: string;
  /** Ended by `stop`. */
  wanted: boolean;
  gone: Promise<unknown>;
}

function watch(guard: ChildProcess): Fate {
  // Not the event `close`: after a disconnect it may never come.
  const streams = [guard.stdout, guard.stderr].filter((stream) => stream !== null);
  const fate: Fate = {
    wanted: false,
    gone: Promise.all([once(guard, 'exit'), ...streams.map((stream) => once(stream, 'close'))]),
  };
  guard.on('message', (message: GuardMessage) => {
    if ('pid' in message) fate.pid = message.pid;
    else fate.how = 'failed' in message ? message.failed : message.ended;
  });
  guard.once('exit', (code, signal) => {
    if (fate.how !== undefined) return;
    fate.how = `its guard ended with ${signal ?? `exit code ${code}`}`;
    killQuietly(fate.pid);
  });
  return fate;
}

async function stop(guard: ChildProcess, fate: Fate): Promise<void> {
  fate.wanted ||= fate.how === undefined;
  if (guard.connected) guard.disconnect();
  const force = setTimeout(() => {
    guard.kill('SIGKILL');
  }, STOP_MS);
  await fate.gone;
  clearTimeout(force);
}

function killQuietly(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
