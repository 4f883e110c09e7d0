import { managementTrackerOf } from '../organisation.ts';
import type { Duty, Programme } from '../programme.ts';

/** The id of the duty that leads the triage of each treatment that failed. No duty of the file can be called so. */
export const FAILED = 'treatment:failed';

/** @returns the duty in which is decided what follows from a treatment that failed. It is in no plan: something has to fail first (8.3). */
export function failureDuty(programme: Programme): Duty {
  const treating = programme.duties.find(({ kind }) => kind === 'risk-treatment');
  return {
    id: FAILED,
    kind: 'failed-treatment',
    title: 'Failed treatment',
    ask: 'Decide what follows from a treatment that failed.',
    clauses: ['6.1.3', '8.3'],
    process: treating?.process ?? programme.processes[0]?.id ?? '',
    owner: 'role:lead',
    selfVerification: false,
    first: '9999-12-31',
    shift: 'next',
    lead: { unit: 'days', n: 14 },
    ladder: 'L2',
    missedGrade: 'minor',
    subjects: [],
    instructions: [],
    evidence: [],
    tracker: managementTrackerOf(programme),
  };
}
