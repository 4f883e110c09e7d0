import { campaign } from './campaign.ts';
import { certification } from './certification.ts';
import { change } from './change.ts';
import { documentReview } from './document-review.ts';
import { improvement } from './improvement.ts';
import { incident } from './incident.ts';
import { internalAudit } from './internal-audit.ts';
import type { Life } from './life.ts';
import { managementReview } from './management-review.ts';
import { measurement } from './measurement.ts';
import { riskAssessment, riskTreatment } from './risks.ts';

/** By name of the recorded history. */
export const lives: Record<string, Life> = {
  'duty-internal-audit': internalAudit,
  'duty-measurement': measurement,
  'duty-document-review': documentReview,
  'duty-campaign': campaign,
  'duty-management-review': managementReview,
  'duty-improvement': improvement,
  'duty-risk-assessment': riskAssessment,
  'duty-risk-treatment': riskTreatment,
  'duty-incident': incident,
  'duty-change': change,
  'duty-certification': certification,
};
