import { improvement } from './improvement.ts';
import type { Life } from './life.ts';
import { managementReview } from './management-review.ts';
import { measurement } from './measurement.ts';
import { riskAssessment, riskTreatment } from './risks.ts';

/** By name of the recorded history. */
export const lives: Record<string, Life> = {
  'duty-measurement': measurement,
  'duty-management-review': managementReview,
  'duty-improvement': improvement,
  'duty-risk-assessment': riskAssessment,
  'duty-risk-treatment': riskTreatment,
};
