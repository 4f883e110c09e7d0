import { TrackerError } from '../integrations/tickets/errors.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { Row } from '../register/records.ts';
import type { TicketRef } from '../rules/ticket.ts';
import { type Instant, plusMs } from '../rules/time.ts';
import type { Dependencies } from './dependencies.ts';
import { currentProgramme } from './organisation.ts';
import { noteOutage, noteReached } from './outage.ts';
import { trackerOf } from './read-ticket.ts';

/** Asked again this far back: lists lag, and clocks are whole seconds. */
const OVERLAP_MS = 120_000;
const PAUSE_MS = 30_000;
const DAY_MS = 86_400_000;
/** Tickets looked at in one sweep because nobody has for a day. */
const MOST_LOOKED_AT = 50;

/** What one sweep found. */
export interface Swept {
  woken: number;
  /** When to sweep again, ms from now. */
  pause: number;
}

/**
 * Asks a tracker what changed since the last sweep and wakes those records: finds what webhooks lost. Every open ticket is looked at once a
 * day besides. A change looked at before, or made by ourselves, wakes nobody. A tracker that cannot be used ends the sweep without
 * moving the watermark, and the lead is told once.
 */
export async function sweep(deps: Dependencies, tracker: string): Promise<Swept> {
  const current = await currentProgramme(deps.register);
  const pause = current?.programme.trackers.find((t) => t.id === tracker)?.sweepEvery ?? PAUSE_MS;
  const now = deps.clock();
  try {
    const tickets = trackerOf(deps, tracker);
    const changed = await changedRecords(deps, tickets, now);
    const stale = await staleRecords(deps, tickets, now);
    await deps.wake([...changed, ...stale]);
    await deps.register.write((tx) => tx.setWatermark(tracker, now));
    await noteReached(deps, tracker);
    return { woken: changed.length + stale.length, pause };
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    deps.log('sweep could not ask', { tracker, kind: error.fault.kind, error: error.message });
    await noteOutage(deps, tracker, error);
    return { woken: 0, pause };
  }
}

async function changedRecords(deps: Dependencies, tickets: Tickets, now: Instant): Promise<Row[]> {
  const { register } = deps;
  const since = (await register.watermark(tickets.id)) ?? plusMs(now, -OVERLAP_MS);
  const changed = await tickets.changedSince(plusMs(since, -OVERLAP_MS));
  const ids = changed.map((c) => c.ticket.id);
  const seen = await register.seen(tickets.id, ids);
  const fresh = changed.filter((c) => seen.get(c.ticket.id) !== c.updated);
  const found: Row[] = [];
  for (const { ticket, updated } of fresh) {
    const row = await rowOf(deps, ticket);
    const written = row?.hints.written_through;
    if (row && !(written && updated <= written)) found.push(row);
  }
  const marks = fresh.map((c) => ({ ticket: c.ticket.id, updated: c.updated }));
  if (marks.length > 0) await register.write((tx) => tx.markSeen(tickets.id, marks));
  return found;
}

async function rowOf({ register }: Dependencies, ticket: { tracker: string; id: string }): Promise<Row | undefined> {
  const name = await register.byTicket(ticket.tracker, ticket.id);
  return name && (await register.rows(name.table, { key: name.key }, { limit: 1 }))[0];
}

/** Open tickets that nobody looked at for a day: one call each, and woken only if there is something to see. */
async function staleRecords({ register }: Dependencies, tickets: Tickets, now: Instant): Promise<Row[]> {
  const stale = await register.unread(tickets.id, plusMs(now, -DAY_MS), MOST_LOOKED_AT);
  const found: Row[] = [];
  for (const row of stale) {
    const reading = await tickets.read(refOf(row), row.hints.seen_through ?? undefined);
    if (!('unchanged' in reading)) found.push(row);
    else await register.write((tx) => tx.hint(row.table, row.key, { read_at: reading.asOf }));
  }
  return found;
}

function refOf({ columns }: Row): TicketRef {
  const { tracker, ticket_id: id, ticket_number: number, ticket_url: url } = columns;
  return { tracker: String(tracker), id: String(id), number: String(number), url: String(url) };
}
