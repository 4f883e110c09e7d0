import { byPerson } from '../actor.ts';
import { deadlineAfter, deadlineOn } from '../calendar/deadline.ts';
import { dateAt, startOfDay } from '../calendar/local-day.ts';
import { addToDate } from '../calendar/span.ts';
import { type Deadline, type Instant, later, plusMs } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { waitsForBody } from '../wording/nonconformity/external.ts';
import { closedComment, majorProposed, newRound } from '../wording/nonconformity/rounds.ts';
import { clocksFrom } from './clock.ts';
import { externalEnd } from './external.ts';
import type { Happening } from './happening.ts';
import { type ActionOutcome, slotOf } from './outcome.ts';
import { planApprovers } from './people.ts';
import { awaitedBody, foundEffective, type NonconformityState, timesIneffective } from './state.ts';
import { type NonconformityTurn, record } from './turn.ts';

const REVIEW = 'effectiveness';

/** @returns the slot of the effectiveness review: another one where what the one before was to judge fell. */
export function reviewSlot({ round, verified }: NonconformityState): string {
  return slotOf(round, verified?.review ? `${REVIEW}-${verified.review}` : REVIEW);
}

/** Whether what that review is to judge fell before it was judged: an action was rejected, or the grade changed (domain: steps). */
export function isVoid(state: NonconformityState, slot: string): boolean {
  return state.closed === undefined && (state.verified === undefined || slot !== reviewSlot(state));
}

/**
 * Verified as a whole: the fix works for a while, then it is judged. The wait counts from the last verification; the review is due a
 * ladder's lead after it opens.
 * @param last the last verification. @param at when the nonconformity counts as verified.
 */
export function markVerified(turn: NonconformityTurn, last: Instant, at: Instant, implementers: string[]): void {
  const { opens, due } = reviewDates(turn, last, at);
  const reviews = turn.seen.actions.filter((o) => o.slot.startsWith(slotOf(turn.state.round, REVIEW)));
  const before = reviews.filter((o) => o.opens !== undefined && o.opens <= opens).length;
  const review = before > 0 && { review: before + 1 };
  record(turn, 'verified', { at, opens, due, implementers, ...review }, at);
  redraw(turn);
}

function reviewDates({ org, state }: NonconformityTurn, last: Instant, at: Instant): { opens: Instant; due: Deadline } {
  const { calendar } = org;
  const { clocks, ladder } = state.terms;
  const { effectiveness: wait } = clocks;
  const { lead } = ladder;
  if (wait.unit === 'ms') {
    const opens = later(plusMs(last, wait.n), at);
    return { opens, due: deadlineAfter(calendar, opens, lead) };
  }
  const waited = addToDate(calendar, dateAt(calendar.zone, last), wait);
  const today = dateAt(calendar.zone, at);
  const day = waited > today ? waited : today;
  const opens = startOfDay(calendar.zone, day);
  if (lead.unit === 'ms') return { opens, due: { at: plusMs(opens, lead.n) } };
  return { opens, due: deadlineOn(calendar.zone, addToDate(calendar, day, lead)) };
}

/** Found effective before the certification body's letter came, it closes with that: when both axes have ended. */
export function bothEnded(turn: NonconformityTurn): Happening[] {
  const { external } = turn.state;
  const found = foundEffective(turn.state);
  const ended = external && externalEnd(external);
  if (!found || !ended) return [];
  const at = later(found.at, ended);
  return [{ at, order: 6, apply: () => close(turn, at) }];
}

function close(turn: NonconformityTurn, at: Instant): void {
  record(turn, 'closed', {}, at);
  redraw(turn);
  say(turn, `closed:${turn.state.round}`, closedComment(turn.state, turn.org));
}

/** The verdict of the round's effectiveness review: closes, or starts a new round with the grade's full clock. */
export function judgement(turn: NonconformityTurn): Happening[] {
  const { state } = turn;
  const review = turn.seen.actions.find((o) => o.slot === reviewSlot(state));
  if (!state.verified || !review?.judged || review.stage !== 'ended' || foundEffective(state)) return [];
  const at = later(review.judged.at, state.verified.at);
  return [{ at, order: 5, apply: () => conclude(turn, review, at) }];
}

function conclude(turn: NonconformityTurn, review: ActionOutcome, at: Instant): void {
  const { judged } = review;
  if (!judged) return;
  const { verdict, by, text } = judged;
  const { round } = turn.state;
  record(turn, 'judged', { verdict, by, task: review.key, text }, at, byPerson(by));
  redraw(turn);
  if (verdict === 'effective') {
    const body = awaitedBody(turn.state);
    if (body) say(turn, `effective:${review.slot}`, waitsForBody(turn.state, turn.org, body));
    else close(turn, at);
    return;
  }
  const { state, org } = turn;
  record(
    turn,
    'round-begun',
    { round: round + 1, ...clocksFrom(org.calendar, state.terms.clocks, state.grade, at) },
    at,
  );
  say(turn, `round:${round + 1}`, newRound(turn.state, org));
  if (state.grade === 'major' || timesIneffective(state) < 2) return;
  record(turn, 'major-proposed', {}, at);
  askForMajor(turn, String(round + 1));
}

/** Asks whether a minor whose fixes did not work is a major (domain: steps). */
export function askForMajor(turn: NonconformityTurn, cause: string): void {
  const asked = planApprovers(turn.state, turn.org);
  say(turn, `proposed:${cause}`, majorProposed(turn.state, turn.org, asked), { told: asked, asks: true });
}
