import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { decidedBy } from '../authority.ts';
import { namesOf } from '../organisation.ts';
import { redraw, say } from '../turn.ts';
import { changeDecided, howToDecide } from '../wording/programme-change.ts';
import { decidesNothing, helpToDecide } from './help.ts';
import { changeDeciders } from './people.ts';
import { record, type TaskTurn } from './turn.ts';

const noWordsHere = ['accept', 'reject', 'waive', 'evidence', 'done', 'extend'];

/**
 * The words of a change that makes the programme weaker (6.3): `approve`, `deny`, by top management as it was before the change, never
 * by whoever applied it. @returns whether the word was dealt with.
 */
export function obeyChange(turn: TaskTurn, act: CommentAct): boolean {
  const { verb } = act.command;
  const who = namesOf(turn.org, changeDeciders(turn.state, turn.org), 'or');
  if (verb === 'approve' || verb === 'deny') decideChange(turn, act, verb);
  else if (noWordsHere.includes(verb)) decidesNothing(turn, act, 'not a word for programme changes', howToDecide);
  else if (verb === 'help' && act.by) helpToDecide(turn, act, howToDecide, who, []);
  else return false;
  return true;
}

function decideChange(turn: TaskTurn, act: CommentAct, verb: 'approve' | 'deny'): void {
  const { state, org } = turn;
  if (state.stage === 'ended') return misused(turn, act, 'this has been decided already');
  const allowed = changeDeciders(state, org);
  const { barred = [] } = state.terms;
  const by = decidedBy(org, act, { allowed, barred, power: 'weaken' });
  if (!by) return refuse(turn, act, namesOf(org, allowed, 'or'));
  const reason = act.command.text;
  if (verb === 'deny' && reason === '') return misused(turn, act, 'it needs a reason');
  const decision = verb === 'approve' ? 'approved' : 'denied';
  record(
    turn,
    'decided',
    { decision, by, ...(reason !== '' && { reason: { text: reason } }), cause: act.id },
    act.at,
    byPerson(by),
  );
  record(turn, 'ended', { verdict: decision }, act.at);
  redraw(turn);
  say(turn, `decided:${act.id}`, changeDecided(turn.state, org));
}
