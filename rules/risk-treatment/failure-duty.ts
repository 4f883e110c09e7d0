import { ownDuty } from '../own-duty.ts';
import type { Duty, Programme } from '../programme.ts';

/** The id of the duty that leads the triage of each treatment that failed. No duty of the file can be called so. */
export const FAILED = 'treatment:failed';

/** @returns the duty in which is decided what follows from a treatment that failed. It is in no plan: something has to fail first (8.3). */
export function failureDuty(programme: Programme): Duty {
  const treating = programme.duties.find(({ kind }) => kind === 'risk-treatment');
  return ownDuty(programme, {
    id: FAILED,
    kind: 'failed-treatment',
    title: 'Failed treatment',
    ask: 'Decide what follows from a treatment that failed.',
    clauses: ['6.1.3', '8.3'],
    ...(treating && { process: treating.process }),
    first: '9999-12-31',
    lead: { unit: 'days', n: 14 },
  });
}
