import type { Words } from '../event.ts';

/** How a treatment was seen to have failed, why, and what follows automatically, and so need not be asked. */
export interface Failure {
  how: 'not-accepted' | 'not-conceded' | 'outgrown' | 'waived' | 'missed' | 'incident';
  because?: Words;
  follows: ('assessment' | 'nonconformity')[];
}

/** How a failure showed, as the triage and the record say it. */
export const failures: Record<Failure['how'], string> = {
  'not-accepted': 'its owner did not accept what is left of it',
  'not-conceded': 'top management did not approve that it is accepted',
  outgrown: 'its acceptance does not cover the level that it has now',
  waived: 'that it is accepted was waived',
  missed: 'what was to be done was not done in time',
  incident: 'an incident showed it',
};

/** @returns whether anything about a treatment that failed is left for people to decide, because it does not follow automatically. */
export function isToDecide({ failed }: { failed?: Failure | undefined }): boolean {
  return failed === undefined || failed.follows.length < 2;
}
