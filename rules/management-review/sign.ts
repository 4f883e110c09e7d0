import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { decidedBy } from '../authority.ts';
import { namesOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { handIn, judge } from '../task/submission.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import { say } from '../turn.ts';
import { NOTHING_TO_SIGN, signatureRefused, signedComment } from '../wording/management-review.ts';
import { barredFromSigning, signers } from './people.ts';

/**
 * `sign`: top management locks the minutes (9.3), once each input was considered and both results are stated. A signature that comes
 * sooner does not count, and is kept as refused; nor does one of a review that was waived: nothing was considered (domain, section 4: only
 * `reject` takes up what has ended).
 */
export function sign(turn: TaskTurn, act: CommentAct): void {
  const { state, org } = turn;
  if (state.stage === 'ended') return misused(turn, act, NOTHING_TO_SIGN);
  const allowed = signers(state, org);
  const by = decidedBy(org, act, { allowed, barred: barredFromSigning(state), power: 'sign' });
  if (!by) return refuse(turn, act, namesOf(org, allowed, 'or'));
  if (state.stage === 'open' && !complete(turn, act, by)) return;
  record(turn, 'accepted', { by, self: false, cause: act.id }, act.at, byPerson(by));
  record(turn, 'ended', { verdict: 'verified' }, act.at);
  for (const [i, action] of (turn.state.actions ?? []).entries())
    turn.calls.push({ because: 'action', nth: i + 1, action, at: act.at });
  say(turn, `signed:${act.id}`, signedComment(turn.state, org));
}

/** Minutes that lack nothing are handed in by the signature itself, should the chair not have closed the ticket yet. */
function complete(turn: TaskTurn, act: CommentAct, by: PersonId): boolean {
  const { reading } = turn.seen;
  if (!reading || !('comments' in reading)) return false;
  const judged = judge(turn, reading, { at: act.at });
  if (!judged.complete) {
    const open = judged.gathered.missing.map(({ item }) => item.id);
    record(turn, 'signature-refused', { by, open, cause: act.id }, act.at, byPerson(by));
    say(turn, `unsigned:${act.id}`, signatureRefused(judged.gathered.missing));
    return false;
  }
  if (judged.at > act.at) {
    misused(turn, act, 'what it needs was not complete when it was written; please write it again');
    return false;
  }
  handIn(turn, { cause: act.id, at: act.at, by: turn.state.assignee }, judged);
  return true;
}
