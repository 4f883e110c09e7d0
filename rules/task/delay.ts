import { deadlineOn } from '../calendar/deadline.ts';
import { dateAt, daysBetween, plusDays } from '../calendar/local-day.ts';
import { nextWorkingDay } from '../calendar/working-day.ts';
import { type Deadline, msBetween, plusMs } from '../time.ts';
import { redraw } from '../turn.ts';
import { movedAlong } from './deadlines.ts';
import { record, type TaskTurn } from './turn.ts';

/**
 * A ticket that the engine opened late moves its due date and hard limit by the delay (domain: missed): a day's task if the tracker
 * created it on a later day than planned, an exact one if more than the planner's interval later. Deadlines of a nonconformity's tasks,
 * and dates that somebody outside sets, never move.
 */
export function allowForDelay(turn: TaskTurn): void {
  const { state, org } = turn;
  const { terms, thread, due, hardLimit } = state;
  if (terms.external || state.delayed || state.stage !== 'open' || !thread.openedAt || !('occurrence' in terms.origin))
    return;
  const planned = plusMs(terms.opens, terms.openedLateBy ?? 0);
  const by = msBetween(planned, thread.openedAt);
  const days = daysBetween(dateAt(org.programme.zone, planned), dateAt(org.programme.zone, thread.openedAt));
  const late = due.date === undefined ? by > (terms.lateAfter ?? org.programme.pace.planner) : days > 0;
  if (!late) return;
  const to = due.date === undefined ? { at: plusMs(due.at, by) } : dayLater(turn, due.date, days);
  const limit = hardLimit && { hardLimit: movedAlong(org.programme.zone, hardLimit, due, to) };
  record(turn, 'delayed', { due: to, ...limit, by }, thread.openedAt);
  redraw(turn);
}

function dayLater({ state, org }: TaskTurn, date: string, days: number): Deadline {
  const moved = plusDays(date, days);
  const { shift } = state.terms;
  const settled = shift === undefined || shift === 'none' ? moved : nextWorkingDay(org.calendar, moved);
  return deadlineOn(org.programme.zone, settled);
}
