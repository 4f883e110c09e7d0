import { allPages } from '../../register/records.ts';
import { isLate } from '../../rules/action/late.ts';
import { type Action, actionRow } from '../../rules/action/record.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { about } from './about.ts';
import type { TableKind } from './table.ts';

/** Each action of a management review or an improvement, late or not by when it was handed in (9.3.3; 10.1). */
export const actions: TableKind = {
  source: 'documented information: action, and its tasks',
  about: about.action,
  rows: async ({ register, org, now }) => {
    const all = await allPages((page) => register.loadRows<Action>('documented', { noun: 'action' }, page));
    const tasks = await allPages((page) => register.loadRows<TaskState>('task', { kind: 'action' }, page));
    const by = new Map(tasks.map(({ state }) => [state.terms.action, state]));
    return all.map(({ state }) => actionRow(state, isLate(state, by.get(state.id), org, now)));
  },
};
