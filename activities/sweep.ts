import { isOutOfReach, TrackerError } from '../integrations/tickets/errors.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { Row } from '../register/records.ts';
import { WITHHELD_MS } from '../rules/pace.ts';
import { LOOK_MS } from '../rules/programme-shapes.ts';
import type { TicketRef } from '../rules/ticket.ts';
import { type Instant, plusMs } from '../rules/time.ts';
import { isTrackerWide, noteOutage } from './delivery/outage.ts';
import type { Dependencies } from './dependencies.ts';
import { openLabelled } from './openings/labelled.ts';
import { currentProgramme } from './organisation.ts';
import { reasonOf } from './reason.ts';
import { strayOf, surveyed } from './tickets/survey.ts';
import { unannouncedAmong } from './tickets/unannounced.ts';
import { trackerOf } from './tracker-of.ts';

/** Asked again this far back: lists lag, and clocks are whole seconds. */
const OVERLAP_MS = 120_000;
const PAUSE_MS = 30_000;
const DAY_MS = 86_400_000;
/** Tickets looked at in one sweep because nobody has for too long. */
const MOST_LOOKED_AT = 50;
const MOST_FAILURES = 3;
/** Until a restored register knows what it has forgotten. */
const SURVEY_PAUSE_MS = 2_000;

/** What one sweep found. */
export interface Swept {
  woken: number;
  /** When to sweep again, ms from now. */
  pause: number;
}

/**
 * Asks a tracker what changed since the last sweep and wakes those records: finds what webhooks lost. Every open ticket is looked at once a
 * day besides, or as often as the programme says. A change looked at before wakes nobody. A tracker that cannot be used ends the sweep without
 * moving the watermark; one whose breaker is open is not asked, nor is one that the programme no longer has. After a restore it asks first for everything that the register has forgotten.
 */
export async function sweep(deps: Dependencies, tracker: string): Promise<Swept> {
  const current = await currentProgramme(deps.register);
  const ours = current?.programme.trackers.find((t) => t.id === tracker);
  const pause = ours?.sweepEvery ?? PAUSE_MS;
  // Taken out of the programme: what still has to be read or written there says so itself.
  if (current && !ours) return { woken: 0, pause };
  const now = deps.clock();
  if (await deps.register.breaker(tracker)) {
    await deps.drain(tracker);
    return { woken: 0, pause };
  }
  try {
    const tickets = trackerOf(deps, tracker);
    if (!(await surveyed(deps, tickets, current?.programme)))
      return { woken: 0, pause: Math.min(pause, SURVEY_PAUSE_MS) };
    const since = plusMs((await deps.register.watermark(tracker)) ?? plusMs(now, -DAY_MS), -OVERLAP_MS);
    const labelled = current ? await openLabelled(deps, tickets, current.programme, since) : 0;
    const changed = labelled + (await wakeChanged(deps, tickets, now));
    const look = current?.programme.pace.look ?? LOOK_MS;
    return { woken: changed + (await wakeStale(deps, tickets, now, look)), pause };
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    deps.log('sweep could not ask', { tracker, ...reasonOf(error) }, 'warn');
    await noteOutage(deps, tracker, error);
    return { woken: 0, pause };
  }
}

/** Wakes first, and marks as seen after: what is woken twice costs a reading, what is never woken costs a verdict. */
async function wakeChanged(deps: Dependencies, tickets: Tickets, now: Instant): Promise<number> {
  const { register } = deps;
  const watermark = (await register.watermark(tickets.id)) ?? plusMs(now, -DAY_MS);
  const changed = await tickets.changedSince(plusMs(watermark, -OVERLAP_MS));
  const seen = await register.seen(
    tickets.id,
    changed.map((c) => c.ticket.id),
  );
  const fresh = changed.filter((c) => seen.get(c.ticket.id) !== c.updated);
  const known = await Promise.all(fresh.map(async (c) => ({ ...c, row: await rowOf(deps, c.ticket) })));
  const rows = known.flatMap(({ row, updated }) => (row && updated !== row.hints.seen_through ? [row] : []));
  await deps.wake(rows);
  const unknown = known.some(({ row }) => !row);
  const strays = new Set((unknown ? await register.strays() : []).map((s) => s.ticketId));
  const lost = known.flatMap(({ row, ...c }) =>
    row || !strays.has(c.ticket.id) ? [] : (strayOf(tickets.id, c) ?? []),
  );
  const silent = await unannouncedAmong(deps, tickets.id, known, now);
  const marks = known.flatMap(({ row, ticket, updated }) => (row ? [{ ticket: ticket.id, updated }] : []));
  const newest = changed
    .map((c) => c.updated)
    .sort()
    .at(-1);
  await register.write(async (tx) => {
    await tx.markSeen(tickets.id, marks);
    await tx.putStrays(lost);
    if (silent) await tx.setUnannounced(tickets.id, silent);
    await tx.setSwept(tickets.id, now);
    // By the tracker's own clock, which may differ from ours.
    if (newest && newest > watermark) await tx.setWatermark(tickets.id, newest);
  });
  return rows.length;
}

async function rowOf({ register }: Dependencies, ticket: { tracker: string; id: string }): Promise<Row | undefined> {
  const name = await register.byTicket(ticket.tracker, ticket.id);
  return name && (await register.rows(name.table, { key: name.key }, { limit: 1 }))[0];
}

/** Open tickets that nobody looked at for `look` ms: one call each, and woken only if there is something to see. */
async function wakeStale(deps: Dependencies, tickets: Tickets, now: Instant, look: number): Promise<number> {
  // What the tracker does not show its record's own steps ask for: here it would keep others from being looked at.
  const alone = plusMs(now, Math.min(look, WITHHELD_MS));
  const stale = await deps.register.unread(tickets.id, plusMs(now, -look), alone, MOST_LOOKED_AT);
  const wanted: Row[] = [];
  let failures = 0;
  for (const row of stale) {
    const found = await lookAt(deps, tickets, row);
    if (found === 'changed') wanted.push(row);
    else if (found === 'silent' && ++failures === MOST_FAILURES) break;
    else if (found !== 'silent' && found !== 'unreadable')
      await deps.register.write((tx) => tx.hint(row.table, row.key, { read_at: found }));
  }
  await deps.wake(wanted);
  return wanted.length;
}

/** Why a ticket could not be looked at: the tracker did not answer, or would not show it. */
type Unseen = 'silent' | 'unreadable';

/** @returns when the ticket was found unchanged, by the tracker's clock. */
async function lookAt(deps: Dependencies, tickets: Tickets, row: Row): Promise<Instant | 'changed' | Unseen> {
  try {
    const reading = await tickets.read(refOf(row), row.hints.seen_through ?? undefined);
    return 'unchanged' in reading ? reading.asOf : 'changed';
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    // One ticket that is silent or out of reach says nothing of the others.
    if (isTrackerWide(error) && error.fault.kind !== 'unreachable') throw error;
    deps.log(
      'ticket could not be looked at',
      { ticket: String(row.columns.ticket_number), ...reasonOf(error) },
      'warn',
    );
    // Its step says so, once, and looks by itself from then on.
    if (isOutOfReach(error)) return 'changed';
    return error.fault.kind === 'unreachable' ? 'silent' : 'unreadable';
  }
}

function refOf({ columns }: Row): TicketRef {
  const { tracker, ticket_id: id, ticket_number: number, ticket_url: url } = columns;
  return { tracker: String(tracker), id: String(id), number: String(number), url: String(url) };
}
