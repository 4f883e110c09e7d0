import { allPages } from '../../register/records.ts';
import { linesOf, type RequestList } from '../../rules/request/list.ts';
import { standingSubmission } from '../../rules/task/lateness.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { about } from './about.ts';
import type { TableKind } from './table.ts';

/** Each item of the lists of requested evidence, with the ticket in which it is asked for and how that stands (9.1; 9.2). */
export const requests: TableKind = {
  source: 'documented information: request, and its tasks',
  about: about.request,
  rows: async ({ register }) => {
    const lists = await allPages((page) => register.loadRows<RequestList>('documented', { noun: 'request' }, page));
    const tasks = await Promise.all(
      lists.map(({ state: { occurrence } }) =>
        allPages((page) => register.loadRows<TaskState>('task', { occurrence }, page)),
      ),
    );
    return lists.flatMap(({ state: list }, i) =>
      linesOf(list).map(({ request: _, occurrence: __, ...row }, n) => {
        const slot = `task/${list.lines[n]?.id}`;
        const task = tasks[i]?.find(({ state }) => state.terms.slot === slot)?.state;
        return { ...row, ...(task ? stateOf(task) : UNOPENED) };
      }),
    );
  },
};

/** Until its workflow has opened the list. */
const UNOPENED = { ticket: '', state: 'not opened yet', handed_in: '', verified_by: '', record: '' };

function stateOf(task: TaskState) {
  const { thread, stage, verdict, verified, terms } = task;
  return {
    ticket: thread.ref?.number ?? '',
    state: verdict ?? stage,
    handed_in: standingSubmission(task)?.at ?? '',
    verified_by: verified?.by ?? '',
    record: terms.display,
  };
}
