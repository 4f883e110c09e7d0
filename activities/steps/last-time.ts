import type { Reads } from '../../register/register.ts';
import type { PlannedOccurrence } from '../../rules/occurrence.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { dayAt } from '../../rules/wording/phrases.ts';

const words: Partial<Record<NonNullable<TaskState['verdict']>, string>> = {
  verified: 'accepted',
  recorded: 'done',
  waived: 'waived',
};

/**
 * @returns the last occurrence of the duty and subject that has ended, as the next ticket prints it: `#184, accepted 14 Jan`; undefined
 * if there is none.
 */
export async function lastTime(
  register: Reads,
  occurrence: PlannedOccurrence,
  org: Organisation,
): Promise<string | undefined> {
  const of = { duty: occurrence.duty, subject: occurrence.subject ?? null, ended: 1 };
  const [newest] = await register.rows('occurrence', of, { latest: 'closed_at', limit: 1 });
  if (!newest) return undefined;
  const tasks = await register.tasksOf<TaskState>(newest.key);
  const task = tasks.find(({ state }) => !state.terms.partOf);
  const { thread, verdict, endedAt, due } = task?.state ?? {};
  if (!thread?.ref || !verdict || !endedAt || !due) return undefined;
  return `${thread.ref.number}, ${words[verdict] ?? verdict} ${dayAt(org, endedAt, due, 'short')}`;
}
