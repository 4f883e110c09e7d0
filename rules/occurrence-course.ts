import type { OccurrenceState } from './occurrence-state.ts';
import type { Organisation } from './organisation.ts';
import { byWord } from './task/by-word.ts';
import { daysLateIn, handedInAt } from './task/lateness.ts';
import type { TaskState } from './task/state.ts';
import type { Deadline, Instant } from './time.ts';

/** What became of something owed; each occurrence stands in exactly one of them (9.1). */
export type Course = 'done' | 'late' | 'missed' | 'waived' | 'open';

/** @returns the tasks of an occurrence that do its work: without decisions about it, and without parts, which are judged with their whole. */
export function workIn(tasks: TaskState[]): TaskState[] {
  return tasks.filter((task) => !byWord(task) && !task.terms.partOf);
}

/**
 * @returns how late an occurrence's work was handed in, or is, in days, as `daysLateIn` counts them; what was waived is not late. A stage
 * that is due before the occurrence is the way to it and no interval: it is late here once the occurrence's own date is past. What is due
 * later, or to somebody else, is judged by its own date.
 */
export function workLateBy(
  { due }: Pick<OccurrenceState, 'due'>,
  work: TaskState[],
  org: Organisation,
  now: Instant,
): number {
  return Math.max(
    0,
    ...owedIn(work).map((task) => lateness(task.terms.external ? task : noSooner(task, due), org, now)),
  );
}

/** @returns the stages of an occurrence that did not keep dates of their own, by their slot, with how late, in days as `daysLateIn` counts them. */
export function stagesLate(work: TaskState[], org: Organisation, now: Instant): { slot: string; days: number }[] {
  return owedIn(work)
    .map((task) => ({ slot: task.terms.slot, days: lateness(task, org, now) }))
    .filter(({ days }) => days > 0);
}

function owedIn(work: TaskState[]): TaskState[] {
  return work.filter(({ verdict }) => verdict !== 'waived');
}

function lateness(task: TaskState, org: Organisation, now: Instant): number {
  return daysLateIn(task, org, handedInAt(task) ?? now);
}

function noSooner(task: TaskState, due: Deadline): TaskState {
  const moved = (own: Deadline) => (own.at < due.at ? due : own);
  const extended = task.extended.map((one) => ({ ...one, from: moved(one.from), to: moved(one.to) }));
  return { ...task, due: moved(task.due), extended };
}

/** @param lateBy of its work. @returns what became of an occurrence: missed before all else (domain, section 4). */
export function courseOf({ state, missed }: OccurrenceState, lateBy: number): Course {
  if (missed) return 'missed';
  if (state === 'open' || state === 'waived') return state;
  return lateBy > 0 ? 'late' : 'done';
}
