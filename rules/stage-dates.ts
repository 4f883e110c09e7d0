import { deadlineOn } from './calendar/deadline.ts';
import { isLocalDate } from './calendar/local-day.ts';
import { addSpan } from './calendar/span.ts';
import { shifted } from './plan/dates.ts';
import type { StageView } from './stage.ts';
import type { TaskState } from './task/state.ts';
import { dutyOf } from './task/terms.ts';
import { type Deadline, type Instant, later } from './time.ts';

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
 * Later ones open when the one before is over and never count as opened late. Their hard limit is the occurrence's, or a later one to
 * which an extension moved that of an earlier stage (domain: extended).
 */
export function datesOfStage(
  view: StageView,
  stage: string,
): { due: Deadline; opens?: Instant; openedLateBy?: number; hardLimit?: Deadline } {
  const { tasks, occurrence, now } = view;
  const due = dueOfStage(view, stage);
  if (tasks.length === 0) return { due };
  const hardLimit = occurrence.hardLimit && limitAsExtended(occurrence.hardLimit, tasks);
  return { due, opens: later(now, occurrence.opens), openedLateBy: 0, ...(hardLimit && { hardLimit }) };
}

function limitAsExtended(limit: Deadline, tasks: TaskState[]): Deadline {
  return tasks
    .filter(({ extended }) => extended.length > 0)
    .reduce((last, { hardLimit }) => (hardLimit && hardLimit.at > last.at ? hardLimit : last), limit);
}
