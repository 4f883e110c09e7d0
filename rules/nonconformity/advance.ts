import { heard } from '../acts.ts';
import { answerPuzzle } from '../answers.ts';
import type { Organisation } from '../organisation.ts';
import { WITHHELD_MS } from '../pace.ts';
import { putDueBack } from '../task/redate.ts';
import type { TaskDraft } from '../task/state.ts';
import { assignment, fence, follow, missing } from '../task/tampering.ts';
import type { OccasionCall } from '../task/turn.ts';
import type { Ticket } from '../ticket.ts';
import { type Deadline, earliest, type Instant, msBetween, plusMs } from '../time.ts';
import { type Decision, redraw, showHeard } from '../turn.ts';
import { askAgain } from './ask-again.ts';
import { chase } from './chase.ts';
import { hasDeadline, mayBeExtended } from './clock.ts';
import { keepClosed, putBack } from './closing.ts';
import { awaitReadings, tellUnread } from './deadlines.ts';
import { evolveNonconformity } from './evolve.ts';
import { remindOfExtension } from './extension.ts';
import { remindTop } from './grade.ts';
import { obey } from './obey.ts';
import { plannedOutcomes } from './outcome.ts';
import { isVoid, reviewSlot } from './rounds.ts';
import type { Seen } from './seen.ts';
import { firstAfter, settle, showTickets } from './settle.ts';
import { type NonconformityState, nonconformityStream } from './state.ts';
import { tasksOf } from './tasks.ts';
import { type NonconformityTurn, record } from './turn.ts';
import { remindOfDecisions } from './waiting-decisions.ts';

export interface NonconformityDecision extends Decision {
  state: NonconformityState;
  /** The tasks that should exist now, those that do included. */
  stages: TaskDraft[];
  /** Keys of tasks whose tickets have to be read before a deadline can be judged: wake them. */
  wakes: string[];
  /** What somebody told of: recorded, and what is owed on it opened, in the same transaction. */
  calls: OccasionCall[];
}

/** The sweep looks at every open ticket once a day; this is for what nobody thought of. */
const longestSleep = 30 * 86_400_000;
const gone = 3_600_000;

/**
 * The whole life of a nonconformity, one pass: what people did since the last reading, with the deadlines that passed and what its tasks
 * came to in between, each at its own instant; then what is chased, and when to look again (domain, section 6). The same input gives
 * the same result.
 * @param version events that stand in the nonconformity's stream.
 */
export function advanceNonconformity(
  state: NonconformityState,
  version: number,
  seen: Seen,
  org: Organisation,
  now: Instant,
): NonconformityDecision {
  const { key, display } = state.terms;
  const stream = nonconformityStream(key);
  const base = { key, display, stream, org, now, version, evolve: evolveNonconformity };
  const turn: NonconformityTurn = { ...base, state, events: [], effects: [], seen, wakes: [], calls: [] };
  const again = pass(turn);
  const reminding = earliest(remindTop(turn), remindOfExtension(turn), remindOfDecisions(turn));
  const wakeAt = earliest(again, reminding, ahead(turn), plusMs(now, longestSleep)) ?? now;
  showHeard(turn, state.thread.heard);
  const ended = turn.state.closed !== undefined;
  const { events, effects, calls } = turn;
  const wakes = [...turn.wakes, ...broughtForward(turn, state.clocks.resolve), ...voidReview(turn, reviewSlot(state))];
  return { events, effects, wakes, calls, state: turn.state, stages: tasksOf(turn.state, org, now), ended, wakeAt };
}

/** The open actions, where the deadline came nearer in this step: none may be due after it (domain: steps). */
function broughtForward({ seen, state }: NonconformityTurn, before: Deadline): string[] {
  const open = plannedOutcomes(state, seen.actions).filter((o) => o?.stage === 'open');
  return state.clocks.resolve.at < before.at ? open.flatMap((o) => o?.key ?? []) : [];
}

/** The review as it stood before this step, if what it is to judge fell before it was decided. */
function voidReview({ seen, state }: NonconformityTurn, slot: string): string[] {
  return isVoid(state, slot)
    ? seen.actions.filter((o) => o.slot === slot && o.stage !== 'ended').map((o) => o.key)
    : [];
}

function pass(turn: NonconformityTurn): Instant | undefined {
  const { reading } = turn.seen;
  if (!turn.state.thread.ref) redraw(turn, { opening: true });
  if (!reading) return tellUnread(turn, [], turn.state.thread.blocked && WITHHELD_MS);
  if ('unread' in reading) return tellUnread(turn, [], reading.unread === 'refused' ? WITHHELD_MS : undefined);
  if (!('gone' in reading)) return read(turn, reading);
  const isReplaced = missing(turn, reading);
  if (reading.gone === 'deleted') settle(turn, reading.asOf);
  if (isReplaced) askAgain(turn);
  const again = reading.gone === 'deleted' ? awaitReadings(turn, reading.asOf) : tellUnread(turn);
  return earliest(again, plusMs(turn.now, gone));
}

function read(turn: NonconformityTurn, ticket: Ticket): Instant | undefined {
  if (turn.state.thread.gone) record(turn, 'found', {});
  follow(turn, ticket);
  const { acts, puzzles } = heard(turn.state.thread, ticket, turn.org);
  for (const puzzle of puzzles) answerPuzzle(turn, puzzle);
  const since = turn.seen.readThrough;
  for (const act of acts) {
    assignment(turn, ticket, { upTo: act.at, since });
    settle(turn, act.at < ticket.asOf ? act.at : ticket.asOf);
    obey(turn, act);
  }
  settle(turn, ticket.asOf);
  showTickets(turn);
  fence(turn, ticket);
  if (turn.state.closed) {
    keepClosed(turn, ticket);
    return undefined;
  }
  putBack(turn, ticket);
  assignment(turn, ticket, { since });
  if (hasDeadline(turn.state)) putDueBack(turn, ticket, turn.state.clocks.resolve, mayBeExtended(turn.state));
  return earliest(awaitReadings(turn, ticket.asOf), chase(turn, lastWord(turn, ticket)), behind(turn, ticket));
}

/**
 * The tracker's clock may be behind ours, or show whole seconds: a deadline that passed by ours alone, and what was done in a task since
 * its answer, is looked at again at once.
 */
function behind(turn: NonconformityTurn, ticket: Ticket): Instant | undefined {
  const { asOf } = ticket;
  const deadline = turn.state.clocks.resolve.at;
  const at = earliest(firstAfter(turn, asOf), deadline > asOf ? deadline : undefined);
  return at !== undefined && at <= turn.now ? plusMs(turn.now, Math.max(1000, msBetween(asOf, at))) : undefined;
}

/** Dates that lie ahead: the deadline, and the opening of the effectiveness review. */
function ahead({ state, now }: NonconformityTurn): Instant | undefined {
  if (state.closed) return undefined;
  const { resolve } = state.clocks;
  const opens = state.verified?.opens;
  return earliest(resolve.at > now ? resolve.at : undefined, opens && opens > now ? opens : undefined);
}

function lastWord(turn: NonconformityTurn, ticket: Ticket): Instant | undefined {
  const mine = turn.org.accounts.filter((a) => a.person === turn.state.assignee && a.tracker === ticket.ref.tracker);
  return ticket.comments.findLast((c) => mine.some((a) => a.id === c.author.id))?.at;
}
