import { decisionName } from './decision-name.ts';
import type { TaskState } from './state.ts';

/** What may be asked for in a task's ticket. */
export type What = 'extension' | 'waiver';

/** @returns the requests that wait for a decision; of what was handed in none does. */
export function openRequests(state: TaskState): What[] {
  return (['extension', 'waiver'] as const).filter((what) => state.stage === 'open' && state[what] !== undefined);
}

/**
 * @returns what waits for `approve` or `deny` in an open ticket, as these words name it where more than one thing does: its own decision, an
 * auditor who took it over, and requests.
 */
export function whatWaits(state: TaskState): string[] {
  const own = decisionName(state);
  const asked = state.stage === 'open' ? state.audit?.asked : undefined;
  return [...(own ? [own] : []), ...(asked ? ['auditor'] : []), ...openRequests(state)];
}
