import type { Words } from '../event.ts';

/** How it showed that a treatment failed, why, and what follows from that by itself and so is no question any more. */
export interface Failure {
  how: 'not-accepted' | 'not-conceded' | 'waived' | 'missed' | 'incident';
  because?: Words;
  follows: ('assessment' | 'nonconformity')[];
}

/** How a failure showed, as the triage and the record say it. */
export const failures: Record<Failure['how'], string> = {
  'not-accepted': 'its owner did not accept what is left of it',
  'not-conceded': 'top management did not approve that it is accepted',
  waived: 'that it is accepted was waived',
  missed: 'what was to be done was not done in time',
  incident: 'an incident showed it',
};

/** @returns whether anything about a treatment that failed is left to be decided: what does not follow by itself. */
export function isToDecide({ failed }: { failed?: Failure | undefined }): boolean {
  return failed === undefined || failed.follows.length < 2;
}
