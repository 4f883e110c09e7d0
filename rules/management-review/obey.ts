import type { CommentAct } from '../acts.ts';
import { answer, misused } from '../answers.ts';
import type { Verb } from '../commands.ts';
import type { TaskTurn } from '../task/turn.ts';
import { howToSign, LOCKED } from '../wording/management-review.ts';
import { decideAction } from './action.ts';
import { sign } from './sign.ts';

const changing: Verb[] = ['decide', 'present', 'action', 'sign', 'reject', 'evidence', 'done'];

/** The words of a management review (9.3) beside `decide` and `present`. @returns whether the word was dealt with. */
export function obeyManagementReview(turn: TaskTurn, act: CommentAct): boolean {
  const { verb } = act.command;
  if (turn.state.stage === 'ended' && turn.state.verified && changing.includes(verb)) misused(turn, act, LOCKED);
  else if (verb === 'sign') sign(turn, act);
  else if (verb === 'action') decideAction(turn, act);
  else if (verb === 'accept')
    answer(turn, act, 'not a word for management reviews', [
      [{ command: verb }, ' decides nothing here. ', ...howToSign],
    ]);
  else return false;
  return true;
}
