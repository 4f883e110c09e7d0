import type { Tickets } from '../../integrations/tickets/port.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { closingOf } from '../../rules/task/closing.ts';
import type { Ticketed } from '../records.ts';

/**
 * @returns whether a task's ticket, which is to be reopened, was closed once more since that was decided: what was handed in by it has to be
 * judged first. A nonconformity is not handed in by a close. Reads the ticket. @throws TrackerError.
 */
export async function closedAnew(tickets: Tickets, { table, row }: Ticketed, org: Organisation): Promise<boolean> {
  if (table !== 'task' || row.state.stage !== 'open' || !row.state.thread.ref) return false;
  const reading = await tickets.read(row.state.thread.ref);
  return 'fence' in reading && closingOf(row.state, reading, [], org) !== undefined;
}
