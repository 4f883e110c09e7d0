import type { TaskState } from './state.ts';

/** What may be asked for in a task's ticket. */
export type What = 'extension' | 'waiver';

/** @returns the requests that wait for a decision; of what was handed in none does. */
export function openRequests(state: TaskState): What[] {
  return (['extension', 'waiver'] as const).filter((what) => state.stage === 'open' && state[what] !== undefined);
}
