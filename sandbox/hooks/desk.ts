import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Faults } from '../faults/faults.ts';
import type { Repository } from '../store/model.ts';
import { fullName, type Store } from '../store/store.ts';
import type { Delivery, Hook } from './hook.ts';
import { type Parcel, send } from './send.ts';

const kept = 10_000;

export interface HookDesk {
  readonly hooks: Hook[];
  /** Every delivery that was tried, oldest first; the last 10,000. */
  deliveries(): readonly Delivery[];
  /** Sends an event to each active hook of the repository that asks for it. */
  dispatch(repository: Repository, event: string, action: string | null, payload: unknown): void;
  /** Sends an event to one hook, whatever it asks for. */
  sendTo(hook: Hook, event: string, action: string | null, payload: unknown): void;
  /** Sends a delivery again, with its guid and body. */
  redeliver(delivery: Delivery): void;
  /** Resolves once nothing is under way; what `hook-reordered` holds back does not count. */
  settled(): Promise<void>;
}

/** Delivers webhooks: at once, each exactly once, unless a fault says otherwise. `ending` cuts what is under way. */
export function createHookDesk(store: Store, faults: Faults, ending: AbortSignal): HookDesk {
  const hooks: Hook[] = [];
  const deliveries: Delivery[] = [];
  const underWay = new Set<Promise<void>>();
  const held: Parcel[] = [];

  async function carry(parcel: Parcel, delay: number): Promise<void> {
    if (delay > 0) await pause(delay, undefined, { signal: ending });
    deliveries.push(await send(parcel, ending));
    if (deliveries.length > kept) deliveries.shift();
    for (const late of held.splice(0)) deliveries.push(await send(late, ending));
  }

  function start(parcel: Parcel, delay = 0): void {
    const work: Promise<void> = carry(parcel, delay)
      .catch(() => undefined)
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }

  function post(parcel: Parcel): void {
    const at = { path: `${parcel.event}.${parcel.action}`, repository: fullName(parcel.hook.repository) };
    if (faults.take('hook-lost', at)) return;
    if (faults.take('hook-reordered', at)) {
      held.push(parcel);
      return;
    }
    const delayed = faults.take('hook-delayed', at);
    start(parcel, delayed ? (delayed.ms ?? 1000) : 0);
    if (faults.take('hook-doubled', at)) start({ ...parcel, id: store.nextId(), redelivery: true });
  }

  function sendTo(hook: Hook, event: string, action: string | null, payload: unknown): void {
    const [id, guid] = [store.nextId(), randomUUID()];
    post({ id, guid, hook, event, action, payload: JSON.stringify(payload), at: store.now(), redelivery: false });
  }

  return {
    hooks,
    deliveries: () => [...deliveries],
    sendTo,
    dispatch(repository, event, action, payload) {
      for (const hook of hooks) {
        if (hook.repository !== repository || !hook.active) continue;
        if (hook.events.includes(event) || hook.events.includes('*')) sendTo(hook, event, action, payload);
      }
    },
    redeliver({ guid, hook, event, action, request }) {
      const payload =
        hook.contentType === 'json' ? request.body : decodeURIComponent(request.body.replace('payload=', ''));
      start({ id: store.nextId(), guid, hook, event, action, payload, at: store.now(), redelivery: true });
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
