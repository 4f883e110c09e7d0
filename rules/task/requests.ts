import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { answer, misused, refuse } from '../answers.ts';
import { askForAuditor } from '../audit/taken-over.ts';
import { decidedBy, withStandIns } from '../authority.ts';
import { deadlineNamed, noSuchDay } from '../calendar/named.ts';
import type { Verb } from '../commands.ts';
import { namesOf } from '../organisation.ts';
import { isExternal } from '../plan/dates.ts';
import type { PersonId, Power } from '../programme.ts';
import type { Instant } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { beforeEndOf, day, dayAt } from '../wording/phrases.ts';
import { extensionAsked, severalOpen, waiverAsked } from '../wording/requests.ts';
import { limitOf, standsMissed } from './deadlines.ts';
import { decideExtension, decideWaiver } from './decisions.ts';
import { limitOfAction } from './limit-of-action.ts';
import { openRequests, type What } from './open-requests.ts';
import { approvers, askers, mayAsk } from './people.ts';
import type { TaskState } from './state.ts';
import { record, type TaskTurn } from './turn.ts';

/** What a delegation has to name. */
const POWER = { extension: 'extend', waiver: 'waive' } as const satisfies Record<What, Power>;

/** `extend DATE because …`: asks; a due date changes in no other way (domain: extended). */
export function extend(turn: TaskTurn, act: CommentAct): void {
  const { state, org } = turn;
  const by = asker(turn, act);
  if (!by) return;
  const because = whyNotExtend(turn, act);
  if (because) return misused(turn, act, because);
  const to = deadlineNamed(org.programme.zone, act.command.date ?? '');
  if (!to) return misused(turn, act, noSuchDay(act.command.date));
  if (to.at <= state.due.at || to.at <= act.at)
    return misused(turn, act, `the date must be later than ${day(org, state.due)}, and to come`);
  const limit = limitOfAction(turn, act.at);
  if (limit && to.at > limit.at)
    return misused(turn, act, `the nonconformity that it belongs to must be resolved by ${day(org, limit)}`);
  const { link, limit: last } = turn.seen.whole ?? {};
  if (link && last && to.at > last.at)
    return misused(
      turn,
      act,
      `${link.display}, of which this is a part, counts as missed after ${day(org, last)}; ask there`,
    );
  record(turn, 'extension-asked', { by, to, reason: { text: act.command.text }, cause: act.id }, act.at, byPerson(by));
  const told = whoIsAsked(turn, 'extension');
  say(turn, `extension:${act.id}`, extensionAsked(turn.state, org, told, act.at), { told, asks: true });
}

/** What waits for a word is asked again in the successor of a deleted ticket (domain: tampering). */
export function askAgain(turn: TaskTurn): void {
  const { state, org, now } = turn;
  const asked = (what: What) => state[what]?.at ?? now;
  for (const what of openRequests(state)) {
    const told = whoIsAsked(turn, what);
    const text =
      what === 'extension'
        ? extensionAsked(state, org, told, asked(what))
        : waiverAsked(state, org, told, false, turn.seen);
    say(turn, `${what}:again`, text, { told, asks: true });
  }
  const { person } = state.audit?.asked ?? {};
  if (person && state.stage === 'open') askForAuditor(turn, person, 'again');
}

/** @returns who decides a request as things stand, and who stands in for them. */
export function whoIsAsked({ state, org, now }: TaskTurn, what: What): PersonId[] {
  const { allowed, barred } = approvers(state, org, what);
  return withStandIns(org, { allowed, barred, power: POWER[what] }, now);
}

function whyNotExtend({ state, org }: TaskTurn, act: CommentAct): string | undefined {
  const { terms, extended, extension, hardLimit } = state;
  if (isExternal(terms, terms.ladder)) return 'this date is set from outside and cannot be moved here';
  if (terms.extensions === 0) return 'this task may have no extension';
  if (extended.length >= terms.extensions)
    return terms.extensions === 1
      ? 'the one extension that this task may have is used up'
      : `the ${terms.extensions} extensions that this task may have are used up`;
  if (extension) return `${day(org, extension.to)} has been asked for and is not decided yet`;
  if (hardLimit && act.at >= hardLimit.at) return `it had to be asked ${beforeEndOf(org, hardLimit, 'ended')}`;
  if (!act.command.date) return 'it needs a date, such as 2027-04-23';
  return act.command.text === '' ? 'it needs a reason' : undefined;
}

