import { assessmentIn, scopeReviewIn } from '../occasion/duties.ts';
import type { Organisation } from '../organisation.ts';
import { kindOfDuty } from '../risk-assessment/duties.ts';

/**
 * @param question its id. @param starts the duty that "yes" was to start when the question was asked.
 * @returns the duty that it starts now: that one, else the one that the programme has for the same meanwhile (4.3, 8.2); undefined if there is
 * none. One with subjects is never started: a mere yes would not say which subject.
 */
export function dutyToStart(
  org: Pick<Organisation, 'programme'>,
  question: string,
  starts: { what: 'duty' | 'failure'; duty?: string; failed?: unknown },
): string | undefined {
  const { duties } = org.programme;
  if (duties.some(({ id, subjects }) => id === starts.duty && subjects.length === 0)) return starts.duty;
  if (starts.failed || starts.what === 'failure') return kindOfDuty(org, 'risk-assessment');
  return (question === 'scope' ? scopeReviewIn(duties) : assessmentIn(duties))?.id;
}
