import type { CommentAct } from '../acts.ts';
import { namesOf } from '../organisation.ts';
import { fill } from '../task/filling.ts';
import { decidesNothing, helpToDecide } from '../task/help.ts';
import { decidesRequest } from '../task/requests.ts';
import type { TaskTurn } from '../task/turn.ts';
import { howToAnswer } from '../wording/triage.ts';
import { answerers } from './people.ts';

const decideNothing = ['accept', 'reject', 'waive', 'evidence', 'done', 'approve', 'deny'];

/** The words of a triage: `answer`, for each question. @returns whether the word was dealt with. */
export function obeyTriage(turn: TaskTurn, act: CommentAct): boolean {
  const { verb } = act.command;
  if (fill(turn, act)) return true;
  if (decideNothing.includes(verb) && !decidesRequest(turn, verb))
    decidesNothing(turn, act, 'not a word for a triage', howToAnswer);
  else if (verb === 'help' && act.by)
    helpToDecide(turn, act, howToAnswer, namesOf(turn.org, answerers(turn.state, turn.org), 'or'), ['extend']);
  else return false;
  return true;
}
