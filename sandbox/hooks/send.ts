import { createHmac } from 'node:crypto';
import type { Delivery, Hook } from './hook.ts';

/** GitHub waits ten seconds for an answer. */
const timeout = 10_000;

export interface Parcel {
  readonly id: number;
  readonly guid: string;
  readonly hook: Hook;
  readonly event: string;
  readonly action: string | null;
  readonly payload: string;
  readonly at: number;
  readonly redelivery: boolean;
}

/** The headers and raw body of a delivery, signed with the hook's secret as it is now. */
function wrap(parcel: Parcel): Delivery['request'] {
  const { hook, payload } = parcel;
  const body = hook.contentType === 'json' ? payload : `payload=${encodeURIComponent(payload)}`;
  return {
    body,
    headers: {
      accept: '*/*',
      connection: 'close',
      'content-type': hook.contentType === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      'user-agent': `GitHub-Hookshot/${parcel.guid.slice(0, 7)}`,
      'x-github-delivery': parcel.guid,
      'x-github-event': parcel.event,
      'x-github-hook-id': String(hook.id),
      'x-github-hook-installation-target-id': String(hook.app?.id ?? hook.repository.id),
      'x-github-hook-installation-target-type': hook.app ? 'integration' : 'repository',
      ...(hook.secret === null ? {} : signatures(hook.secret, body)),
    },
  };
}

function signatures(secret: string, body: string) {
  const sign = (hash: string) => `${hash}=${createHmac(hash, secret).update(body).digest('hex')}`;
  return { 'x-hub-signature': sign('sha1'), 'x-hub-signature-256': sign('sha256') };
}

/** Posts a parcel once. Never throws: no answer is a response of status 0 with the reason. */
export async function send(parcel: Parcel, ending: AbortSignal): Promise<Delivery> {
  const request = wrap(parcel);
  const started = performance.now();
  const response = await post(parcel.hook.url, request, ending);
  const { id, guid, hook, event, action, at, redelivery } = parcel;
  const duration = Math.round(performance.now() - started) / 1000;
  return { id, guid, hook, event, action, at, redelivery, request, response, duration };
}

async function post(url: string, request: Delivery['request'], ending: AbortSignal): Promise<Delivery['response']> {
  try {
    const signal = AbortSignal.any([ending, AbortSignal.timeout(timeout)]);
    const response = await fetch(url, { method: 'POST', ...request, redirect: 'manual', signal });
    const body = (await response.text()).slice(0, 10_000);
    const reason = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`;
    return { status: response.status, headers: Object.fromEntries(response.headers), body, reason };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return { status: 0, headers: {}, body: '', reason: timedOut ? 'timed out' : 'failed to connect to host' };
  }
}
