import { managementTrackerOf } from '../organisation.ts';
import type { Duty, Programme } from '../programme.ts';

/** The id of the duty that leads each opportunity for improvement. No duty of the file can be called so. */
export const IMPROVEMENT = 'opportunity:for-improvement';

/** @returns the duty that leads improvements. It is in no plan, for somebody has to see an opportunity first (10.1). */
export function improvementDuty(programme: Programme): Duty {
  return {
    id: IMPROVEMENT,
    kind: 'improvement',
    title: 'Opportunity for improvement',
    ask: 'Decide whether to adopt this improvement.',
    clauses: ['10.1'],
    process: programme.processes[0]?.id ?? '',
    owner: 'role:lead',
    selfVerification: false,
    first: '9999-12-31',
    shift: 'next',
    ladder: 'L2',
    missedGrade: 'minor',
    subjects: [],
    instructions: [],
    evidence: [],
    tracker: managementTrackerOf(programme),
  };
}
