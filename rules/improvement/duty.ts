import { ownDuty } from '../own-duty.ts';
import type { Duty, Programme } from '../programme.ts';

/** The id of the duty that leads each opportunity for improvement. No duty of the file can be called so. */
export const IMPROVEMENT = 'opportunity:for-improvement';

/** @returns the duty that leads improvements. It is in no plan, for somebody has to see an opportunity first (10.1). */
export function improvementDuty(programme: Programme): Duty {
  return ownDuty(programme, {
    id: IMPROVEMENT,
    kind: 'improvement',
    title: 'Opportunity for improvement',
    ask: 'Decide whether to adopt this improvement.',
    clauses: ['10.1'],
    first: '9999-12-31',
  });
}
