import { beginning } from '../../../rules/clipped.ts';
import type { Instant } from '../../../rules/time.ts';
import { plusMs } from '../../../rules/time.ts';
import { Forbidden, TrackerError, type TrackerFault } from '../errors.ts';

/** What a call is about: a `ticket` that is not there is gone, a `target` that is not there is closed to us. */
export type Scope = 'ticket' | 'target';

/** GitHub's answer to a call that failed. */
export interface Failure {
  status: number;
  headers: Record<string, string | undefined>;
  data: unknown;
}

/** GitHub asks for at least a minute after a secondary limit that names no time ("Rate limits for the REST API"). */
const SECONDARY_WAIT_MS = 60_000;

/** @returns the error for an answer of 400 or above; `place` is method and path, `now` the engine's clock in epoch ms. */
export function errorOf(place: string, failure: Failure, scope: Scope, now: number): TrackerError {
  const said = messageOf(failure.data);
  const text = `GitHub, ${place}: ${failure.status} ${said}`.trimEnd();
  const fault = faultOf(failure, said, scope, now);
  const isForbidden = failure.status === 403 && scope === 'ticket' && fault.kind === 'unauthorised';
  return isForbidden ? new Forbidden(text) : new TrackerError(text, fault);
}

/** @returns the error for a call without a usable answer; whether a write took effect is unknown. */
export function unanswered(place: string, reason: string): TrackerError {
  return new TrackerError(`GitHub, ${place}: no answer (${reason})`, { kind: 'unreachable' });
}

function faultOf(failure: Failure, said: string, scope: Scope, now: number): TrackerFault {
  const { status } = failure;
  const until = limitedUntil(failure, said, now);
  if (until !== undefined) return { kind: 'rate-limited', until };
  if (status === 401) return { kind: 'unauthorised' };
  if (status === 403) return /locked/i.test(said) ? { kind: 'refused', fields: ['locked'] } : { kind: 'unauthorised' };
  if (status === 404 || status === 410 || status === 451) return { kind: scope === 'ticket' ? 'gone' : 'unauthorised' };
  if (status >= 500 || status === 408 || status === 409) return { kind: 'unreachable' };
  return { kind: 'refused', fields: fieldsOf(failure.data, said) };
}

function limitedUntil({ status, headers }: Failure, said: string, now: number): Instant | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const clock = new Date(now).toISOString();
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(seconds)) return plusMs(clock, seconds * 1000);
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)) return new Date(reset * 1000).toISOString();
  return status === 429 || /rate limit/i.test(said) ? plusMs(clock, SECONDARY_WAIT_MS) : undefined;
}

function messageOf(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('message' in data)) return '';
  const details = 'errors' in data && Array.isArray(data.errors) ? `: ${JSON.stringify(data.errors)}` : '';
  return beginning(`${String(data.message)}${details}`, 500);
}

function fieldsOf(data: unknown, said: string): string[] {
  if (typeof data !== 'object' || data === null || !('errors' in data) || !Array.isArray(data.errors)) return [said];
  const fields = data.errors.flatMap((e: unknown) =>
    typeof e === 'object' && e !== null && 'field' in e ? [String(e.field)] : [],
  );
  return fields.length > 0 ? [...new Set(fields)] : [said];
}
