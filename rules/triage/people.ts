import { deciders } from '../authority.ts';
import { leads, type Organisation, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { TaskState } from '../task/state.ts';

/** @returns who may answer: the lead, or top management where the lead may not. */
export function answerers(state: TaskState, org: Organisation): PersonId[] {
  return deciders([leads(org), topManagement(org)], state.terms.barred ?? []);
}
