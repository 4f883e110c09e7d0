import { deadlineOn } from './calendar/deadline.ts';
import { isLocalDate } from './calendar/local-day.ts';
import { addSpan } from './calendar/span.ts';
import { shifted } from './plan/dates.ts';
import type { StageView } from './stage.ts';
import { movedAlong } from './task/deadlines.ts';
import type { TaskState } from './task/state.ts';
import { dutyOf } from './task/terms.ts';
import { type Deadline, type Instant, later, msBetween } from './time.ts';

/**
 * @returns when a stage's tasks are due: as far from the occurrence's due date as its duty says (`stages`), on a working day as that date
 * is; the occurrence's own due date where it says nothing (domain: task).
 */
export function dueOfStage(view: Pick<StageView, 'occurrence' | 'version' | 'org'>, stage: string): Deadline {
  const { due } = view.occurrence;
  const duty = dutyOf(view);
  const offset = duty.stages?.[stage];
  if (!offset) return due;
  const { calendar } = view.org;
  const from = offset.unit === 'ms' ? due.at : (due.date ?? due.at);
  const moved = addSpan(calendar, from, offset);
  return isLocalDate(moved) ? deadlineOn(calendar.zone, shifted(calendar, duty.shift, moved)) : { at: moved };
}

/**
 * @returns when a stage's tasks open and are due. The first stage opens with the occurrence, and is opened late if the occurrence is.
 * Later ones open when the one before is over, and are opened late where the engine notices that late. Their hard limit is the
 * occurrence's, or a later one to which an extension, a late opening, or a rejection after its end moved that of an earlier stage; what
 * follows one that was rejected so is not due before it, unless it has a date of its own (domain: extended, missed, tampering).
 */
export function datesOfStage(
  view: StageView,
  stage: string,
): { due: Deadline; opens?: Instant; openedLateBy?: number; hardLimit?: Deadline } {
  const { tasks, occurrence, now, late, org, openedAt = now } = view;
  const planned = dueOfStage(view, stage);
  const due = latest(
    planned,
    tasks.filter(isRevived).map((task) => task.due),
  );
  if (tasks.length === 0) return { due };
  const asNow = (limit: Deadline) => (late ? movedAlong(org.programme.zone, limit, late.due, occurrence.due) : limit);
  const limits = tasks.filter(hasMoved).flatMap(({ hardLimit }) => (hardLimit ? asNow(hardLimit) : []));
  const hardLimit = occurrence.hardLimit && latest(occurrence.hardLimit, limits);
  const opens = late?.since ?? later(now, occurrence.opens);
  return { due, opens, openedLateBy: late ? msBetween(opens, openedAt) : 0, ...(hardLimit && { hardLimit }) };
}

/** Whether a stage had its dates moved, by an extension, because it was opened late, or because it was taken up again. */
function hasMoved(task: TaskState): boolean {
  const { extended, delayed, terms } = task;
  return extended.length > 0 || delayed !== undefined || (terms.openedLateBy ?? 0) > 0 || isRevived(task);
}

function isRevived({ revivals = [] }: TaskState): boolean {
  return revivals.length > 0;
}

function latest(first: Deadline, others: Deadline[]): Deadline {
  return others.reduce((last, one) => (one.at > last.at ? one : last), first);
}
