import { setTimeout as pause } from 'node:timers/promises';

/** A process as it was started. */
export interface Launched {
  pid: number;
  /** Resolves once it is gone, however that came. */
  gone: Promise<unknown>;
  stop(): Promise<unknown>;
}

/** A process that is started again whenever it ends, as a service manager does. */
export interface Kept {
  readonly name: string;
  /** Undefined between two starts. */
  readonly pid: number | undefined;
  /** Resolves once it runs. */
  runs(): Promise<Launched>;
  /** SIGKILL, with everything that it started, where `tree` says so. */
  kill(): Promise<void>;
  /** SIGSTOP for so long, ms; then SIGCONT. */
  freeze(ms: number, others?: (pid: number) => number[]): Promise<void>;
  /** Ends it, does something while it is down, and lets it start again. */
  down(work: () => Promise<void> | void): Promise<void>;
  stop(): Promise<void>;
}

const PAUSE_MS = 400;
const POLL_MS = 50;
const GONE_WITHIN_MS = 60_000;

/** @param launch starts it; what it throws is told and tried again. */
export function keep(name: string, launch: () => Promise<Launched>, tell: (line: string) => void): Kept {
  let running: Launched | undefined;
  let stopping = false;
  let held = false;
  const frozen = new Set<number>();
  const going = go();

  async function go(): Promise<void> {
    while (!stopping) {
      if (!held) await once();
      if (!stopping) await pause(PAUSE_MS);
    }
  }

  async function once(): Promise<void> {
    try {
      const launched = await launch();
      if (stopping) return void (await launched.stop());
      running = launched;
      tell(`${name} runs (${launched.pid})`);
      await launched.gone;
    } catch (error) {
      tell(`${name} did not start: ${error instanceof Error ? error.message.slice(0, 300) : error}`);
    } finally {
      running = undefined;
    }
  }

  async function runs(): Promise<Launched> {
    while (!running && !stopping) await pause(POLL_MS);
    if (running) return running;
    throw new Error(`${name} was stopped`);
  }

  async function kill(): Promise<void> {
    const { pid, gone } = await runs();
    signal(pid, 'SIGKILL');
    await soon(gone, `${name} to be gone after SIGKILL`);
  }

  return {
    name,
    get pid() {
      return running?.pid;
    },
    runs,
    kill,
    async freeze(ms, others = () => []) {
      const { pid } = await runs();
      const pids = [pid, ...others(pid)];
      for (const each of pids) {
        frozen.add(each);
        signal(each, 'SIGSTOP');
      }
      await pause(ms);
      for (const each of pids) {
        signal(each, 'SIGCONT');
        frozen.delete(each);
      }
    },
    async down(work) {
      const { gone, stop } = await runs();
      held = true;
      try {
        await stop();
        await soon(gone, `${name} to be gone`);
        await work();
      } finally {
        held = false;
      }
    },
    async stop() {
      stopping = true;
      for (const pid of frozen) signal(pid, 'SIGCONT');
      await running?.stop();
      await going;
    },
  };
}

/** Sends a signal; to a process that is gone already, nothing. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself meanwhile.
  }
}

async function soon(gone: Promise<unknown>, what: string): Promise<void> {
  const late = pause(GONE_WITHIN_MS, 'late', { ref: false });
  if ((await Promise.race([gone, late])) === 'late') throw new Error(`waited in vain for ${what}`);
}
