import { type CommentAct, heard } from '../acts.ts';
import { answerPuzzle } from '../answers.ts';
import { isAudit } from '../audit/auditor.ts';
import { endAudit, openAudit } from '../audit/course.ts';
import { takeOver } from '../audit/taken-over.ts';
import type { Organisation } from '../organisation.ts';
import { WITHHELD_MS } from '../pace.ts';
import { noteRating } from '../risk-treatment/rated-since.ts';
import type { Gone, Ticket, TicketRef } from '../ticket.ts';
import { earliest, type Instant, plusMs } from '../time.ts';
import { type Decision, redraw, showHeard } from '../turn.ts';
import { count, lackingIn, nextCount, wakeParts } from '../whole/count.ts';
import { leaveOut, moveAlong, waitsForWhole } from '../whole/part.ts';
import { keepAssignee, stayingPut } from './by-word.ts';
import { chase, chaseVerification, nextRung } from './chase.ts';
import { closingOf } from './closing.ts';
import { announceMissed, limitOf, mayBeExtended, unread } from './deadlines.ts';
import { allowForDelay } from './delay.ts';
import { withdrawReview } from './effectiveness.ts';
import { gatherEvidence } from './evidence.ts';
import { evolveTask } from './evolve.ts';
import { gives } from './filling.ts';
import { bringForward } from './limit-of-action.ts';
import { obey } from './obey.ts';
import { passOn } from './pass-on.ts';
import { putDueBack } from './redate.ts';
import { reappeared, reopened } from './reopening.ts';
import { askAgain } from './requests.ts';
import type { Seen } from './seen.ts';
import { settle } from './settle.ts';
import { type TaskState, taskStream } from './state.ts';
import { askAnew, verifyAgain } from './submission.ts';
import { assignment, fence, follow, missing } from './tampering.ts';
import { type Call, record, type TaskTurn } from './turn.ts';
import { remindOfRequests } from './waiting-requests.ts';

export interface TaskDecision extends Decision {
  state: TaskState;
  calls: Call[];
  /** Keys of other tasks that have to look again. */
  wakes: string[];
  /** Deleted tickets that turned up again: to be closed with a link to the present one. */
  retire: TicketRef[];
}

/** The sweep looks at every open ticket once a day; this is for what nobody thought of. */
const longestSleep = 30 * 86_400_000;
const readAgain = 60_000;
const lookForGone = 3_600_000;

/**
 * The whole life of a task, one pass: what people did since the last reading, in the order in which they did it, with the deadlines
 * that passed between; then what is chased, and when to look again (domain, section 4). The same input gives the same result.
 * @param version events that stand in the task's stream.
 */
export function advanceTask(
  state: TaskState,
  version: number,
  seen: Seen,
  org: Organisation,
  now: Instant,
): TaskDecision {
  const { key, display } = state.terms;
  const base = { key, display, stream: taskStream(key), org, now, version, evolve: evolveTask, state };
  const frozen = state.stage === 'open' || seen.snapshot !== undefined;
  const turn: TaskTurn = { ...base, events: [], effects: [], seen, calls: [], wakes: [], frozen };
  const wakeAt = earliest(pass(turn), plusMs(now, longestSleep)) ?? now;
  showHeard(turn, state.thread.heard);
  const { events, effects, calls, wakes } = turn;
  const retire = turn.state.thread.ref ? (seen.reappeared ?? []) : [];
  return { events, effects, calls, wakes, retire, state: turn.state, ended: turn.state.stage === 'ended', wakeAt };
}

function pass(turn: TaskTurn): Instant | undefined {
  const { reading } = turn.seen;
  const waits = turn.state.thread.ref ? undefined : waitsForWhole(turn);
  if (waits) return waits;
  if (!turn.state.thread.ref) redraw(turn, { opening: true });
  openAudit(turn);
  allowForDelay(turn);
  moveAlong(turn);
  reappeared(turn);
  if (!reading) return unopened(turn);
  if ('unread' in reading) {
    unread(turn);
    const again = reading.unread === 'refused' ? WITHHELD_MS : readAgain;
    return earliest(plusMs(turn.now, again), limitAhead(turn.state, turn.now));
  }
  return 'gone' in reading ? notThere(turn, reading) : read(turn, reading);
}

