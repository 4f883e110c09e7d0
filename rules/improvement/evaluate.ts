import { readAction } from '../action/read.ts';
import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { decidedBy } from '../authority.ts';
import { namesOf } from '../organisation.ts';
import { decidesNothing, helpToDecide } from '../task/help.ts';
import { decidesRequest } from '../task/requests.ts';
import type { Evaluation } from '../task/state.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import { redraw, say } from '../turn.ts';
import { evaluatedComment, howToEvaluate } from '../wording/improvement.ts';
import { readDecline } from './declining.ts';
import { evaluators } from './people.ts';

const decideNothing = ['accept', 'reject', 'waive', 'evidence', 'done', 'approve', 'deny'];

/**
 * The words of an opportunity for improvement (10.1): `adopt`, or `action`, which says the same, and `decline`. @returns whether the word
 * was dealt with.
 */
export function obeyImprovement(turn: TaskTurn, act: CommentAct): boolean {
  const { verb } = act.command;
  if (verb === 'adopt' || verb === 'action' || verb === 'decline') evaluate(turn, act);
  else if (decideNothing.includes(verb) && !decidesRequest(turn, verb))
    decidesNothing(turn, act, 'not a word for improvements', howToEvaluate);
  else if (verb === 'help' && act.by)
    helpToDecide(turn, act, howToEvaluate, namesOf(turn.org, evaluators(turn.state, turn.org), 'or'), ['extend']);
  else return false;
  return true;
}

function evaluate(turn: TaskTurn, act: CommentAct): void {
  const { state, org } = turn;
  if (state.stage === 'ended') return misused(turn, act, 'this has been decided already');
  const allowed = evaluators(state, org);
  const by = decidedBy(org, act, { allowed, power: 'plan' });
  if (!by) return refuse(turn, act, namesOf(org, allowed, 'or'));
  const read = act.command.verb === 'decline' ? declining(act) : adoption(turn, act);
  if ('wrong' in read) return misused(turn, act, read.wrong);
  record(turn, 'evaluated', { ...read, by, cause: act.id }, act.at, byPerson(by));
  record(turn, 'ended', { verdict: read.decision }, act.at);
  redraw(turn);
  say(turn, `evaluated:${act.id}`, evaluatedComment(turn.state, org));
}

type Read = Omit<Evaluation, 'by'> | { wrong: string };

function adoption({ org, state }: TaskTurn, act: CommentAct): Read {
  const action = readAction(org, state.terms.tracker, act);
  return 'wrong' in action ? action : { decision: 'adopted', reason: action.text, action };
}

function declining({ command }: CommentAct): Read {
  const read = readDecline(command.text);
  return 'wrong' in read ? read : { decision: 'declined', why: read.why, reason: { text: read.reason } };
}
