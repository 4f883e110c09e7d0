import { puttingBack } from '../redating.ts';
import type { Ticket } from '../ticket.ts';
import { redraw, say } from '../turn.ts';
import { redatedComment } from '../wording/task.ts';
import { record, type TaskTurn } from './turn.ts';

/** Puts a due date edited by hand back. A date that the task had before is taken for one that the tracker has not been told to change yet. */
export function putDueBack(turn: TaskTurn, ticket: Ticket): void {
  const { state, org, now } = turn;
  if (!ticket.due || !state.due.date || ticket.due === state.due.date) return;
  const before = [state.terms.due.date, ...state.extended.flatMap((e) => [e.from.date, e.to.date])];
  if (before.includes(ticket.due)) return;
  const put = puttingBack(org, state.redated, now);
  if (!put) return;
  record(turn, 're-dated', { found: ticket.due, ...put });
  redraw(turn);
  if (put.said) say(turn, `re-dated:${now}`, redatedComment(org, state.due));
}
