import type { Log } from '../../activities/dependencies.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import { reasonOf } from '../../activities/reason.ts';
import { pulseOf } from '../../activities/watch.ts';
import type { Register } from '../../register/register.ts';
import type { Instant } from '../../rules/time.ts';
import type { Engine } from '../temporal-client.ts';

/** One thing that this process relies on. */
export interface Part {
  part: 'register' | 'temporal' | 'queue' | 'programme' | 'planner';
  ok: boolean;
  /** What is not in order; never a secret. */
  found?: string;
  /** The next step. */
  fix?: string;
}

export interface ReadinessParts {
  register: Register;
  engine: Pick<Engine, 'check'>;
  /** Rejects if the queue of webhooks does not answer; left out where there is none. */
  queue?: () => Promise<unknown>;
  clock: () => Instant;
  log: Log;
}

const ANSWER_MS = 5_000;

/** @returns each part that this process relies on, and what to do where it is not in order. Throws nothing. */
export async function readiness({ register, engine, queue, clock, log }: ReadinessParts): Promise<Part[]> {
  const [written, temporal, rung] = await Promise.all([
    // An empty transaction takes the write lock and leaves nothing behind.
    examined(
      'register',
      () => register.write(async () => {}),
      'free space, rights, or the database server; dutybound doctor',
    ),
    examined('temporal', () => engine.check(), 'start Temporal, or correct its address'),
    ...(queue ? [examined('queue', queue, 'start Redis or Valkey, or correct its address or password')] : []),
  ]);
  return [written, temporal, ...(rung ? [rung] : []), ...(await planned(register, clock(), log))];
}

async function planned(register: Register, now: Instant, log: Log): Promise<Part[]> {
  try {
    const current = await currentProgramme(register);
    if (!current)
      return [{ part: 'programme', ok: false, found: 'none has been applied', fix: 'dutybound preview, then apply' }];
    const { silent, since } = await pulseOf(register, current, now);
    const stale = { found: `nothing has gone round since ${since}`, fix: 'see that a worker runs; its log says why' };
    return [
      { part: 'programme', ok: true },
      { part: 'planner', ok: !silent, ...(silent && stale) },
    ];
  } catch (error) {
    log('the planner could not be seen', { ...reasonOf(error) }, 'warn');
    const found = 'the register cannot be read';
    return [{ part: 'planner', ok: false, found, fix: 'mend the register first' }];
  }
}

async function examined(part: Part['part'], call: () => Promise<unknown>, fix: string): Promise<Part> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS / 1000} s`)), ANSWER_MS);
  });
  try {
    await Promise.race([call(), late]);
    return { part, ok: true };
  } catch (error) {
    return { part, ok: false, found: error instanceof Error ? error.message : String(error), fix };
  } finally {
    clearTimeout(timer);
  }
}
