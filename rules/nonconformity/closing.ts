import { byHolder } from '../actor.ts';
import { textOf } from '../event.ts';
import { closeCause } from '../task/closing.ts';
import type { Ticket } from '../ticket.ts';
import { redraw, say } from '../turn.ts';
import { putOpen, staysClosed } from '../wording/nonconformity/replies.ts';
import { type NonconformityTurn, record } from './turn.ts';

/** Closing the ticket by hand is put back, naming the next step: it closes when its fix was found effective. */
export function putBack(turn: NonconformityTurn, ticket: Ticket): void {
  const { closed } = ticket;
  if (ticket.category === 'open' || !closed || closed.by.id === turn.org.self[ticket.ref.tracker]?.id) return;
  const cause = closeCause(closed.at);
  if (turn.state.thread.handled.includes(cause)) return;
  record(
    turn,
    'put-open',
    { by: closed.by.login, cause },
    closed.at,
    byHolder(turn.org, ticket.ref.tracker, closed.by),
  );
  redraw(turn, { reopen: true });
  say(turn, `put-open:${cause}`, putOpen(turn.state, turn.org));
}

/** A closed nonconformity is never reopened: closed again with one reply. */
export function keepClosed(turn: NonconformityTurn, ticket: Ticket): void {
  const change = ticket.changes.findLast((c) => c.kind === 'reopened');
  const own = change?.by.id === turn.org.self[ticket.ref.tracker]?.id;
  if (ticket.category !== 'open' || !change || own || turn.state.thread.handled.includes(`close:${change.id}`)) return;
  record(
    turn,
    'reopened-by-hand',
    { by: change.by.login, cause: `close:${change.id}` },
    change.at,
    byHolder(turn.org, ticket.ref.tracker, change.by),
  );
  redraw(turn);
  if (turn.state.reopenings === 1) say(turn, `reopened:${change.id}`, staysClosed(textOf(turn.state.terms.title)));
}
