import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { decidedBy } from '../authority.ts';
import { deadlineOn } from '../calendar/deadline.ts';
import { deadlineNamed, noSuchDay } from '../calendar/named.ts';
import type { Words } from '../event.ts';
import { namesOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { ownerMay, ownersOf } from '../risk/owner.ts';
import { isUnacceptable } from '../risk/reading.ts';
import { decidesNothing, helpToDecide } from '../task/help.ts';
import { obeyOwnDecision } from '../task/own-decision.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import type { Paragraph } from '../ticket.ts';
import type { LocalDate } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { day } from '../wording/phrases.ts';
import { acceptanceDecided, howToAccept, howToConcede } from '../wording/risk-acceptance.ts';
import { barredFromConceding, conceders } from './people.ts';

/** What `accept` says of a residual risk. */
export interface SaidOfAcceptance {
  because?: Words;
  expires?: LocalDate;
}

/** Under which an owner's word on a residual risk stands in the record. */
export const ACCEPTANCE = 'acceptance';

/**
 * The words of an acceptance (6.1.3 f): `accept`, above the criteria `accept DATE because …`; `reject because …`. Only the risk's owner, or
 * the delegate with that power. @returns whether the word was dealt with.
 */
export function obeyAcceptance(turn: TaskTurn, act: CommentAct): boolean {
  const { verb } = act.command;
  if (verb === 'accept' || verb === 'reject') decideAcceptance(turn, act, verb);
  else {
    const who = ownersOf(turn.state, turn.org);
    return otherWord(turn, act, ['evidence', 'done', 'risk', 'treat'], howToAccept, who);
  }
  return true;
}

function decideAcceptance(turn: TaskTurn, act: CommentAct, verb: 'accept' | 'reject'): void {
  const { state } = turn;
  if (state.stage === 'ended') return misused(turn, act, 'this has been decided already');
  const { by, who } = ownerMay(turn, act);
  if (!by) return refuse(turn, act, who);
  const { text, date } = act.command;
  if (verb === 'reject')
    return text === '' ? misused(turn, act, 'it needs a reason') : end(turn, act, by, 'denied', text);
  const { current } = state.terms.risks ?? {};
  const expires = date === undefined ? undefined : deadlineNamed(turn.org.programme.zone, date);
  if (date !== undefined && !expires) return misused(turn, act, noSuchDay(date));
  if (date !== undefined && (!expires?.date || expires.at <= act.at))
    return misused(turn, act, 'the date is the last day on which it is accepted: a day to come');
  if (current && isUnacceptable(current)) {
    if (!expires?.date)
      return misused(
        turn,
        act,
        `${current.level} is above ${current.limit}: it needs the last day, such as accept 2028-04-30 because …`,
      );
    if (text === '') return misused(turn, act, `${current.level} is above ${current.limit}: it needs a reason`);
  }
  const says = { ...(text !== '' && { because: { text } }), ...(expires?.date && { expires: expires.date }) };
  const name = `accepted${current ? ` at level ${current.level}` : ''}${expires?.date ? ` until ${expires.date}` : ''}`;
  const evidence = { item: ACCEPTANCE, by, at: act.at, how: 'text' as const, name: { text: name }, says };
  record(turn, 'evidence-given', { evidence, cause: act.id }, act.at, byPerson(by));
  end(turn, act, by, 'approved', text);
}

/** The words of a concession: `approve`, `deny because …`, by top management, never by whoever asks for it or owns the risk. */
export function obeyConcession(turn: TaskTurn, act: CommentAct): boolean {
  const { verb } = act.command;
  if (verb === 'approve' || verb === 'deny')
    return obeyOwnDecision(turn, act, (text) => decideConcession(turn, act, verb, text));
  const who = namesOf(turn.org, conceders(turn.state, turn.org), 'or');
  return otherWord(turn, act, ['accept', 'reject', 'evidence', 'done', 'risk', 'treat'], howToConcede, who);
}

function decideConcession(turn: TaskTurn, act: CommentAct, verb: 'approve' | 'deny', text: string): void {
  const { state, org } = turn;
  if (state.stage === 'ended') return misused(turn, act, 'this has been decided already');
  const allowed = conceders(state, org);
  const barred = barredFromConceding(state, org);
  const by = decidedBy(org, act, { allowed, barred, power: 'risk' });
  if (!by) return refuse(turn, act, namesOf(org, allowed, 'or'));
  if (verb === 'deny' && text === '') return misused(turn, act, 'it needs a reason');
  const { expires } = state.terms.risks?.asked ?? {};
  const last = expires === undefined ? undefined : deadlineOn(org.programme.zone, expires);
  if (verb === 'approve' && last && last.at <= act.at)
    return misused(turn, act, `its last day, ${day(org, last)}, is over: deny it, and the risk is assessed anew`);
  end(turn, act, by, verb === 'approve' ? 'approved' : 'denied', text);
}

function end(turn: TaskTurn, act: CommentAct, by: PersonId, decision: 'approved' | 'denied', text: string): void {
  const reason = text === '' ? {} : { reason: { text } };
  record(turn, 'decided', { decision, by, ...reason, cause: act.id }, act.at, byPerson(by));
  record(turn, 'ended', { verdict: decision }, act.at);
  redraw(turn);
  say(turn, `decided:${act.id}`, acceptanceDecided(turn.state, turn.org));
}

function otherWord(turn: TaskTurn, act: CommentAct, nothing: string[], how: Paragraph, who: string): boolean {
  const { verb } = act.command;
  if (verb === 'help' && act.by) helpToDecide(turn, act, how, who, ['extend', 'waive']);
  else if (nothing.includes(verb)) decidesNothing(turn, act, 'decides nothing about a risk', how);
  else return false;
  return true;
}
