import { TrackerError } from '../integrations/tickets/errors.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { Dependencies } from './dependencies.ts';

/** @returns the tracker's adapter. @throws TrackerError `unauthorised` if the programme no longer has it. */
export function trackerOf(deps: Pick<Dependencies, 'trackers'>, id: string): Tickets {
  const found = deps.trackers.get(id);
  if (found) return found;
  const set = [...deps.trackers.keys()].join(', ');
  const next = 'Put it back into the programme and apply.';
  throw new TrackerError(`No tracker ${id} is set up; there are: ${set}. ${next}`, { kind: 'unauthorised' });
}
