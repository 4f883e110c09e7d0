import type { Log } from '../../activities/dependencies.ts';
import { reasonOf } from '../../activities/reason.ts';
import type { Register } from '../../register/register.ts';
import type { Instant } from '../../rules/time.ts';

/** When the log was verified, and whether it was whole. */
export interface ChainCheck {
  at: Instant;
  ok: boolean;
}

/** Not at once: a worker that starts has better to do. ms. */
const FIRST_MS = 10 * 60_000;
const EVERY_MS = 24 * 3_600_000;

export interface ChainChecks {
  /** The last check of this process. */
  last(): ChainCheck | undefined;
  /** Checks now. */
  check(): Promise<void>;
  end(): void;
}

/** Verifies the register now and then, from a snapshot beside those who write: a broken chain has somebody woken. */
export function checkChain(register: Pick<Register, 'verify'>, clock: () => Instant, log: Log): ChainChecks {
  let last: ChainCheck | undefined;
  const check = async () => {
    const { ok, broken } = await register.verify();
    last = { at: clock(), ok };
    if (!ok) log('the register is damaged: dutybound verify says where', { places: broken }, 'error');
  };
  const tried = () =>
    void check().catch((error) => log('the register could not be verified', { ...reasonOf(error) }, 'warn'));
  const timers = [setTimeout(tried, FIRST_MS).unref(), setInterval(tried, EVERY_MS).unref()];
  return { last: () => last, check, end: () => timers.forEach((timer) => void clearTimeout(timer)) };
}
