import { readAction } from '../action/read.ts';
import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import { redraw } from '../turn.ts';
import { whoMinutes } from '../wording/management-review.ts';
import { keepsMinutes } from './people.ts';

/** `action @owner DATE …`: an action that the review decides; its ticket opens with the signature. */
export function decideAction(turn: TaskTurn, act: CommentAct): void {
  const { state, org } = turn;
  if (!act.by || !keepsMinutes(state, org, act.by, act.at)) return refuse(turn, act, whoMinutes(state, org));
  if (state.stage !== 'open')
    return misused(turn, act, 'the minutes have been handed in; top management may reject them');
  const read = readAction(org, state.terms.tracker, act);
  if ('wrong' in read) return misused(turn, act, read.wrong);
  record(turn, 'action-decided', { action: read, by: act.by, cause: act.id }, act.at, byPerson(act.by));
  redraw(turn);
}
