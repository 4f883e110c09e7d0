import { byHolder } from '../actor.ts';
import type { Ticket } from '../ticket.ts';
import { redraw, say } from '../turn.ts';
import { reopenedComment } from '../wording/tampering.ts';
import { byWord } from './by-word.ts';
import { overForGood } from './over-for-good.ts';
import { record, type TaskTurn } from './turn.ts';

/**
 * A ticket that was handed in or has ended, reopened by hand: recorded, and closed again with one reply that names the word which
 * brings it back (domain: tampering).
 */
export function reopened(turn: TaskTurn, ticket: Ticket): void {
  const { state, org } = turn;
  if (ticket.category !== 'open' || state.stage === 'open') return;
  const closed = state.endedAt ?? state.submission?.at ?? '';
  const change = ticket.changes.findLast((c) => c.kind === 'reopened' && c.at > closed);
  if (!change || change.by.id === org.self[ticket.ref.tracker]?.id) return;
  const cause = `close:${change.id}`;
  if (state.thread.handled.includes(cause)) return;
  record(
    turn,
    'reopened-by-hand',
    { by: change.by.login, cause },
    change.at,
    byHolder(org, ticket.ref.tracker, change.by),
  );
  redraw(turn);
  if (turn.state.reopenings === 1)
    say(
      turn,
      `reopened:${change.id}`,
      reopenedComment(turn.state, org, byWord(turn.state) !== undefined, overForGood(turn)),
    );
}

/** A deleted ticket that turned up again is recorded once; the caller closes it with a link to its successor. */
export function reappeared(turn: TaskTurn): void {
  for (const ref of turn.seen.reappeared ?? []) {
    const cause = `reappeared:${ref.id}`;
    if (!turn.state.thread.handled.includes(cause)) record(turn, 'reappeared', { ref, cause });
  }
}
