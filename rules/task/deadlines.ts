import { leads, topManagement } from '../organisation.ts';
import { later } from '../time.ts';
import { notify, redraw, say } from '../turn.ts';
import { missedComment, unreadNotice } from '../wording/task.ts';
import { record, type TaskTurn } from './turn.ts';

/**
 * Past the hard limit without a submission the task is missed, dated by the limit, or by the rejection that came after it. Called
 * only once the ticket was read at or after that instant (domain: whose clock).
 */
export function miss(turn: TaskTurn): void {
  const { hardLimit, rejections } = turn.state;
  if (!hardLimit || turn.state.missed) return;
  const rejected = rejections.at(-1)?.at;
  const at = rejected ? later(hardLimit.at, rejected) : hardLimit.at;
  if (turn.state.extension) record(turn, 'extension-lapsed', {}, at);
  record(turn, 'missed', { noticed: turn.now }, at);
  turn.calls.push({ because: 'missed', at, noticed: turn.now });
  redraw(turn);
}

/** Says in the ticket that it counts as missed, once the ticket of the nonconformity that follows it up can be named. */
export function announceMissed(turn: TaskTurn): void {
  const { missed } = turn.state;
  const followUp = turn.seen.followUp;
  if (!missed || missed.nonconformity || !followUp) return;
  record(turn, 'followed-up', { nonconformity: followUp.key });
  if (turn.state.stage !== 'ended') say(turn, `missed:${missed.at}`, missedComment(turn.state, turn.org, followUp));
}

/** A deadline that passed while the ticket could not be read: the lead hears at once, top management weekly; no verdict. */
export function unread(turn: TaskTurn): void {
  const { hardLimit, missed, unread: told } = turn.state;
  const passed = hardLimit && hardLimit.at <= turn.now && !missed;
  if (!passed || turn.state.stage !== 'open') return;
  if (told?.deadline !== hardLimit.at) record(turn, 'unread', { deadline: hardLimit.at });
  const { subject, lines } = unreadNotice(turn.state, turn.org);
  for (const lead of leads(turn.org)) notify(turn, lead, `unread:${hardLimit.at}`, subject, lines, { atOnce: true });
  const week = Math.floor((Date.parse(turn.now) - Date.parse(hardLimit.at)) / 604_800_000);
  if (week > 0)
    for (const top of topManagement(turn.org))
      notify(turn, top, `unread:${hardLimit.at}:${week}`, subject, lines, { digest: true });
}
