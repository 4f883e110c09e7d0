import { setTimeout as pause } from 'node:timers/promises';
import type { Circumstances, Fault } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import type { Answer } from './call.ts';
import { Refusal } from './refusal.ts';

/** The connection is destroyed, and no answer is sent. */
export const cut = 'cut';

/**
 * What goes wrong before anything is done: an answer, a cut connection, or nothing. Waits if the fault is to hang.
 * `now` is epoch ms; `ending` ends the wait.
 */
export async function troubleBefore(
  faults: Faults,
  at: Circumstances,
  now: number,
  ending: AbortSignal,
): Promise<typeof cut | Refusal | undefined> {
  if (faults.take('unreachable', at)) return cut;
  const hang = faults.take('hang', at);
  if (hang) await pause(hang.ms ?? 1000, undefined, { signal: ending }).catch(() => undefined);
  if (ending.aborted) return cut;
  if (faults.take('timeout-before-write', at)) return cut;
  const error = faults.take('error-before-write', at);
  if (error) return serverError(error);
  return limited(faults, at, now);
}

/** What goes wrong after the write: the answer is replaced, or the connection cut. */
export function troubleAfter(faults: Faults, at: Circumstances): typeof cut | Answer | undefined {
  if (faults.take('timeout-after-write', at)) return cut;
  const error = faults.take('error-after-write', at);
  if (!error) return undefined;
  const { status, body } = serverError(error);
  return { status, body };
}

function serverError(fault: Fault): Refusal {
  return new Refusal(fault.status ?? 502, 'Server Error');
}

function limited(faults: Faults, at: Circumstances, now: number): Refusal | undefined {
  const many = faults.take('too-many-requests', at);
  if (many) return new Refusal(429, 'Too many requests', { headers: { 'retry-after': wait(many) } });
  const primary = faults.take('primary-limit', at);
  if (primary) {
    const reset = String(Math.ceil(now / 1000) + Number(wait(primary)));
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    return new Refusal(403, `API rate limit exceeded for user ${at.login}.`, { headers });
  }
  const secondary = faults.take('secondary-limit', at);
  if (!secondary) return undefined;
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  return new Refusal(403, message, { headers: { 'retry-after': wait(secondary) } });
}

function wait(fault: Fault): string {
  return String(fault.retryAfter ?? 60);
}
