import { dateAt } from '../calendar/local-day.ts';
import type { Ticket } from '../ticket.ts';
import { msBetween } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { redatedComment } from '../wording/task.ts';
import { record, type TaskTurn } from './turn.ts';

const WEEK = 604_800_000;

/**
 * A due date edited by hand is put back at most once a day and commented on once a week (contact rule 12). A date that the task had
 * before is taken for one that the tracker has not been told to change yet.
 */
export function putDueBack(turn: TaskTurn, ticket: Ticket): void {
  const { state, org, now } = turn;
  if (!ticket.due || !state.due.date || ticket.due === state.due.date) return;
  const before = [state.terms.due.date, ...state.extended.flatMap((e) => [e.from.date, e.to.date])];
  if (before.includes(ticket.due)) return;
  const { zone } = org.programme;
  if (state.redated && dateAt(zone, state.redated.at) === dateAt(zone, now)) return;
  const said = !state.redated || msBetween(state.redated.said, now) >= WEEK;
  record(turn, 're-dated', { found: ticket.due, said });
  redraw(turn);
  if (said) say(turn, `re-dated:${now}`, redatedComment(state, org));
}
