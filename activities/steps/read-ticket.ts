import { isOutOfReach, TrackerError } from '../../integrations/tickets/errors.ts';
import type { Seen } from '../../rules/task/seen.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import { noteOutage } from '../delivery/outage.ts';
import type { Dependencies } from '../dependencies.ts';
import { doubtOf } from '../doubt.ts';
import { reasonOf } from '../reason.ts';
import { loadTicketed } from '../records.ts';
import { tellBlocked, tellOutOfReach } from '../tickets/blocked.ts';
import { trackerOf } from '../tracker-of.ts';

/**
 * @returns what a tracker says of a ticket now; why it could not be read stands in the answer, nothing is thrown for it. A tracker whose
 * breaker is open is not asked.
 */
export async function readTicket(deps: Dependencies, ref: TicketRef): Promise<NonNullable<Seen['reading']>> {
  // What was opened in the time that a restored register has forgotten must be known before anything is judged.
  if (await doubtOf(deps.register, ref.tracker)) return { unread: 'unreachable' };
  const outage = await deps.register.lastBreaker(ref.tracker);
  if (outage && !outage.closed) return { unread: outage.kind };
  try {
    const reading = await trackerOf(deps, ref.tracker).read(ref);
    if ('unchanged' in reading)
      throw new Error(`${ref.tracker} answered "unchanged" although nothing was asked since.`);
    // What a reading opened, a reading proves to be over; what a writing opened, a writing has to.
    if (outage && !outage.opener) await deps.register.write((tx) => tx.forgetBreaker(ref.tracker));
    return reading;
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    const { kind } = error.fault;
    await noteOutage(deps, ref.tracker, error);
    if (isOutOfReach(error)) await noteOutOfReach(deps, ref, error.message);
    deps.log('ticket could not be read', { tracker: ref.tracker, ticket: ref.number, ...reasonOf(error) }, 'warn');
    return { unread: kind === 'rate-limited' || kind === 'unauthorised' || kind === 'refused' ? kind : 'unreachable' };
  }
}

/** What cannot be read may wait long for a writing that would find that out. */
async function noteOutOfReach({ register, clock }: Dependencies, ref: TicketRef, why: string): Promise<void> {
  const name = await register.byTicket(ref.tracker, ref.id);
  if (!name) return;
  const record = await loadTicketed(register, name.key);
  if (record.row.state.thread.blocked) return;
  await register.write(async (tx) => {
    await tellBlocked(tx, record, why, clock());
    await tellOutOfReach(tx, record, why, clock());
  });
}
