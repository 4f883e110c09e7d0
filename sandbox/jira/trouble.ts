import { setTimeout as pause } from 'node:timers/promises';
import type { Circumstances, Fault } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import type { Answer } from './call.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** The connection is destroyed, and no answer is sent. */
export const cut = 'cut';

/** What goes wrong before anything is done: an answer, a cut connection, or nothing. Waits if the fault is to hang. */
export async function troubleBefore(world: World, at: Circumstances): Promise<typeof cut | Refusal | undefined> {
  const { faults, ending } = world;
  if (faults.take('unreachable', at)) return cut;
  const hang = faults.take('hang', at);
  if (hang) await pause(hang.ms ?? 1000, undefined, { signal: ending }).catch(() => undefined);
  if (ending.aborted) return cut;
  if (faults.take('timeout-before-write', at)) return cut;
  const error = faults.take('error-before-write', at);
  return error ? serverError(error) : limited(faults, at);
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
  return new Refusal(fault.status ?? 502, ['Internal server error']);
}

function limited(faults: Faults, at: Circumstances): Refusal | undefined {
  const fault =
    faults.take('too-many-requests', at) ?? faults.take('primary-limit', at) ?? faults.take('secondary-limit', at);
  if (!fault) return undefined;
  return tooMany(fault.retryAfter ?? 60);
}

/** 429, with the seconds until a retry is welcome. */
export function tooMany(seconds: number): Refusal {
  return new Refusal(
    429,
    ['Rate limit exceeded.'],
    {},
    { 'retry-after': String(seconds), 'x-ratelimit-remaining': '0' },
  );
}
