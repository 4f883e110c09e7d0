import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { decidedBy, withStandIns } from '../authority.ts';
import { deadlineNamed, noSuchDay } from '../calendar/named.ts';
import { leads, namesOf } from '../organisation.ts';
import type { Instant } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { remindByWeek } from '../waiting-for-top.ts';
import { extensionAsked, extensionDenied, extensionGiven, extensionWaits } from '../wording/nonconformity/extension.ts';
import { beforeEndOf, day, dayAt } from '../wording/phrases.ts';
import { extensionsAllowed, extensionsUsed, hasDeadline } from './clock.ts';
import { letterOf } from './letters.ts';
import { extensionApprovers, onBodysDate, ownersOf, writesSteps } from './people.ts';
import { type NonconformityTurn, record } from './turn.ts';

/** `extend DATE because …`: asks, once a grade, before the deadline; asking stops no clock (domain: clocks, extended). */
export function extend(turn: NonconformityTurn, act: CommentAct): void {
  const { state, org } = turn;
  const { resolve } = state.clocks;
  const by = act.by;
  if (!by || !(writesSteps(state, org, by, act.at) || leads(org).includes(by)))
    return refuse(turn, act, namesOf(org, [...new Set([...ownersOf(state), ...leads(org)])], 'or'));
  if (!hasDeadline(state)) return misused(turn, act, 'a concern has no deadline until stage 2');
  const allowed = extensionsAllowed(state);
  if (extensionsUsed(state) >= allowed)
    return misused(
      turn,
      act,
      `a ${state.grade} may be extended ${allowed === 1 ? 'once' : `${allowed} times`}, and that is used up`,
    );
  if (state.extension)
    return misused(turn, act, `${day(org, state.extension.to)} has been asked for and is not decided yet`);
  if (act.at >= resolve.at)
    return misused(
      turn,
      act,
      `it had to be asked ${beforeEndOf(org, resolve, 'ended')}; an action may have any date to come now`,
    );
  if (state.resolved) return misused(turn, act, 'everything has been handed in already');
  if (!act.command.date) return misused(turn, act, 'it needs a date, such as 2027-07-30');
  if (act.command.text === '') return misused(turn, act, 'it needs a reason');
  const to = deadlineNamed(org.programme.zone, act.command.date);
  if (!to) return misused(turn, act, noSuchDay(act.command.date));
  if (to.at <= resolve.at) return misused(turn, act, `the date must be later than ${day(org, resolve)}`);
  if (onBodysDate(state) && !letterOf(turn, act))
    return misused(turn, act, 'the date is the certification body’s: it needs its letter, attached or linked');
  record(turn, 'extension-asked', { by, to, reason: { text: act.command.text }, cause: act.id }, act.at, byPerson(by));
  askForExtension(turn, act.id);
}

/** Asks whoever may move the deadline; of the ticket's successor, once more. */
export function askForExtension(turn: NonconformityTurn, cause: string): void {
  const { state, org, now } = turn;
  const { allowed, barred } = extensionApprovers(state, org);
  const told = withStandIns(org, { allowed, barred, power: 'extend' }, now);
  say(turn, `extension:${cause}`, extensionAsked(state, org, told), { told, asks: true });
}

/** Reminds of an extension that waits for top management; past the deadline it has lapsed. @returns when that is due next. */
export function remindOfExtension(turn: NonconformityTurn): Instant | undefined {
  const { state, org, now } = turn;
  const { extension, clocks, resolved, closed } = state;
  if (!extension || resolved || closed || now >= clocks.resolve.at) return undefined;
  const deciders = extensionApprovers(state, org).allowed;
  const notice = () => extensionWaits(state, org, extension);
  return remindByWeek(turn, { what: 'extension', asked: extension.at, deciders, notice });
}

/** `approve` and `deny` of the extension; after the deadline it has lapsed. */
export function decideExtension(turn: NonconformityTurn, act: CommentAct, reason: string): void {
  const { state, org } = turn;
  const { extension } = state;
  if (!extension || act.at >= state.clocks.resolve.at)
    return misused(turn, act, 'the request lapsed when the deadline passed');
  const { allowed, barred } = extensionApprovers(state, org);
  const by = decidedBy(org, act, { allowed, barred, power: 'extend' });
  if (!by) return refuse(turn, act, namesOf(org, allowed, 'or'), dayAt(org, extension.at, state.clocks.resolve));
  const actor = byPerson(by);
  if (act.command.verb === 'deny') {
    if (reason === '') return misused(turn, act, 'it needs a reason');
    record(turn, 'extension-denied', { by, reason: { text: reason }, cause: act.id }, act.at, actor);
    say(turn, `denied:${act.id}`, extensionDenied(turn.state, org, reason));
    return;
  }
  record(turn, 'extension-approved', { by, due: extension.to, cause: act.id }, act.at, actor);
  redraw(turn);
  say(turn, `extended:${act.id}`, extensionGiven(turn.state, org));
}
