import { deciders } from '../authority.ts';
import { type Organisation, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { TaskState } from '../task/state.ts';

/** @returns who approves a concession: top management, but for whoever asks for it or owns the risk. */
export function conceders(state: TaskState, org: Organisation): PersonId[] {
  return deciders([topManagement(org)], state.terms.barred ?? []);
}
