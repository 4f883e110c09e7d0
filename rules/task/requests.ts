import type { CommentAct } from '../acts.ts';
import { answer, misused, refuse } from '../answers.ts';
import { decidesFor, worksFor } from '../authority.ts';
import { dayOf, deadlineOn } from '../calendar/deadline.ts';
import { daysBetween, plusDays } from '../calendar/local-day.ts';
import { deadlineNamed } from '../calendar/named.ts';
import { leads, namesOf } from '../organisation.ts';
import { type Deadline, msBetween, plusMs } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { day } from '../wording/phrases.ts';
import { extensionAsked, extensionDenied, extensionGiven, waiverAsked, waiverDenied, waiverGiven } from '../wording/requests.ts';
import { approvers, isDemanded } from './people.ts';
import { actorOf, record, type TaskTurn } from './turn.ts';

/** `extend DATE because …`: asks; a due date changes in no other way (domain: extended). */
export function extend(turn: TaskTurn, act: CommentAct): void {
  const { state, org } = turn;
  if (!asks(turn, act)) return;
  if (!state.terms.ladder.extensions) return misused(turn, act, 'this date is set from outside and cannot be moved here');
  if (state.extended.length >= state.terms.extensions)
    return misused(turn, act, `the ${state.terms.extensions} extensions that this task may have are used up`);
  if (state.extension) return misused(turn, act, `${day(org, state.extension.to ?? state.due)} has been asked for and is not decided yet`);
  if (state.hardLimit && act.at >= state.hardLimit.at) return misused(turn, act, `it had to be asked before ${day(org, state.hardLimit)} ended`);
  if (!act.command.date) return misused(turn, act, 'it needs a date, such as 2027-04-23');
  if (act.command.text === '') return misused(turn, act, 'it needs a reason');
  const to = deadlineNamed(org.programme.zone, act.command.date);
  if (!to || to.at <= state.due.at) return misused(turn, act, `the date must be later than ${day(org, state.due)}`);
  const { notAfter } = turn.seen;
  if (notAfter && to.at > notAfter.at)
    return misused(turn, act, `the nonconformity that it belongs to must be resolved by ${day(org, notAfter)}`);
  const by = act.by ?? '';
  record(turn, 'extension-asked', { by, to, reason: { text: act.command.text }, cause: act.id }, act.at, actorOf(by, act.asserted));
  const { allowed } = approvers(turn.state, org, 'extension');
  say(turn, `extension:${act.id}`, extensionAsked(turn.state, org, allowed), { told: allowed });
}

/** `waive because …`, or a close as won't-do: asks not to do this one (domain: waived). It stops no clock. */
export function waive(turn: TaskTurn, act: Pick<CommentAct, 'id' | 'at' | 'by' | 'asserted'>, reason: string, reopened: boolean): void {
  const by = act.by ?? '';
  record(turn, 'waiver-asked', { by, reason: { text: reason }, cause: act.id }, act.at, actorOf(by, act.asserted));
  if (reopened) redraw(turn);
  const { allowed } = approvers(turn.state, turn.org, 'waiver');
  say(turn, `waiver:${act.id}`, waiverAsked(turn.state, turn.org, allowed, reopened), { told: allowed });
}

/** The word `waive`, checked before it counts. */
export function waiveByWord(turn: TaskTurn, act: CommentAct): void {
  if (!asks(turn, act)) return;
  if (turn.state.waiver) return misused(turn, act, 'a waiver has been asked for and is not decided yet');
  if (act.command.text === '') return misused(turn, act, 'it needs a reason');
  waive(turn, act, act.command.text, false);
}

