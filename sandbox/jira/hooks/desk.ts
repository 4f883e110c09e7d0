import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Faults } from '../../faults/faults.ts';
import { fits } from '../jql/fit.ts';
import type { Event } from '../model.ts';
import type { Site } from '../site.ts';
import type { Urls } from '../urls.ts';
import type { Delivery, Hook, HookEvent } from './hook.ts';
import { messagesOf } from './payload.ts';

const kept = 10_000;
const retries = 5;
/** Jira waits minutes between attempts; here it is a moment, ms. */
const patience = 25;
const timeout = 10_000;
const worthRetrying = [0, 408, 409, 425, 429];

type Parcel = Omit<Delivery, 'id' | 'retry' | 'headers' | 'status'>;

export interface JiraHookDesk {
  readonly hooks: Hook[];
  /** Every attempt, oldest first; the last 10,000. */
  deliveries(): readonly Delivery[];
  /** Resolves once nothing is under way; what `hook-reordered` holds back does not count. */
  settled(): Promise<void>;
}

/** Sends webhooks: at once, again where the answer asks for it, and otherwise as faults say. `ending` cuts what is under way. */
export function createJiraHookDesk(site: Site, urls: Urls, faults: Faults, ending: AbortSignal): JiraHookDesk {
  const hooks: Hook[] = [];
  const deliveries: Delivery[] = [];
  const underWay = new Set<Promise<void>>();
  const held: Parcel[] = [];

  async function carry(parcel: Parcel, delay: number): Promise<void> {
    if (delay > 0) await pause(delay, undefined, { signal: ending });
    for (let retry = 0; retry <= retries; retry++) {
      if (retry > 0) await pause(patience, undefined, { signal: ending });
      const delivery = await attempt(parcel, retry, site.store.nextId(), ending);
      if (deliveries.push(delivery) > kept) deliveries.shift();
      if (!worthRetrying.includes(delivery.status) && delivery.status < 500) break;
    }
    for (const late of held.splice(0)) await carry(late, 0);
  }

  function start(parcel: Parcel, delay = 0): void {
    const work: Promise<void> = carry(parcel, delay)
      .catch(() => undefined)
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }

  function post(hook: Hook, event: HookEvent, project: string, body: string): void {
    const at = { path: event, repository: project };
    if (faults.take('hook-lost', at)) return;
    const parcel = { guid: randomUUID(), hook, project, event, at: site.store.now(), body };
    if (faults.take('hook-reordered', at)) {
      held.push(parcel);
      return;
    }
    const delayed = faults.take('hook-delayed', at);
    start(parcel, delayed ? (delayed.ms ?? 1000) : 0);
    if (faults.take('hook-doubled', at)) start(parcel);
  }

  site.listeners.add((event: Event) => {
    const wanted = hooks.filter((hook) => isWanted(hook, event, site));
    if (wanted.length === 0) return;
    for (const { name, payload } of messagesOf(urls, event))
      for (const hook of wanted)
        if (hook.events.includes(name)) post(hook, name, event.issue.project.key, JSON.stringify(payload));
  });

  return {
    hooks,
    deliveries: () => [...deliveries],
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function isWanted({ dynamic, filter }: Hook, { issue }: Event, site: Site): boolean {
  if (dynamic && dynamic.expiresAt <= site.store.now()) return false;
  return filter === undefined || fits(site, dynamic?.owner ?? issue.creator, filter, issue);
}

async function attempt(parcel: Parcel, retry: number, id: number, ending: AbortSignal): Promise<Delivery> {
  const { hook, guid, body } = parcel;
  const headers = {
    connection: 'close',
    'content-type': 'application/json; charset=UTF-8',
    'user-agent': 'Atlassian Webhook HTTP Client',
    'x-atlassian-webhook-identifier': guid,
    'x-atlassian-webhook-flow': 'Primary',
    ...(retry > 0 ? { 'x-atlassian-webhook-retry': String(retry) } : {}),
    ...(hook.secret === null ? {} : { 'x-hub-signature': signature(hook.secret, body) }),
  };
  return { ...parcel, id, retry, headers, status: await post(hook.url, headers, body, ending) };
}

/** As `X-Hub-Signature` has it: the method, then the digest of the raw body. */
function signature(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  ending: AbortSignal,
): Promise<number> {
  try {
    const signal = AbortSignal.any([ending, AbortSignal.timeout(timeout)]);
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
