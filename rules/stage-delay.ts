import { dateAt } from './calendar/local-day.ts';
import { isNoticedLate } from './pace.ts';
import { dueAfterDelay } from './plan/dates.ts';
import type { StageView } from './stage.ts';
import { movedAlong } from './task/deadlines.ts';
import type { TaskState } from './task/state.ts';
import { draftWork, dutyOf } from './task/terms.ts';
import type { Deadline } from './time.ts';

/**
 * @param before the tasks of the stages before.
 * @returns the view of a stage that the engine opens so long after the last of them ended that only downtime explains it, and on another
 * day where dates are days: its occurrence's due date and hard limit are moved by the delay, those that somebody outside sets are not.
 * Undefined where it opens in time, where it is the first one, and where the occurrence was missed by then (domain: missed).
 */
export function openedLate(view: StageView, before: TaskState[]): StageView | undefined {
  const { occurrence, org, openedAt: now = view.now } = view;
  const { zone, pace } = org.programme;
  const since = before
    .map(({ endedAt }) => endedAt ?? now)
    .sort()
    .at(-1);
  if (!since || !isNoticedLate(since, now, pace.planner)) return undefined;
  const { due, hardLimit } = occurrence;
  if (due.date !== undefined && dateAt(zone, since) === dateAt(zone, now)) return undefined;
  if (before.some(({ missed }) => missed)) return undefined;
  const late = { since, due };
  const moved = dueAsDelayed({ ...view, late }, due);
  const limit = hardLimit && { hardLimit: movedAlong(zone, hardLimit, due, moved) };
  return { ...view, late, occurrence: { ...occurrence, due: moved, ...limit } };
}

/** @returns a due date of a stage's own, moved by as much as the stage opens late; as it is where it opens in time. */
export function dueAsDelayed(view: StageView, due: Deadline): Deadline {
  const { late, org, openedAt = view.now } = view;
  if (!late || draftWork(view).terms.external) return due;
  return dueAfterDelay({ duty: dutyOf(view), calendar: org.calendar }, { opens: late.since, due }, openedAt);
}