/** `approve` and `deny`, of whichever request is open; named where both are. */
export function decide(turn: TaskTurn, act: CommentAct): void {
  const { state } = turn;
  const named = /^(extension|waiver)\b/i.exec(act.command.text)?.[1]?.toLowerCase();
  const open = [state.extension && 'extension', state.waiver && 'waiver'].filter((w) => w !== undefined);
  const what = named ?? (open.length === 1 ? open[0] : undefined);
  if (open.length === 0) return misused(turn, act, 'nothing has been asked for here');
  if (!what || !open.includes(what as 'extension'))
    return answer(turn, act.id, 'several requests are open', [
      ['Two requests are open here. Please write ', { command: `${act.command.verb} extension` }, ' or ', { command: `${act.command.verb} waiver` }, '.'],
    ]);
  const kind = what as 'extension' | 'waiver';
  const { allowed, barred } = approvers(state, turn.org, kind);
  const power = kind === 'extension' ? 'extend' : 'waive';
  const by = act.by && decidesFor(turn.org, allowed, barred, act.by, power, act.at) ? act.by : undefined;
  if (!by) return refuse(turn, act, namesOf(turn.org, allowed, 'or'));
  const reason = act.command.text.replace(/^(extension|waiver)\b\s*(because\b\s*)?/i, '');
  if (act.command.verb === 'deny' && reason === '') return misused(turn, act, 'it needs a reason');
  if (kind === 'extension') decideExtension(turn, act, by, reason);
  else decideWaiver(turn, act, by, reason);
}

function decideExtension(turn: TaskTurn, act: CommentAct, by: string, reason: string): void {
  const { state } = turn;
  const to = state.extension?.to;
  if (!to) return;
  const actor = actorOf(by, act.asserted);
  if (act.command.verb === 'deny') {
    record(turn, 'extension-denied', { by, reason: { text: reason }, cause: act.id }, act.at, actor);
    say(turn, `denied:${act.id}`, extensionDenied(turn.state, turn.org, reason));
    return;
  }
  const hardLimit = state.hardLimit && { hardLimit: movedAlong(turn, state.hardLimit, state.due, to) };
  record(turn, 'extension-approved', { by, due: to, ...hardLimit, cause: act.id }, act.at, actor);
  redraw(turn);
  say(turn, `extended:${act.id}`, extensionGiven(turn.state, turn.org));
}

function decideWaiver(turn: TaskTurn, act: CommentAct, by: string, reason: string): void {
  const actor = actorOf(by, act.asserted);
  if (act.command.verb === 'deny') {
    record(turn, 'waiver-denied', { by, reason: { text: reason }, cause: act.id }, act.at, actor);
    say(turn, `denied:${act.id}`, waiverDenied(turn.state, turn.org, reason));
    return;
  }
  const covering = act.command.key;
  record(turn, 'waiver-approved', { by, cause: act.id, ...(covering && { covering }) }, act.at, actor);
  if (isDemanded(turn.state) && !covering) turn.calls.push({ because: 'waived', at: act.at, noticed: turn.now });
  record(turn, 'ended', { verdict: 'waived' }, act.at);
  redraw(turn);
  say(turn, `waived:${act.id}`, waiverGiven(turn.state, turn.org));
}

/** Whether somebody may ask: the assignee, a delegate or manager, the owner, or the lead; and whether there is still time to. */
function asks(turn: TaskTurn, act: CommentAct): boolean {
  const { state, org } = turn;
  const mayAsk = act.by && (worksFor(org, act.by, state.assignee, act.at) || act.by === state.terms.owner || leads(org).includes(act.by));
  if (!mayAsk) {
    refuse(turn, act, namesOf(org, [...new Set([state.assignee, state.terms.owner, ...leads(org)])], 'or'));
    return false;
  }
  if (state.stage === 'open') return true;
  misused(turn, act, 'this has been handed in already');
  return false;
}

function movedAlong(turn: TaskTurn, limit: Deadline, from: Deadline, to: Deadline): Deadline {
  const { zone } = turn.org.programme;
  if (!limit.date) return { at: plusMs(limit.at, msBetween(from.at, to.at)) };
  return deadlineOn(zone, plusDays(limit.date, daysBetween(dayOf(zone, from), dayOf(zone, to))));
}