/** `waive because …`, or a close as won't-do: asks not to do this one (domain: waived). It stops no clock. */
export function waive(
  turn: TaskTurn,
  act: { id: string; at: string; by: PersonId },
  reason: string,
  reopened: boolean,
): void {
  record(turn, 'waiver-asked', { by: act.by, reason: { text: reason }, cause: act.id }, act.at, byPerson(act.by));
  if (reopened) redraw(turn, { reopen: true });
  const told = whoIsAsked(turn, 'waiver');
  say(turn, `waiver:${act.id}`, waiverAsked(turn.state, turn.org, told, reopened, turn.seen), { told, asks: true });
}

/** The word `waive`, checked before it counts. */
export function waiveByWord(turn: TaskTurn, act: CommentAct): void {
  const by = asker(turn, act);
  if (!by) return;
  if (turn.state.waiver) return misused(turn, act, 'a waiver has been asked for and is not decided yet');
  if (act.command.text === '') return misused(turn, act, 'it needs a reason');
  waive(turn, { ...act, by }, act.command.text, false);
}

/** `approve` and `deny`, of whichever request is open; named where both are. */
export function decide(turn: TaskTurn, act: CommentAct): void {
  const { state, org } = turn;
  if (state.stage !== 'open') return misused(turn, act, over(state));
  const open = openRequests(state);
  const [only] = open;
  if (!only) return misused(turn, act, nothingAsked(turn, act.at));
  const { what = open.length === 1 ? only : undefined, reason, lacks } = sayWhich(act.command.text, open);
  if (lacks) return misused(turn, act, `no ${lacks} is being asked for`);
  if (!what) return answer(turn, act, 'several requests are open', severalOpen(act.command.verb));
  const { allowed, barred } = approvers(state, org, what);
  const by = decidedBy(org, act, { allowed, barred, power: POWER[what] });
  if (!by) return refuse(turn, act, namesOf(org, allowed, 'or'), dayAt(org, state[what]?.at ?? act.at, state.due));
  if (act.command.verb === 'deny' && reason === '') return misused(turn, act, 'it needs a reason');
  if (what === 'waiver') return decideWaiver(turn, act, by, reason);
  const late = lapsed(turn, act.at);
  if (late) return misused(turn, act, late);
  if (state.extension) decideExtension(turn, act, state.extension, by, reason);
}

function nothingAsked(turn: TaskTurn, at: Instant): string {
  if (standsMissed(turn.state))
    return 'nothing is being asked for; a request for a later date lapses when a task counts as missed';
  return lapsed(turn, at) ?? 'nothing has been asked for here';
}

/** @returns why no later date is decided at an instant: its request lapsed with the hard limit, missed or not. */
function lapsed({ state, org }: TaskTurn, at: Instant): string | undefined {
  const limit = limitOf(state);
  return limit && at >= limit.at
    ? `nothing is being asked for; a later date had to be approved ${beforeEndOf(org, limit, 'ended')}`
    : undefined;
}

/** Whether a word decides a request that waits in the ticket. */
export function decidesRequest({ state }: TaskTurn, verb: Verb): boolean {
  return (verb === 'approve' || verb === 'deny') && openRequests(state).length > 0;
}

/**
 * A leading `extension` or `waiver` names the request; where only one is open, it may as well begin the reason. `lacks`: it names one that
 * nobody asked for.
 */
function sayWhich(text: string, open: What[]): { what?: What; reason: string; lacks?: string } {
  const match = /^(extension|waiver)\b[\s:,]*(because\b[\s:,]*)?/i.exec(text);
  if (!match) return { reason: text };
  const name = match[1]?.toLowerCase();
  const rest = text.slice(match[0].length).trim();
  const sentence = open.length === 1 && !match[2] && rest !== '';
  const what = open.find((w) => w === name);
  if (what) return { what, reason: sentence ? text : rest };
  return { reason: text, ...(name && !sentence && { lacks: name }) };
}

/** Whether somebody may ask: the assignee, a delegate, the owner, or the lead; and whether there is still time to. */
function asker(turn: TaskTurn, act: CommentAct): PersonId | undefined {
  const { state, org } = turn;
  if (!act.by || !mayAsk(state, org, act.by, act.at)) refuse(turn, act, namesOf(org, askers(state, org), 'or'));
  else if (state.stage !== 'open') misused(turn, act, over(state));
  else return act.by;
  return undefined;
}

function over(state: TaskState): string {
  return state.stage === 'ended' ? 'this is finished' : 'this has been handed in already';
}
