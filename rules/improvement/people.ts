import { deciders } from '../authority.ts';
import { leads, type Organisation, personById, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { TaskState } from '../task/state.ts';

/** @returns who evaluates an improvement: its owner, also of what they saw themselves, or the lead once they have left (domain: authority). */
export function evaluators({ terms }: Pick<TaskState, 'terms'>, org: Organisation): PersonId[] {
  return deciders([personById(org, terms.owner) ? [terms.owner] : [], leads(org), topManagement(org)], []);
}
