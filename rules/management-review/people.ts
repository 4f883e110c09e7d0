import { deciders, standsIn } from '../authority.ts';
import { leads, type Organisation, personById, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { TaskState } from '../task/state.ts';
import type { Instant } from '../time.ts';

/** Whether a task is signed rather than verified: management reviews are (9.3). */
export function isSigned({ terms }: Pick<TaskState, 'terms'>): boolean {
  return terms.kind === 'management-review';
}

/** @returns who chairs: the review's owner, or the lead once they have left. */
export function chairsOf({ terms }: TaskState, org: Organisation): PersonId[] {
  return personById(org, terms.owner) ? [terms.owner] : leads(org);
}

/** Whether somebody keeps the minutes at that instant: whoever chairs, or their delegate. */
export function keepsMinutes(state: TaskState, org: Organisation, person: PersonId, at: Instant): boolean {
  return chairsOf(state, org).some((chair) => standsIn(org, person, chair, at));
}

/** @returns who may sign: top management, but for those whose minutes they are. Nobody below takes their place. */
export function signers(state: TaskState, org: Organisation): PersonId[] {
  return deciders([topManagement(org)], barredFromSigning(state));
}

/** @returns who may not sign: whoever chaired, and whoever wrote down what was considered. */
export function barredFromSigning({ terms, assignee, given }: TaskState): PersonId[] {
  const wrote = given.filter(({ says }) => says).map(({ by }) => by);
  return [...new Set([terms.owner, assignee, ...wrote])];
}
