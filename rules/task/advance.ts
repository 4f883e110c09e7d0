import { type CommentAct, heard } from '../acts.ts';
import { answerPuzzle } from '../answers.ts';
import type { Organisation } from '../organisation.ts';
import type { Ticket } from '../ticket.ts';
import { earliest, type Instant, plusMs } from '../time.ts';
import { type Decision, redraw } from '../turn.ts';
import { chase, chaseVerification, nextRung } from './chase.ts';
import { type Closing, closingOf } from './closing.ts';
import { announceMissed, miss, unread } from './deadlines.ts';
import { closingDecidesNothing, keepReviewer } from './effectiveness.ts';
import { gatherEvidence } from './evidence.ts';
import { evolveTask } from './evolve.ts';
import { obey } from './obey.ts';
import { waive } from './requests.ts';
import type { Seen } from './seen.ts';
import { taskStream, type TaskState } from './state.ts';
import { gateOpens, judge, sendBack, sendBackStranger, submit } from './submission.ts';
import { assignment, fence, missing, reopened } from './tampering.ts';
import { record, type NonconformityCall, type TaskTurn } from './turn.ts';

export interface TaskDecision extends Decision {
  state: TaskState;
  calls: NonconformityCall[];
}

const longestSleep = 86_400_000;
const readAgain = 60_000;

/**
 * The whole life of a task, one pass: what people did since the last reading, in the order in which they did it, with the deadlines
 * that passed between; then what is chased, and when to look again (domain, section 4). The same input gives the same result.
 * @param version events that stand in the task's stream.
 */
export function advanceTask(state: TaskState, version: number, seen: Seen, org: Organisation, now: Instant): TaskDecision {
  const { key, display } = state.terms;
  const stream = taskStream(key);
  const turn: TaskTurn = { key, display, stream, org, now, version, evolve: evolveTask, state, events: [], effects: [], seen, calls: [] };
  const wakeAt = pass(turn);
  const { events, effects, calls } = turn;
  return { events, effects, calls, state: turn.state, ended: turn.state.stage === 'ended', wakeAt: earliest(wakeAt, plusMs(now, longestSleep)) ?? now };
}

function pass(turn: TaskTurn): Instant | undefined {
  const { reading } = turn.seen;
  if (!turn.state.thread.ref) redraw(turn, { opening: true });
  if (!reading) return unopened(turn);
  if ('unread' in reading) {
    unread(turn);
    return earliest(plusMs(turn.now, readAgain), turn.state.hardLimit && turn.state.hardLimit.at > turn.now ? turn.state.hardLimit.at : undefined);
  }
  if ('gone' in reading) {
    missing(turn, reading);
    return plusMs(turn.now, 3_600_000);
  }
  return read(turn, reading);
}

/** Nothing is chased before there is a ticket; looks again when the first rung or the hard limit comes. */
function unopened(turn: TaskTurn): Instant | undefined {
  unread(turn);
  const step = nextRung(turn);
  return earliest(step?.send ? plusMs(turn.now, readAgain) : step?.nextAt, turn.state.hardLimit?.at);
}

function read(turn: TaskTurn, ticket: Ticket): Instant | undefined {
  const { ref, gone } = turn.state.thread;
  if (gone) record(turn, 'found', {});
  if (ref && ref.url !== ticket.ref.url) record(turn, 'moved', { ref: ticket.ref });
  const { acts, puzzles } = heard(turn.state.thread, ticket, turn.seen.asserted, turn.org);
  for (const puzzle of puzzles) answerPuzzle(turn, puzzle);
  for (const act of acts) {
    settle(turn, ticket, acts, act.at);
    if (!turn.state.thread.handled.includes(act.id) && !isClosing(turn, ticket, acts, act)) obey(turn, act);
  }
  const gate = settle(turn, ticket, acts, ticket.asOf);
  announceMissed(turn);
  fence(turn, ticket);
  if (turn.state.stage === 'ended') {
    reopened(turn, ticket);
    return undefined;
  }
  if (turn.state.terms.kind === 'effectiveness-review') keepReviewer(turn, ticket);
  else assignment(turn, ticket);
  const lacking = gatherEvidence(turn.state, ticket, turn.org, turn.seen.files).missing.map((m) => m.item.id);
  const rung = chase(turn, lacking, lastWord(turn, ticket)) ?? chaseVerification(turn);
  const limit = turn.state.stage === 'open' && !turn.state.missed ? turn.state.hardLimit?.at : undefined;
  return earliest(gate, rung, limit);
}

/**
 * What a standing close and the hard limit amount to, up to `upTo`: a complete close before the limit is a submission in time,
 * however late it is read; without one the task is missed. @returns when to look again, if a refusal has to wait.
 */
function settle(turn: TaskTurn, ticket: Ticket, acts: CommentAct[], upTo: Instant): Instant | undefined {
  if (turn.state.stage !== 'open') return undefined;
  const closing = closingOf(turn.state, ticket, acts, turn.org);
  if (turn.state.terms.kind === 'effectiveness-review') {
    if (closing && closing.at <= upTo) closingDecidesNothing(turn, closing);
    return undefined;
  }
  const judged = closing?.by && !closing.dropped && closing.at <= upTo ? judge(turn, ticket, closing) : undefined;
  const limit = turn.state.hardLimit?.at;
  const inTime = judged?.complete && (!limit || judged.at < limit);
  if (limit && limit <= upTo && !inTime) miss(turn);
  if (!closing || closing.at > upTo) return undefined;
  if (!closing.by) {
    sendBackStranger(turn, closing);
    return undefined;
  }
  if (closing.dropped) {
    dropped(turn, closing);
    return undefined;
  }
  if (judged?.complete) {
    if (judged.at <= upTo) submit(turn, closing, judged.at, judged.items);
    return undefined;
  }
  const opens = gateOpens(turn, closing);
  if (turn.now < opens) return opens;
  if (judged && upTo === ticket.asOf) sendBack(turn, closing, judged.gathered);
  return undefined;
}

function dropped(turn: TaskTurn, closing: Closing): void {
  if (turn.state.waiver) {
    record(turn, 'answered', { cause: closing.cause, why: 'closed as won’t-do while a waiver is asked for' });
    redraw(turn);
    return;
  }
  waive(turn, { id: closing.cause, at: closing.at, ...(closing.by && { by: closing.by }) }, 'closed as not planned', true);
}

function isClosing(turn: TaskTurn, ticket: Ticket, acts: CommentAct[], act: CommentAct): boolean {
  return act.command.verb === 'done' && turn.state.stage === 'open' && closingOf(turn.state, ticket, [act], turn.org)?.cause === act.id;
}

function lastWord(turn: TaskTurn, ticket: Ticket): Instant | undefined {
  const mine = turn.org.accounts.filter((a) => a.person === turn.state.assignee && a.tracker === ticket.ref.tracker);
  return ticket.comments.findLast((c) => mine.some((a) => a.id === c.author.id))?.at;
}
