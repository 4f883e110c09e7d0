import { allPages, type Loaded } from '../register/records.ts';
import type { Reads } from '../register/register.ts';
import { type Course, courseOf, workIn, workLateBy } from '../rules/occurrence-course.ts';
import type { OccurrenceState } from '../rules/occurrence-state.ts';
import type { Organisation } from '../rules/organisation.ts';
import type { TaskState } from '../rules/task/state.ts';
import type { Instant } from '../rules/time.ts';

/** @returns what became of an occurrence, and whether its work was handed in late, or is late. */
export async function readCourse(
  reads: Pick<Reads, 'loadRows'>,
  org: Organisation,
  { key, state }: Pick<Loaded<OccurrenceState>, 'key' | 'state'>,
  now: Instant,
): Promise<{ course: Course; isLate: boolean }> {
  const tasks = await allPages((page) => reads.loadRows<TaskState>('task', { occurrence: key }, page));
  const lateBy = workLateBy(state, workIn(tasks.map((task) => task.state)), org, now);
  return { course: courseOf(state, lateBy), isLate: lateBy > 0 };
}
