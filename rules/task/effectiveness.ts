import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { decidedBy, deciders } from '../authority.ts';
import { leads, namesOf, type Organisation, personById, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { redraw, say } from '../turn.ts';
import { howToJudge, judgedComment, voidComment } from '../wording/effectiveness.ts';
import { decidesNothing, helpToDecide } from './help.ts';
import type { TaskState } from './state.ts';
import { record, type TaskTurn } from './turn.ts';

/**
 * The words of an effectiveness review (10.2 d): `effective`, `ineffective`. @returns whether the word was dealt with; words that end
 * other tasks belong elsewhere.
 */
export function obeyReview(turn: TaskTurn, act: CommentAct): boolean {
  const { verb } = act.command;
  if (verb === 'effective' || verb === 'ineffective') judge(turn, act, verb);
  else if (verb === 'accept' || verb === 'reject' || verb === 'waive' || verb === 'evidence' || verb === 'done')
    decidesNothing(turn, act, 'not a word for effectiveness reviews', howToJudge);
  else if (verb === 'help' && act.by)
    helpToDecide(turn, act, howToJudge, namesOf(turn.org, judges(turn.state, turn.org, barredFrom(turn)), 'or'), [
      'extend',
    ]);
  else return false;
  return true;
}

function judge(turn: TaskTurn, act: CommentAct, verdict: 'effective' | 'ineffective'): void {
  const { state, org } = turn;
  if (state.stage === 'ended') return misused(turn, act, 'this has been decided already');
  const barred = barredFrom(turn);
  const allowed = judges(state, org, barred);
  const by = decidedBy(org, act, { allowed, barred, power: 'verify' });
  if (!by) return refuse(turn, act, namesOf(org, allowed, 'or'));
  if (verdict === 'ineffective' && act.command.text === '') return misused(turn, act, 'it needs a reason');
  const text = { text: act.command.text };
  record(turn, 'judged', { verdict, by, text, cause: act.id }, act.at, byPerson(by));
  record(turn, 'ended', { verdict }, act.at);
  redraw(turn);
  say(turn, `judged:${act.id}`, judgedComment(turn.state, org, turn.seen.body));
}

/** Ends a review that was not decided before what it is to judge fell; another one opens once the fix has worked for a while again. */
export function withdrawReview(turn: TaskTurn): void {
  if (!turn.seen.void || turn.state.stage !== 'open') return;
  record(turn, 'ended', { verdict: 'withdrawn' });
  redraw(turn);
  say(turn, 'void', voidComment(turn.state));
}

/**
 * @param barred who may not, where more is known than when the review opened.
 * @returns who judges: the named reviewer, or the next level once they have left or may not.
 */
export function judges({ terms }: TaskState, org: Organisation, barred = terms.barred ?? []): PersonId[] {
  const named = personById(org, terms.owner) ? [terms.owner] : [];
  return deciders([named, leads(org), topManagement(org)], barred);
}

/** @returns who owned, planned, or implemented it when the review opened, or does by now (domain: effectiveness review). */
export function barredFrom({ state, seen }: Pick<TaskTurn, 'state' | 'seen'>): PersonId[] {
  return [...(state.terms.barred ?? []), ...(seen.barred ?? [])];
}
