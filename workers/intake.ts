import type { Dependencies } from '../activities/dependencies.ts';
import { openAnnounced, tellsOfEvent } from '../activities/openings/labelled.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import { answerDoorbells } from '../integrations/webhooks/answer.ts';
import type { QueueAddress, Log as QueueLog } from '../integrations/webhooks/connection.ts';
import { createDoorbells } from '../integrations/webhooks/doorbells.ts';
import { buildIntake, type SeenThrough } from '../integrations/webhooks/intake.ts';
import type { DoorbellTicket, Ring } from '../integrations/webhooks/ticket-ref.ts';
import { deliveryNotes } from './delivery-notes.ts';

export interface IntakeParts {
  deps: Dependencies;
  /** Loopback unless somebody agreed to another. */
  host?: string;
  /** 0 for a free one. */
  port: number;
  redis: RedisAddress;
}

/** Where Redis or Valkey is: `host:port`. */
export interface RedisAddress {
  address: string;
  password?: string;
}

/** Separates the engine's keys from what else may be in the same Redis. */
export const PREFIX = 'dutybound';

export interface Intake {
  url: string;
  /** @returns how many tickets rang and wait, by state. @throws Error if the queue is not reachable. */
  doorbells(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/**
 * Takes webhooks and answers them: each ticket that rang is looked at once, two seconds later.
 * @throws Error if the port is taken.
 */
export async function startIntake({ deps, host: on = '127.0.0.1', port, redis }: IntakeParts): Promise<Intake> {
  const connection = redisConnection(redis);
  const log: QueueLog = (line, level) => deps.log(line, {}, level);
  const doorbells = createDoorbells({ connection, prefix: PREFIX, log });
  const answering = answerDoorbells({ connection, prefix: PREFIX, log, wake: (ring) => answer(deps, ring) });
  const notes = deliveryNotes(deps);
  const app = buildIntake({
    adapters: byId(deps.trackers),
    ring: (ticket) => doorbells.ring(ticket),
    seenThrough: (ticket) => seenThrough(deps, ticket),
    tells: (tracker, labels) => tellsOfEvent(deps.register, tracker, labels),
    delivered: notes.note,
    log,
  });
  const close = async () => {
    await app.close();
    await notes.settled();
    await answering.close();
    await doorbells.close();
  };
  try {
    return { url: await app.listen({ host: on, port }), doorbells: () => doorbells.counts(), close };
  } catch (error) {
    await close();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `webhook intake cannot listen on ${on}:${port}: ${why}. Name another port with --intake-port (of intake alone: --port), or 0 for a free one.`,
    );
  }
}

/** @returns what a client of Redis is constructed with. */
export function redisConnection({ address, password }: RedisAddress): QueueAddress {
  const [host = '', port = ''] = address.split(':');
  return { host, port: Number(port), ...(password && { password }) };
}

async function answer(deps: Dependencies, { tracker, id, labelled }: Ring): Promise<void> {
  if (labelled) return openAnnounced(deps, tracker, id);
  const record = await deps.register.byTicket(tracker, id);
  if (record) await deps.wake([record]);
}

async function seenThrough(deps: Dependencies, { tracker, id }: DoorbellTicket): Promise<SeenThrough> {
  const record = await deps.register.byTicket(tracker, id);
  if (!record) return {};
  const [row] = await deps.register.rows(record.table, { key: record.key }, { limit: 1 });
  const { seen_through: read, written_through: written } = row?.hints ?? {};
  return { ...(read && { read }), ...(written && { written }) };
}

/** Adapters come and go with the programme, so they are looked up at each request. */
function byId(trackers: ReadonlyMap<string, Tickets>): Record<string, Tickets> {
  return new Proxy({} as Record<string, Tickets>, {
    get: (_, id) => trackers.get(String(id)),
    has: (_, id) => trackers.has(String(id)),
    getOwnPropertyDescriptor: (_, id) =>
      trackers.has(String(id)) ? { configurable: true, enumerable: true, value: trackers.get(String(id)) } : undefined,
  });
}
