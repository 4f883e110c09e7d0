import type { Organisation } from '../organisation.ts';
import { handedInAt, latenessIn } from '../task/lateness.ts';
import type { TaskState } from '../task/state.ts';
import type { Instant } from '../time.ts';
import type { Action } from './record.ts';

/**
 * @param task that carries it out; none of what was closed before it was brought along.
 * @returns whether an action was handed in late, or is late by now: whoever verified it when makes it no later, and what was waived is not
 * late (domain: whose clock).
 */
export function isLate({ state, due, closed }: Action, task: TaskState | undefined, org: Organisation, now: Instant) {
  if (state === 'waived') return false;
  if (!task) return (closed?.at ?? now) >= due.at;
  const at = handedInAt(task) ?? now;
  // Of one that was brought along its task is due later than it was decided.
  return at >= due.at || latenessIn(task, org, at) > 0;
}
