import { IMPROVEMENT, improvementDuty } from './improvement/duty.ts';
import { owedBy } from './plan/renewals.ts';
import type { Duty, Programme } from './programme.ts';
import { dutyOfLists, LISTS } from './request/duty.ts';
import { FAILED, failureDuty } from './risk-treatment/failure-duty.ts';

/** Duties of every programme that are in no plan: somebody has to ask first. */
const asked: Record<string, (programme: Programme) => Duty> = {
  [IMPROVEMENT]: improvementDuty,
  [LISTS]: dutyOfLists,
  [FAILED]: failureDuty,
};

/** @returns a duty of a programme by its id: one that `owedBy` names, or one that every programme has; undefined if there is none. */
export function dutyNamed(programme: Programme, id: string): Duty | undefined {
  return owedBy(programme).find((duty) => duty.id === id) ?? asked[id]?.(programme);
}
