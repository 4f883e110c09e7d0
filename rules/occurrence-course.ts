import type { OccurrenceState } from './occurrence-state.ts';
import type { Organisation } from './organisation.ts';
import { byWord } from './task/by-word.ts';
import { daysLateIn, handedInAt } from './task/lateness.ts';
import type { TaskState } from './task/state.ts';
import type { Instant } from './time.ts';

/** What became of something owed; each occurrence stands in exactly one of them (9.1). */
export type Course = 'done' | 'late' | 'missed' | 'waived' | 'open';

/** @returns the tasks of an occurrence that do its work: without decisions about it, and without parts, which are judged with their whole. */
export function workIn(tasks: TaskState[]): TaskState[] {
  return tasks.filter((task) => !byWord(task) && !task.terms.partOf);
}

/** @returns how late the latest of an occurrence's work was handed in, or is, in days, as `daysLateIn` counts them; what was waived is not late. */
export function workLateBy(work: TaskState[], org: Organisation, now: Instant): number {
  const owed = work.filter(({ verdict }) => verdict !== 'waived');
  return Math.max(0, ...owed.map((task) => daysLateIn(task, org, handedInAt(task) ?? now)));
}

/** @param lateBy of its work. @returns what became of an occurrence: missed before all else (domain, section 4). */
export function courseOf({ state, missed }: OccurrenceState, lateBy: number): Course {
  if (missed) return 'missed';
  if (state === 'open' || state === 'waived') return state;
  return lateBy > 0 ? 'late' : 'done';
}
