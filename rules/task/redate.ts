import { dateAt } from '../calendar/local-day.ts';
import type { Redated } from '../redating.ts';
import type { Ticket } from '../ticket.ts';
import { type Deadline, type LocalDate, msBetween, WEEK_MS } from '../time.ts';
import { append, redraw, say, type Turn } from '../turn.ts';
import { redatedComment } from '../wording/tampering.ts';
import type { Ticketed } from './tampering.ts';

/**
 * Puts a due date edited or cleared by hand back, at most once a day, and comments on it once a week (contact rule 12). A ticket that still shows
 * the date last written into it was not edited: the new one is on its way. Where the date last written is unknown, nothing is put back.
 * @param due the date that stands. @param mayMove whether a later one may still be asked for.
 */
export function putDueBack<S extends Ticketed & { redated?: Redated }>(
  turn: Turn<S> & { seen: { writtenDue?: LocalDate } },
  ticket: Ticket,
  due: Deadline,
  mayMove: boolean,
): void {
  const { org, now, seen } = turn;
  const { redated } = turn.state;
  if (ticket.due === undefined || !due.date || seen.writtenDue === undefined) return;
  if (ticket.due === due.date || ticket.due === seen.writtenDue) return;
  const { zone } = org.programme;
  if (redated && dateAt(zone, redated.at) === dateAt(zone, now)) return;
  const said = !redated || msBetween(redated.said, now) >= WEEK_MS;
  append(turn, 're-dated', { found: ticket.due ?? 'none', said }, now, 'engine');
  redraw(turn);
  if (said) say(turn, `re-dated:${now}`, redatedComment(org, due, mayMove));
}
