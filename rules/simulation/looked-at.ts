import { IMPROVEMENT } from '../improvement/duty.ts';
import type { NonconformityState } from '../nonconformity/state.ts';
import type { TaskState } from '../task/state.ts';
import type { Life } from './life.ts';

/** @returns what the plan, or an event, made owed: every occurrence but improvements, which nobody owes. */
export function owedIn({ occurrences }: Pick<Life, 'occurrences'>): Life['occurrences'] {
  return occurrences.filter(({ state }) => state.duty !== IMPROVEMENT);
}

/** @returns the records that have a ticket: tasks and nonconformities. */
export function ticketsIn({ tasks, found }: Pick<Life, 'tasks' | 'found'>): (TaskState | NonconformityState)[] {
  return [...tasks, ...found].filter(({ thread }) => thread.openedAt !== undefined);
}
