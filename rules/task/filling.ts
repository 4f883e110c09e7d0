import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { finding } from '../audit/finding.ts';
import { scope } from '../audit/scope.ts';
import { worksFor } from '../authority.ts';
import type { Verb } from '../commands.ts';
import { version } from '../document/version.ts';
import { decide, present } from '../management-review/decide.ts';
import { measure } from '../measurement/measure.ts';
import type { PersonId } from '../programme.ts';
import { rateRisk } from '../risk/rate.ts';
import { treatRisk } from '../risk/treat.ts';
import { answerQuestion } from '../triage/answer.ts';
import type { Filling, FillingWord, Misread } from './filling-word.ts';
import { workers } from './help.ts';
import { assigneeAt, type Evidence, type TaskState } from './state.ts';
import { record, type TaskTurn } from './turn.ts';

const words: Partial<Record<Verb, FillingWord>> = {
  measure,
  version,
  answer: answerQuestion,
  risk: rateRisk,
  treat: treatRisk,
  scope,
  finding,
  decide,
  present,
};

/**
 * Whether a word gives something to a close of the same instant: whoever closes with a comment does both at once, and trackers count in
 * seconds.
 */
export function gives({ terms }: TaskState, verb: Verb): boolean {
  return verb === 'evidence' || terms.evidence.some((item) => item.word === verb);
}

/** Gives an item by a word, where the task has one for it. @returns whether the word was dealt with. */
export function fill(turn: TaskTurn, act: CommentAct): boolean {
  const { verb } = act.command;
  const word = words[verb];
  const items = turn.state.terms.evidence.filter((item) => item.word === verb);
  if (!word || items.length === 0) return false;
  const { by, who } = word.may?.(turn, act) ?? whoWorks(turn, act);
  if (!by) refuse(turn, act, who);
  else if (turn.state.stage !== 'open') misused(turn, act, 'this has been handed in or decided already');
  else give(turn, act, by, word, word.read(act.command, items, turn, act, by));
  return true;
}

function give(turn: TaskTurn, act: CommentAct, by: PersonId, word: FillingWord, read: Filling | Misread): void {
  if ('wrong' in read) {
    misused(turn, act, read.wrong, read.form);
    return word.refused?.(turn, act);
  }
  const { item, name, says, url } = read;
  const evidence: Evidence = {
    item,
    by,
    at: act.at,
    how: url ? 'link' : 'text',
    name: { text: name },
    ...(url && { url }),
    says,
  };
  record(turn, 'evidence-given', { evidence, cause: act.id }, act.at, byPerson(by));
  word.then?.(turn, act, evidence);
}

function whoWorks(turn: TaskTurn, { by, at }: CommentAct): { by: PersonId | undefined; who: string } {
  const { state, org } = turn;
  const may = by !== undefined && worksFor(org, by, assigneeAt(state, at), at);
  return { by: may ? by : undefined, who: workers(turn) };
}
