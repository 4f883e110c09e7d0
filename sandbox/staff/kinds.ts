import { effectivenessReview, programmeChange, repeats, triage } from './by-word.ts';
import { nonconformity } from './nonconformity.ts';
import type { Work } from './office.ts';
import { riskAcceptance, riskApproval, riskAssessment, riskCriteria, riskPlan, riskRating } from './risks.ts';
import { task } from './task.ts';

/** By what stands in a ticket's label `isms/KIND`: how it is worked. A kind that is not here is worked like an everyday task. */
export const kinds: Readonly<Record<string, Work>> = {
  nc: nonconformity,
  'effectiveness-review': effectivenessReview,
  'programme-change': programmeChange,
  repeats,
  'risk-assessment': riskAssessment,
  'risk-criteria': riskCriteria,
  'risk-rating': riskRating,
  'risk-plan': riskPlan,
  'risk-acceptance': riskAcceptance,
  'risk-concession': riskApproval,
  triage,
};

/** @returns how a ticket with these labels is worked. */
export function workOf(labels: readonly string[]): Work {
  const named = labels.flatMap((label) => kinds[label.replace(/^isms\//, '')] ?? []);
  return named[0] ?? task;
}
