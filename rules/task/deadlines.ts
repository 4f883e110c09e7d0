import { dayOf, deadlineOn } from '../calendar/deadline.ts';
import { daysBetween, plusDays } from '../calendar/local-day.ts';
import { hearsByWeek, leads, topManagement } from '../organisation.ts';
import { isNoticedLate } from '../pace.ts';
import { isExternal } from '../plan/dates.ts';
import { type Deadline, type Instant, later, msBetween, plusMs, weeksBetween } from '../time.ts';
import { notify, redraw, say } from '../turn.ts';
import { awaitsVerdicts, noteLacking } from '../whole/count.ts';
import { missedComment, missedNotice, unreadNotice } from '../wording/task.ts';
import type { TaskKind, TaskState } from './state.ts';
import { record, type TaskTurn } from './turn.ts';

/** Where one is missed, top management hears at once and not in its week's digest (contact rule 9). */
const TOP_HEARS: TaskKind[] = ['internal-audit', 'management-review'];

/**
 * Past the hard limit without a submission the task is missed, dated by the limit, or by the rejection that came after it, unless that
 * hangs on verdicts on its parts. Called only once the ticket was read at or after that instant (domain: whose clock). A late task of a
 * nonconformity never raises another.
 */
export function miss(turn: TaskTurn): void {
  const { rejections } = turn.state;
  const hardLimit = limitOf(turn.state);
  if (!hardLimit) return;
  if (awaitsVerdicts(turn, hardLimit.at)) return awaitVerdicts(turn, hardLimit.at);
  const rejected = rejections.at(-1)?.at;
  const at = rejected ? later(hardLimit.at, rejected) : hardLimit.at;
  lapse(turn, at);
  noteLacking(turn);
  record(turn, 'missed', { noticed: turn.now }, at);
  turn.calls.push({ because: 'missed', at, noticed: turn.now });
  redraw(turn);
  tellTop(turn);
}

function awaitVerdicts(turn: TaskTurn, deadline: Instant): void {
  lapse(turn, deadline);
  if (turn.state.awaits?.deadline === deadline) return;
  record(turn, 'awaits-verdicts', { deadline });
  redraw(turn);
}

/** A later date that was asked for and not decided lapses, also where the limit brings no verdict yet (domain: extended). */
function lapse(turn: TaskTurn, at: Instant): void {
  if (turn.state.extension) record(turn, 'extension-lapsed', {}, at);
}

function tellTop(turn: TaskTurn): void {
  const { state, org, seen } = turn;
  if (!state.missed || !TOP_HEARS.includes(state.terms.kind)) return;
  const { subject, lines } = missedNotice(state, org, seen.followUp?.display);
  for (const top of topManagement(org)) notify(turn, top, `missed:${state.missed.at}`, subject, lines, { apart: true });
}

/** @returns the hard limit that the task may still miss; undefined where there is none, or no longer. */
export function limitOf(state: TaskState): Deadline | undefined {
  return state.stage === 'open' && !standsMissed(state) && 'occurrence' in state.terms.origin
    ? state.hardLimit
    : undefined;
}

/** @returns the limit that passed while the ticket could not be read, undefined once it was read, or a later one took its place. */
export function limitUnread(state: TaskState): Instant | undefined {
  const limit = limitOf(state)?.at;
  return state.unread?.deadline === limit ? limit : undefined;
}

/** Whether the task counts as missed since it was last brought back: then its nonconformity is chased, and the task is not. */
export function standsMissed({ missed, revivals }: TaskState): boolean {
  const revived = revivals?.at(-1)?.at;
  return missed !== undefined && (revived === undefined || missed.at >= revived);
}

/** @returns the hard limit that has passed while what is done in parts waits for verdicts on those that were handed in before it. */
export function limitAwaited({ stage, awaits, hardLimit }: TaskState): Deadline | undefined {
  return stage === 'open' && awaits?.deadline === hardLimit?.at ? hardLimit : undefined;
}

/** Whether a later due date may still be asked for: where dates are ours, as often as the terms allow, and not once it is missed. */
export function mayBeExtended(state: TaskState): boolean {
  const { terms, extended } = state;
  return !isExternal(terms, terms.ladder) && extended.length < terms.extensions && !standsMissed(state);
}

/** Says in the ticket that it counts as missed, once the ticket of the nonconformity that follows it up can be named. */
export function announceMissed(turn: TaskTurn): void {
  const { missed } = turn.state;
  const { key, display, ticket } = turn.seen.followUp ?? {};
  if (!missed || missed.nonconformity || !key || !display || !ticket) return;
  record(turn, 'followed-up', { nonconformity: key });
  const followUp = { display, ...ticket };
  if (turn.state.stage !== 'ended') say(turn, `missed:${missed.at}`, missedComment(turn.state, turn.org, followUp));
}

/**
 * A deadline that passed while the ticket could not be read: the lead hears at once, top management weekly; no verdict. A stage that
 * opened past the limit of its occurrence was not unread meanwhile, and what waits for verdicts on its parts need not be read for that.
 */
export function unread(turn: TaskTurn): void {
  const hardLimit = limitOf(turn.state);
  if (!hardLimit || hardLimit.at > turn.now || hardLimit.at <= turn.state.terms.opens) return;
  if (awaitsVerdicts(turn, hardLimit.at)) return;
  if (turn.state.unread?.deadline !== hardLimit.at) record(turn, 'unread', { deadline: hardLimit.at });
  const { subject, lines } = unreadNotice(turn.state, turn.org);
  for (const lead of leads(turn.org)) notify(turn, lead, `unread:${hardLimit.at}`, subject, lines, { atOnce: true });
  const week = weeksBetween(hardLimit.at, turn.now);
  const url = turn.state.thread.ref?.url ?? '';
  const chase = { line: subject, due: hardLimit, url, asks: 'reading' as const };
  for (const top of topManagement(turn.org).filter((p) => hearsByWeek(turn.org, p)))
    notify(turn, top, `unread:${hardLimit.at}:${week}`, subject, lines, { digest: true, chase });
}

/** @returns the hard limit as far from the new due date as it was from the old one: in days, or exactly. */
export function movedAlong(zone: string, limit: Deadline, from: Deadline, to: Deadline): Deadline {
  if (!limit.date) return { at: plusMs(limit.at, msBetween(from.at, to.at)) };
  return deadlineOn(zone, plusDays(limit.date, daysBetween(dayOf(zone, from), dayOf(zone, to))));
}

/**
 * @returns since when a time that people are given counts: from the act, or from its reading where downtime kept it from them.
 */
export function givenSince({ org, now }: TaskTurn, at: Instant): Instant {
  return isNoticedLate(at, now, org.programme.pace.planner) ? now : at;
}
