import { TrackerError } from '../integrations/tickets/errors.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { Seen } from '../rules/task/seen.ts';
import type { TicketRef } from '../rules/ticket.ts';
import type { Dependencies } from './dependencies.ts';
import { doubtOf } from './doubt.ts';

/** @returns what a tracker says of a ticket now; why it could not be read stands in the answer, nothing is thrown for it. */
export async function readTicket(deps: Dependencies, ref: TicketRef): Promise<NonNullable<Seen['reading']>> {
  // What was opened in the time that a restored register has forgotten must be known before anything is judged.
  if (await doubtOf(deps.register, ref.tracker)) return { unread: 'unreachable' };
  try {
    const reading = await trackerOf(deps, ref.tracker).read(ref);
    if ('unchanged' in reading)
      throw new Error(`${ref.tracker} answered "unchanged" although nothing was asked since.`);
    return reading;
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    const { kind } = error.fault;
    deps.log('ticket could not be read', { tracker: ref.tracker, ticket: ref.number, kind, error: error.message });
    return { unread: kind === 'rate-limited' || kind === 'unauthorised' || kind === 'refused' ? kind : 'unreachable' };
  }
}

/** @returns the tracker's adapter. @throws TrackerError `unauthorised` if the programme no longer has it. */
export function trackerOf(deps: Dependencies, id: string): Tickets {
  const found = deps.trackers.get(id);
  if (found) return found;
  const set = [...deps.trackers.keys()].join(', ');
  const next = 'Put it back into the programme and apply.';
  throw new TrackerError(`No tracker ${id} is set up; there are: ${set}. ${next}`, { kind: 'unauthorised' });
}
