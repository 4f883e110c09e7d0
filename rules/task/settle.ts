import type { CommentAct } from '../acts.ts';
import { writer } from '../answers.ts';
import { isAudit, isWaiting } from '../audit/auditor.ts';
import { namesOf } from '../organisation.ts';
import type { Ticket } from '../ticket.ts';
import { earliest, type Instant, msBetween } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { awaitParts, handsItselfIn } from '../whole/count.ts';
import { onlySomeMayWaive, waiverWaits } from '../wording/requests.ts';
import { byWord, reopenUndecided } from './by-word.ts';
import { type Closing, closingOf } from './closing.ts';
import { limitOf, miss, unread } from './deadlines.ts';
import { askers, mayAsk } from './people.ts';
import { waive, whoIsAsked } from './requests.ts';
import { assigneeAt, type TaskState } from './state.ts';
import { gateOpens, judge, sendBack, sendBackOther, sendBackStranger, submit } from './submission.ts';
import { record, type TaskTurn } from './turn.ts';

/** Parts are read within minutes of a deadline; that takes longer only where their tracker cannot be read. ms. */
const longUnread = 3_600_000;

/** How far a settling goes: what happened up to an instant; only the last one of a reading refuses. */
export interface Reach {
  upTo: Instant;
  last: boolean;
}

/**
 * What closes and the hard limit amount to: a complete close before the limit is a submission in time, however late it is read, and
 * whatever was done to the ticket after it; without one the task is missed (domain: whose clock). @returns when to look again, if an answer has to wait.
 */
export function settle(turn: TaskTurn, ticket: Ticket, acts: CommentAct[], reach: Reach): Instant | undefined {
  for (;;) {
    const before = turn.events.length;
    const again = settleFirst(turn, ticket, acts, reach);
    if (again !== undefined || turn.events.length === before) return again;
  }
}

function settleFirst(turn: TaskTurn, ticket: Ticket, acts: CommentAct[], { upTo, last }: Reach): Instant | undefined {
  if (turn.state.stage !== 'open') return undefined;
  const standing = closingOf(turn.state, ticket, acts, turn.org, turn.seen.forgottenUntil) ?? handsItselfIn(turn, upTo);
  const closing = standing && standing.at <= upTo ? standing : undefined;
  const word = byWord(turn.state);
  if (word) {
    if (closing?.undone) noteUndone(turn, closing);
    else if (closing) reopenUndecided(turn, closing, word);
    const limit = limitOf(turn.state)?.at;
    if (limit && limit <= upTo) miss(turn);
    return undefined;
  }
  const theirs = closing !== undefined && mayHandIn(turn.state, closing);
  const judged = closing?.by && !closing.dropped && theirs ? judge(turn, ticket, closing) : undefined;
  if (judged && !turn.frozen) return turn.now;
  const fell = closing?.undone && !stood(closing, judged) ? closing.undone : undefined;
  if (closing && fell && fell.at <= upTo) return noteUndone(turn, closing);
  const limit = turn.state.hardLimit?.at;
  const inTime = judged?.complete && (!limit || judged.at < limit);
  const again = limit && limit <= upTo && !inTime ? awaitParts(turn, limit) : undefined;
  if (limit && again) {
    if (msBetween(limit, turn.now) > longUnread) unread(turn);
    return again;
  }
  if (limit && limit <= upTo && !inTime) miss(turn);
  if (!closing || fell) return undefined;
  if (!closing.by) sendBackStranger(turn, closing);
  else if (closing.dropped) dropped(turn, closing);
  else if (!theirs) sendBackOther(turn, closing, closing.by);
  else if (judged?.complete) {
    if (judged.at <= upTo) submit(turn, closing, judged);
  } else if (judged && last) return refuseOrWait(turn, ticket, closing, judged.gathered);
  return undefined;
}

/** What is personal only its assignee hands in, and an audit only an auditor whom nothing stands against and nobody has to approve first. */
function mayHandIn(state: TaskState, { by, at }: Closing): boolean {
  if (!state.terms.personal && !isAudit(state)) return true;
  return by === assigneeAt(state, at) && !isWaiting(state, by);
}

/** What was complete when it was undone; or was undone because a waiver was asked for. */
function stood({ by, dropped, undone }: Closing, judged: ReturnType<typeof judge> | undefined): boolean {
  return by !== undefined && (dropped || (judged?.complete === true && judged.at <= (undone?.at ?? '')));
}

function noteUndone(turn: TaskTurn, closing: Closing): undefined {
  const byPeople = 'it was undone before it counted';
  const why = closing.undone?.by === 'people' ? byPeople : 'it was sent back in a time that the register has forgotten';
  record(turn, 'answered', { cause: closing.cause, why, ...writer(closing) });
}

/** A refusal waits, by the tracker's clock as by ours: a close and its files are separate events (contact rule 10). */
function refuseOrWait(
  turn: TaskTurn,
  ticket: Ticket,
  closing: Closing,
  gathered: Parameters<typeof sendBack>[2],
): Instant | undefined {
  const opens = gateOpens(turn, closing);
  const read = earliest(turn.now, ticket.asOf) ?? turn.now;
  if (read < opens) return opens;
  sendBack(turn, closing, gathered);
  return undefined;
}

/** Closed as won't-do asks for a waiver, if it comes from somebody who may ask; the ticket is open again until it is decided. */
function dropped(turn: TaskTurn, closing: Closing): void {
  const { state, org } = turn;
  if (closing.by && !state.waiver && mayAsk(state, org, closing.by, closing.at))
    return waive(turn, { id: closing.cause, at: closing.at, by: closing.by }, 'closed as not planned', true);
  const why = state.waiver
    ? 'closed as won’t-do while a waiver is asked for'
    : 'closed as won’t-do by somebody who may not ask for it';
  record(turn, 'answered', { cause: closing.cause, why, ...writer(closing) });
  redraw(turn, { reopen: true });
  if (state.waiver) say(turn, `waiver-waits:${state.waiver.at}`, waiverWaits(state, org, whoIsAsked(turn, 'waiver')));
  else say(turn, `waiver:${closing.cause}`, onlySomeMayWaive(namesOf(org, askers(state, org), 'or')));
}
