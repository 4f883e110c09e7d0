import { displayOf, keyOf } from '../../rules/keys.ts';
import type { PlannedOccurrence } from '../../rules/occurrence.ts';

/** Names of an occurrence and its task. */
export interface Names {
  occurrence: string;
  task: string;
  display: string;
}

/** @param taken display ids in use; the task's own is added. @returns the names that the engine would give. */
export function namesOf(occurrence: PlannedOccurrence, instance: string, taken: Set<string>): Names {
  const task = keyOf({ instance, ...occurrence, slot: 'task' });
  const display = displayOf(occurrence.duty, task, taken);
  taken.add(display);
  return { occurrence: keyOf({ instance, ...occurrence, slot: '' }), task, display };
}
