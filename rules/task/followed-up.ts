import { standsMissed } from './deadlines.ts';
import type { Seen } from './seen.ts';
import type { TaskState } from './state.ts';

/**
 * Whether a nonconformity follows a task up already, so that leaving it out raises no other: the open one of its occurrence, or the one that
 * is being raised because it was missed. What is closed follows up nothing that happens after it (domain: waived).
 */
export function isFollowedUp(state: TaskState, { followUp }: Pick<Seen, 'followUp'>): boolean {
  return followUp ? !followUp.closed : standsMissed(state);
}
