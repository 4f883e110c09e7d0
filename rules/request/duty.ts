import { ownDuty } from '../own-duty.ts';
import type { Duty, Programme } from '../programme.ts';

/** The duty of lists that belong to no other one. No duty of the file can be called so. */
export const LISTS = 'request:lists';

/** @returns the duty of such lists: somebody wants evidence once, such as an auditor: it is owed like any other, and the lead checks it. */
export function dutyOfLists(programme: Programme): Duty {
  return ownDuty(programme, {
    id: LISTS,
    kind: 'evidence-request',
    title: 'Evidence requested',
    ask: 'Hand in what is asked for.',
    clauses: ['9.1'],
    verifier: 'role:lead',
    first: '1970-01-01',
    lead: { unit: 'days', n: 14 },
  });
}
