import type { Organisation } from './organisation.ts';
import { treatmentsAfter } from './risk-assessment/results.ts';
import { assessmentAfter } from './risk-treatment/results.ts';
import type { TaskKind, TaskState } from './task/state.ts';
import type { DutyCall } from './task/turn.ts';

const follows: Partial<Record<TaskKind, (task: TaskState, org: Organisation) => DutyCall[]>> = {
  'risk-assessment': treatmentsAfter,
  'risk-rating': treatmentsAfter,
  'risk-acceptance': assessmentAfter,
  'risk-concession': assessmentAfter,
};

/** @returns the duties that a task which has just ended starts, as the programme has them now; none where it has none of that kind. */
export function startedBy(task: TaskState, org: Organisation): DutyCall[] {
  return follows[task.terms.kind]?.(task, org) ?? [];
}
