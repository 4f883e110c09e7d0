import { beginning } from '../../../rules/clipped.ts';
import { type Instant, plusMs } from '../../../rules/time.ts';
import { Forbidden, TrackerError, type TrackerFault } from '../errors.ts';

/** What a call is about: a `ticket` that is not there is gone, a `target` that is not there is closed to us. */
export type Scope = 'ticket' | 'target';

/** Jira's answer to a call that failed. */
export interface Failure {
  status: number;
  headers: Headers;
  data: unknown;
}

/** Where a limit names no time ("Rate limiting", Jira Cloud platform). */
const LIMIT_WAIT_MS = 60_000;

/** @returns the error for an answer of 400 or above; `place` is method and path, `now` the engine's clock in epoch ms. */
export function errorOf(place: string, failure: Failure, scope: Scope, now: number): TrackerError {
  const said = messageOf(failure.data);
  const text = `Jira, ${place}: ${failure.status} ${said}`.trimEnd();
  const fault = faultOf(failure, said, scope, now);
  const isForbidden = failure.status === 403 && scope === 'ticket' && fault.kind === 'unauthorised';
  return isForbidden ? new Forbidden(text) : new TrackerError(text, fault);
}

/** @returns the error for a call without a usable answer; whether a write took effect is unknown. */
export function unanswered(place: string, reason: string): TrackerError {
  return new TrackerError(`Jira, ${place}: no answer (${reason})`, { kind: 'unreachable' });
}

function faultOf(failure: Failure, said: string, scope: Scope, now: number): TrackerFault {
  const { status } = failure;
  if (status === 429) return { kind: 'rate-limited', until: limitedUntil(failure.headers, now) };
  if (status === 401 || status === 403) return { kind: 'unauthorised' };
  if (status === 404 || status === 410) return { kind: scope === 'ticket' ? 'gone' : 'unauthorised' };
  if (status >= 500 || status === 408 || status === 409 || status === 425) return { kind: 'unreachable' };
  const fields = fieldsOf(failure.data, said);
  // Whoever may not create in a project is told that there is none.
  if (scope === 'target' && fields.includes('project')) return { kind: 'unauthorised' };
  return { kind: 'refused', fields };
}

/** `Retry-After` in seconds or as a date. */
function limitedUntil(headers: Headers, now: number): Instant {
  const clock = new Date(now).toISOString();
  const after = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(after)) return plusMs(clock, Number(after) * 1000);
  return Number.isNaN(Date.parse(after)) ? plusMs(clock, LIMIT_WAIT_MS) : new Date(after).toISOString();
}

function messageOf(data: unknown): string {
  const { errorMessages, errors, message } = recordOf(data);
  const general = Array.isArray(errorMessages) ? errorMessages.map(String) : [];
  const byField = Object.entries(recordOf(errors)).map(([field, text]) => `${field}: ${String(text)}`);
  const plain = typeof message === 'string' ? [message] : [];
  return beginning([...general, ...byField, ...plain].join('; '), 500);
}

function fieldsOf(data: unknown, said: string): string[] {
  const fields = Object.keys(recordOf(recordOf(data).errors));
  return fields.length > 0 ? fields : [said];
}

function recordOf(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? { ...data } : {};
}
