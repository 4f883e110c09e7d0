import { personById } from '../organisation.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import { type Instant, msBetween, plusMs } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { movedAlongComment, withdrawnComment } from '../wording/whole.ts';

/** How long the ticket of a part waits for that of the whole, below which it stands; after that it opens without. ms. */
const longestWait = 3_600_000;
const lookAgain = 60_000;

/** @returns when to look again, for a part whose ticket waits for the whole's; undefined where it need not wait. */
export function waitsForWhole({ state, seen, now }: TaskTurn): Instant | undefined {
  if (!seen.whole || seen.whole.opened || msBetween(state.terms.opens, now) >= longestWait) return undefined;
  return plusMs(now, lookAgain);
}

/**
 * What is due with the whole stays so: where that was given more time, an open part has it, too, and uses up no extension of its own. Another
 * date stays. A request for a date that comes no later has its answer by that; else the ticket's due date says it.
 */
export function moveAlong(turn: TaskTurn): void {
  const { state, seen, org } = turn;
  const { whole } = seen;
  if (!whole || state.stage !== 'open') return;
  const planned = state.extended[0]?.from ?? state.due;
  const due = whole.extended.reduce((date, { from, to }) => (from.at === date.at ? to : date), planned);
  if (due.at <= state.due.at) return;
  record(turn, 'moved-along', { due });
  redraw(turn);
  if (state.extension && !turn.state.extension)
    say(turn, `moved-along:${due.at}`, movedAlongComment(turn.state, org, state.due, whole.link));
}

/** Ends what nobody has to do any more: the whole has ended without it, or whoever it was for has left the programme. */
export function leaveOut(turn: TaskTurn): void {
  const { state, seen, org } = turn;
  const left = state.terms.personal === true && personById(org, state.assignee) === undefined;
  if (state.stage !== 'open' || (!left && !seen.whole?.ended)) return;
  record(turn, 'ended', { verdict: 'withdrawn' });
  redraw(turn);
  if (!left) say(turn, 'withdrawn', withdrawnComment(turn.state, org));
}
