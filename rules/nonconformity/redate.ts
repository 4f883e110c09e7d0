import { puttingBack } from '../redating.ts';
import type { Ticket } from '../ticket.ts';
import { redraw, say } from '../turn.ts';
import { redatedComment } from '../wording/task.ts';
import { hasDeadline } from './clock.ts';
import { type NonconformityTurn, record } from './turn.ts';

/** Puts a deadline edited by hand back. The date that was last written there is one that the tracker has not been told to change yet. */
export function putDueBack(turn: NonconformityTurn, ticket: Ticket): void {
  const { state, org, now, seen } = turn;
  const { resolve } = state.clocks;
  if (!ticket.due || !resolve.date || !hasDeadline(state)) return;
  if (seen.due === undefined || [resolve.date, seen.due].includes(ticket.due)) return;
  const put = puttingBack(org, state.redated, now);
  if (!put) return;
  record(turn, 're-dated', { found: ticket.due, ...put });
  redraw(turn);
  if (put.said) say(turn, `re-dated:${now}`, redatedComment(org, resolve));
}
