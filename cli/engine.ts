import type { RecordName } from '../register/records.ts';
import { engineOf, findEngine, type Installation } from '../workers/installation.ts';
import type { Engine } from '../workers/temporal-client.ts';
import { installationOf } from './options.ts';
import type { Terminal } from './terminal.ts';

/**
 * Tells the engine of what is recorded by now: that of `up` in the data folder, or the one that runs apart. One that cannot be told finds it
 * by itself, as one does that runs later: nobody has to record it a second time.
 * @returns whether one is known.
 */
export async function tellRunning(
  terminal: Terminal,
  data: string,
  work: (engine: Engine) => Promise<void>,
): Promise<boolean> {
  const found = engineOf(installationOf(terminal, data));
  if (!found) return false;
  try {
    const { connectEngine } = await import('../workers/temporal-client.ts');
    const engine = await connectEngine(found.temporal, found.namespace);
    await work(engine).finally(() => engine.close());
  } catch (error) {
    terminal.err(
      `The engine could not be told (${error instanceof Error ? error.message : error}); it looks by itself at its next round.`,
    );
  }
  return true;
}

/** Wakes records, if an engine runs. */
export function wakeRunning(terminal: Terminal, data: string, names: RecordName[]): Promise<boolean> {
  return tellRunning(terminal, data, (engine) => engine.wake(names));
}

/**
 * @param ticks whether the planner went round lately: an engine that runs apart is known by nothing else.
 * @returns whether an engine runs for this installation.
 */
export function isRunning(installation: Installation, ticks: boolean): boolean {
  if (findEngine(installation)) return true;
  const apart = installation.engine !== undefined || !installation.registerUrl.startsWith('sqlite:');
  return apart && ticks;
}