/** Nothing is chased before there is a ticket; looks again when the first rung or the hard limit comes, and rarely while somebody has to help. */
function unopened(turn: TaskTurn): Instant | undefined {
  unread(turn);
  const step = nextRung(turn);
  const again = turn.state.thread.blocked ? WITHHELD_MS : readAgain;
  return earliest(step?.send ? plusMs(turn.now, again) : step?.nextAt, limitAhead(turn.state, turn.now));
}

function notThere(turn: TaskTurn, reading: Gone): Instant | undefined {
  if (missing(turn, reading)) {
    askAgain(turn);
    verifyAgain(turn);
  }
  if (!turn.state.thread.ref) return plusMs(turn.now, readAgain);
  unread(turn);
  return earliest(plusMs(turn.now, lookForGone), limitAhead(turn.state, turn.now));
}

function limitAhead(state: TaskState, of: Instant): Instant | undefined {
  const limit = limitOf(state)?.at;
  return limit && limit > of ? limit : undefined;
}

function read(turn: TaskTurn, ticket: Ticket): Instant | undefined {
  if (turn.state.thread.gone) record(turn, 'found', {});
  follow(turn, ticket);
  const { acts, puzzles } = heard(turn.state.thread, ticket, turn.org);
  const stays = stayingPut(turn.state, turn.org);
  const passed = passOn(turn, ticket);
  count(turn);
  for (const puzzle of puzzles) answerPuzzle(turn, puzzle);
  for (const act of acts) {
    if (!stays) handOverBeforeClose(turn, ticket, acts, act.at);
    const before = gives(turn.state, act.command.verb) ? plusMs(act.at, -1) : act.at;
    const unfrozen = settle(turn, ticket, acts, { upTo: earliest(before, ticket.asOf) ?? before, last: false });
    // What was handed in before this word has to be fetched first: the word may be about it.
    if (unfrozen) return unfrozen;
    if (!stays) handOver(turn, ticket, act.at);
    if (!turn.state.thread.handled.includes(act.id)) obey(turn, act);
  }
  if (!stays && turn.state.stage === 'open') handOverBeforeClose(turn, ticket, acts, ticket.asOf);
  const gate = settle(turn, ticket, acts, { upTo: ticket.asOf, last: true });
  noteLeftovers(turn, acts);
  leaveOut(turn);
  bringForward(turn);
  withdrawReview(turn);
  // What was decided before rests on what the ticket showed.
  noteRating(turn);
  announceMissed(turn);
  reopened(turn, ticket);
  if (turn.state.stage === 'ended') {
    endAudit(turn);
    wakeParts(turn);
    fence(turn, ticket);
    return undefined;
  }
  if (!stays) handOver(turn, ticket);
  // Whom it was passed on to stands in the ticket only after this step.
  else if (!passed) keepAssignee(turn, ticket, stays);
  askAnew(turn);
  putDueBack(turn, ticket, turn.state.due, turn.state.stage === 'open' && mayBeExtended(turn.state));
  fence(turn, ticket);
  return earliest(
    gate,
    chaseNow(turn, ticket),
    remindOfRequests(turn),
    nextCount(turn, ticket),
    limitAhead(turn.state, ticket.asOf),
  );
}

/** What was given to somebody else after a close that has yet to be answered is handed over once that is settled. */
function handOverBeforeClose(turn: TaskTurn, ticket: Ticket, acts: CommentAct[], upTo: Instant): void {
  const closing = closingOf(turn.state, ticket, acts, turn.org, turn.seen.forgottenUntil);
  handOver(turn, ticket, earliest(upTo, closing?.at));
}

/** An audit is not taken over as other work is. */
function handOver(turn: TaskTurn, ticket: Ticket, upTo?: Instant): void {
  if (isAudit(turn.state)) takeOver(turn, ticket, upTo);
  else assignment(turn, ticket, { upTo, since: turn.state.formerly?.at(-1)?.until });
}

/** A `done` that waited to be judged as a close, when something else ended the task first: it adds nothing, and is noted at once. */
function noteLeftovers(turn: TaskTurn, acts: CommentAct[]): void {
  if (turn.state.stage === 'open') return;
  for (const act of acts) if (!turn.state.thread.handled.includes(act.id)) obey(turn, act);
}

function chaseNow(turn: TaskTurn, ticket: Ticket): Instant | undefined {
  const lacking = gatherEvidence(turn.state, ticket, turn.org, turn.seen.files).missing.map((m) => m.item.id);
  return chase(turn, lackingIn(turn, lacking), ticket) ?? chaseVerification(turn);
}
