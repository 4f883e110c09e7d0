import { type ChildProcess, spawn } from 'node:child_process';

const SHORTEST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const STEADY_MS = 30_000;
const STOP_MS = 40_000;

/** A child process that is started again whenever it ends, until it is stopped. */
export interface Supervised {
  /** The child's process id, undefined between two starts. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** @param command program and arguments. @param log told of each end and start. */
export function supervise(
  command: string[],
  env: NodeJS.ProcessEnv,
  log: (message: string, fields: object, level: 'info' | 'warn') => void,
): Supervised {
  let child: ChildProcess | undefined;
  let stopping = false;
  let pause = SHORTEST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;
  let ended: () => void = () => {};
  const gone = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const start = () => {
    const [program = '', ...args] = command;
    const started = Date.now();
    // A channel to the child, so that it ends when this process does, however that ends.
    child = spawn(program, args, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    log('started', { pid: child.pid }, 'info');
    child.once('exit', (code, signal) => {
      child = undefined;
      if (stopping) return ended();
      if (Date.now() - started > STEADY_MS) pause = SHORTEST_PAUSE_MS;
      log('ended and is started again', { code, signal, pause }, 'warn');
      timer = setTimeout(start, pause);
      pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
    });
  };
  start();
  return {
    get pid() {
      return child?.pid;
    },
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (!child) return;
      child.kill('SIGTERM');
      const force = setTimeout(() => child?.kill('SIGKILL'), STOP_MS);
      await gone;
      clearTimeout(force);
    },
  };
}
