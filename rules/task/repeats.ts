import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { deciders } from '../authority.ts';
import { holders, leads, namesOf, type Organisation, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { redraw, say } from '../turn.ts';
import { howToWeigh, repeatsDecided } from '../wording/repeats.ts';
import { decidesNothing, helpToDecide } from './help.ts';
import { record, type TaskTurn } from './turn.ts';

const noWordsHere = ['approve', 'deny', 'waive', 'evidence', 'done', 'extend'];

/**
 * The words of a proposal to raise a major for minors that repeat on one process (domain: repeats): `accept`, `reject because …`, by
 * the lead. @returns whether the word was dealt with.
 */
export function obeyRepeats(turn: TaskTurn, act: CommentAct): boolean {
  const { verb } = act.command;
  if (verb === 'accept' || verb === 'reject') decideRepeats(turn, act, verb);
  else if (noWordsHere.includes(verb)) decidesNothing(turn, act, 'not a word for proposals', howToWeigh);
  else if (verb === 'help' && act.by) helpToDecide(turn, act, howToWeigh, whoMay(turn), []);
  else return false;
  return true;
}

/** @returns who decides a proposal about a process: the lead, or top management where the lead owns the process. */
export function repeatsDeciders(process: string, org: Organisation): PersonId[] {
  const owner = org.programme.processes.find((p) => p.id === process)?.owner;
  const owners = owner ? holders(org, owner, owner) : [];
  return deciders([leads(org), topManagement(org)], owners);
}

/** Grades are decided by the holders themselves: no delegation names them. */
function decideRepeats(turn: TaskTurn, act: CommentAct, verb: 'accept' | 'reject'): void {
  const { state, org } = turn;
  if (state.stage === 'ended') return misused(turn, act, 'this has been decided already');
  const by = act.by;
  if (!by || !repeatsDeciders(state.terms.process, org).includes(by)) return refuse(turn, act, whoMay(turn));
  const reason = act.command.text;
  if (verb === 'reject' && reason === '') return misused(turn, act, 'it needs a reason');
  const decision = verb === 'accept' ? 'accepted' : 'rejected';
  const said = reason === '' ? {} : { reason: { text: reason } };
  record(turn, 'decided', { decision, by, ...said, cause: act.id }, act.at, byPerson(by));
  record(turn, 'ended', { verdict: decision }, act.at);
  redraw(turn);
  say(turn, `decided:${act.id}`, repeatsDecided(turn.state, org));
}

function whoMay({ state, org }: TaskTurn): string {
  return namesOf(org, repeatsDeciders(state.terms.process, org), 'or');
}
