import { hearsByWeek, leads, topManagement } from '../organisation.ts';
import { WITHHELD_MS } from '../pace.ts';
import { type Instant, later, msBetween, plusMs, weeksBetween } from '../time.ts';
import { notify } from '../turn.ts';
import { unreadNotice } from '../wording/nonconformity/overdue.ts';
import { escalationAt, passDeadline, turnMajor } from './grade.ts';
import type { Happening } from './happening.ts';
import { type ActionOutcome, plannedOutcomes, resolutions, standingBefore } from './outcome.ts';
import { type NonconformityTurn, record } from './turn.ts';

const PATIENCE = 60_000;

/**
 * What the resolution deadline brings, and from when on nothing else may be concluded because it cannot be judged yet: each
 * unfinished action's ticket must have been read at or after it (domain: whose clock).
 */
export function atDeadline(turn: NonconformityTurn): { passing: Happening[]; blockedFrom?: Instant } {
  const { state } = turn;
  const deadline = state.clocks.resolve;
  if (state.extension)
    return {
      passing: [{ at: deadline.at, order: 0, apply: () => record(turn, 'extension-lapsed', {}, deadline.at) }],
      blockedFrom: deadline.at,
    };
  if (state.overdue) return { passing: [] };
  const span = standingBefore(resolutions(state, turn.seen.actions, deadline.at), deadline.at);
  if (state.kept === deadline.at) return { passing: span?.until ? [fails(turn, span.until, 'nc.minor.rejected')] : [] };
  if (unreadActions(turn).length > 0) return { passing: [], blockedFrom: deadline.at };
  if (span) {
    const apply = () => record(turn, 'deadline-kept', { deadline, noticed: turn.now }, deadline.at);
    return { passing: [{ at: deadline.at, order: 3, apply }] };
  }
  const last = state.grades.at(-1);
  const entered = last?.rule === 'body' ? last.at : state.grades.length === 1 ? state.terms.entered : undefined;
  const enteredLate = entered !== undefined && entered >= deadline.at && state.round === 1;
  return { passing: [fails(turn, deadline.at, enteredLate ? 'nc.minor.entered-late' : 'nc.minor.overdue')] };
}

function fails(
  turn: NonconformityTurn,
  at: Instant,
  rule: 'nc.minor.rejected' | 'nc.minor.entered-late' | 'nc.minor.overdue',
): Happening {
  const apply = () => {
    const when = later(at, escalationAt(turn.state));
    if (turn.state.grade === 'minor') turnMajor(turn, when, { rule });
    else passDeadline(turn, when);
  };
  return { at, order: 4, apply };
}

/** @returns the unfinished actions whose tickets were not read at or after the deadline. */
function unreadActions(turn: NonconformityTurn): ActionOutcome[] {
  const deadline = turn.state.clocks.resolve.at;
  return plannedOutcomes(turn.state, turn.seen.actions).filter(
    (o) =>
      o !== undefined &&
      o.number !== undefined &&
      o.stage !== 'ended' &&
      (o.readAt === undefined || o.readAt < deadline),
  ) as ActionOutcome[];
}

/**
 * After a reading of the own ticket: asks for the actions' tickets once the deadline has passed; what cannot be read within a minute
 * is told. @returns when to look again.
 */
export function awaitReadings(turn: NonconformityTurn, asOf: Instant): Instant | undefined {
  const { state, now } = turn;
  const deadline = state.clocks.resolve.at;
  if (state.closed || state.overdue || state.kept === deadline || asOf < deadline) return undefined;
  const lacking = unreadActions(turn);
  if (lacking.length === 0) return undefined;
  const tasks = lacking.map((o) => o.key);
  if (state.awaited?.deadline !== deadline) record(turn, 'reading-asked', { deadline, tasks });
  turn.wakes.push(...tasks);
  const waited = msBetween(turn.state.awaited?.since ?? now, now);
  if (waited < PATIENCE) return plusMs(now, Math.min(5000, PATIENCE - waited));
  return tellUnread(
    turn,
    lacking.map((o) => o.number ?? o.display),
    lacking.every((o) => o.blocked) ? WITHHELD_MS : PATIENCE,
  );
}

/**
 * A deadline that passed while a ticket could not be read: the lead hears at once, top management weekly; no verdict.
 * @param tickets what could not be read; none for the nonconformity's own. @param pause ms until it is looked at again.
 * @returns when to look again.
 */
export function tellUnread(turn: NonconformityTurn, tickets: string[] = [], pause = PATIENCE): Instant {
  const { state, now, org } = turn;
  const deadline = state.clocks.resolve.at;
  const again = plusMs(now, pause);
  if (state.closed || state.overdue || state.kept === deadline) return again;
  if (deadline > now) return later(plusMs(now, 1000), deadline < again ? deadline : again);
  if (state.unread?.deadline !== deadline) record(turn, 'unread', { deadline });
  const { subject, lines } = unreadNotice(state, org, tickets);
  for (const lead of leads(org)) notify(turn, lead, `unread:${deadline}`, subject, lines, { atOnce: true });
  const week = weeksBetween(deadline, now);
  const due = state.clocks.resolve;
  const chase = { line: subject, due, url: state.thread.ref?.url ?? '', asks: 'reading' as const };
  for (const top of topManagement(org).filter((p) => hearsByWeek(org, p)))
    notify(turn, top, `unread:${deadline}:${week}`, subject, lines, { digest: true, chase });
  return again;
}
