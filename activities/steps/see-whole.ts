import type { Reads } from '../../register/register.ts';
import { textOf } from '../../rules/event.ts';
import { nameOf, type Organisation, personById } from '../../rules/organisation.ts';
import { linkOf } from '../../rules/record-link.ts';
import { limitOf } from '../../rules/task/deadlines.ts';
import type { Seen } from '../../rules/task/seen.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { lastRead } from '../../rules/thread.ts';
import type { Instant } from '../../rules/time.ts';
import { type Part, partOf } from '../../rules/whole/parts.ts';

/** @returns for a task done in parts each part; for a part what it has to know of the whole. */
export async function seeWhole(
  register: Reads,
  { terms }: TaskState,
  org: Organisation,
): Promise<Pick<Seen, 'parts' | 'whole'>> {
  if (terms.whole && 'occurrence' in terms.origin) {
    const tasks = await register.tasksOf<TaskState>(terms.origin.occurrence);
    const parts = tasks.filter(({ state }) => state.terms.partOf === terms.key);
    return { parts: parts.map(({ state, hints }) => seen(state, org, hints.read_at)) };
  }
  const whole = terms.partOf && (await register.load<TaskState>('task', terms.partOf));
  if (!whole) return {};
  const { thread, stage, extended } = whole.state;
  const opened = thread.ref !== undefined || whole.state.terms.tracker !== terms.tracker;
  const limit = limitOf(whole.state);
  const link = linkOf(whole.state);
  return { whole: { link, opened, ended: stage === 'ended', extended, ...(limit && { limit }) } };
}

function seen(state: TaskState, org: Organisation, answered: Instant | null | undefined): Part {
  const { assignee, terms, thread } = state;
  const readAt = lastRead(thread, answered);
  const name = terms.personal ? nameOf(org, assignee) : textOf(terms.title);
  const left = terms.personal === true && personById(org, assignee) === undefined;
  return { ...partOf(state, name, left), ...(readAt && { readAt }) };
}
