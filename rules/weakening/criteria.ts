import { levelOf, type RiskCriteria } from '../risk/criteria.ts';
import { type Difference, difference, type Weight } from './change.ts';

/**
 * @returns how the risk criteria changed. Management sets them (6.1.2 a), so every change waits for it; it is weaker where more may be
 * retained than before.
 */
export function criteriaDifferences(before: RiskCriteria | undefined, after: RiskCriteria | undefined): Difference[] {
  return difference(['riskCriteria'], before, after, weigh(before, after), 'risk criteria');
}

function weigh(before: RiskCriteria | undefined, after: RiskCriteria | undefined): Weight {
  if (!before) return 'plain';
  return !after || retained(after) > retained(before) ? 'weaker' : 'authority';
}

/** The share of the scale that may be retained. */
function retained({ consequence, likelihood, acceptable }: RiskCriteria): number {
  return acceptable / levelOf({ consequence: consequence.steps, likelihood: likelihood.steps });
}
