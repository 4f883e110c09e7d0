import { TrackerError } from '../integrations/tickets/errors.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { Dependencies } from './dependencies.ts';

/** The programme no longer has a tracker, or this process has not taken up the version that brings it: nothing was asked there. */
export class NotSetUp extends TrackerError {}

/** @returns the tracker's adapter. @throws NotSetUp, an `unauthorised` TrackerError. */
export function trackerOf(deps: Pick<Dependencies, 'trackers'>, id: string): Tickets {
  const found = deps.trackers.get(id);
  if (found) return found;
  const set = [...deps.trackers.keys()].join(', ');
  const next = 'Put it back into the programme and apply.';
  throw new NotSetUp(`No tracker ${id} is set up; there are: ${set}. ${next}`, { kind: 'unauthorised' });
}
