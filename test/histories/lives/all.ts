import { change } from './change.ts';
import { incident } from './incident.ts';
import type { Life } from './life.ts';
import { measurement } from './measurement.ts';
import { riskAssessment, riskTreatment } from './risks.ts';

/** By name of the recorded history. */
export const lives: Record<string, Life> = {
  'duty-measurement': measurement,
  'duty-risk-assessment': riskAssessment,
  'duty-risk-treatment': riskTreatment,
  'duty-incident': incident,
  'duty-change': change,
};
