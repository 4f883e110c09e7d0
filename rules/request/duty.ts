import { managementTrackerOf } from '../organisation.ts';
import type { Duty, Programme } from '../programme.ts';

/** The duty of lists that belong to no other one. No duty of the file can be called so. */
export const LISTS = 'request:lists';

/** @returns the duty of such lists: somebody wants evidence once, such as an auditor: it is owed like any other, and the lead checks it. */
export function dutyOfLists(programme: Programme): Duty {
  return {
    id: LISTS,
    kind: 'evidence-request',
    title: 'Evidence requested',
    ask: 'Hand in what is asked for.',
    clauses: ['9.1'],
    process: programme.processes[0]?.id ?? '',
    owner: 'role:lead',
    verifier: 'role:lead',
    selfVerification: false,
    first: '1970-01-01',
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
