import { createHash } from 'node:crypto';

/** By which risks are rated and retained (6.1.2 a): two scales that begin with 1, and the highest level that needs no treatment. */
export interface RiskCriteria {
  consequence: Scale;
  likelihood: Scale;
  /** A level is consequence times likelihood. */
  acceptable: number;
}

/** How many steps a scale has, and what they are called where they have names. */
export interface Scale {
  steps: number;
  names?: string[];
}

/** What a risk was rated as. */
export interface Rated {
  consequence: number;
  likelihood: number;
}

/** @returns the level of a risk. */
export function levelOf({ consequence, likelihood }: Rated): number {
  return consequence * likelihood;
}

/**
 * @returns which criteria these are: `5x5/8`, with a mark between where steps have names. What stands before the slash is the scale:
 * levels on different scales cannot be compared.
 */
export function criteriaVersion({ consequence, likelihood, acceptable }: RiskCriteria): string {
  const names = [consequence.names, likelihood.names];
  const mark = names.some((n) => n !== undefined)
    ? `-${createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 6)}`
    : '';
  return `${consequence.steps}x${likelihood.steps}${mark}/${acceptable}`;
}

/** Whether levels under these two versions of the criteria can be compared: the scale is the same, whatever may be retained (8.2). */
export function areComparable(a: string, b: string): boolean {
  return a.split('/')[0] === b.split('/')[0];
}

/** @returns `consequence 1 to 5, likelihood 1 to 5; a risk up to level 8 may be retained`. */
export function spokenCriteria({ consequence, likelihood, acceptable }: RiskCriteria): string {
  return `consequence ${spokenScale(consequence)}, likelihood ${spokenScale(likelihood)}; a risk up to level ${acceptable} may be retained`;
}

function spokenScale({ steps, names }: Scale): string {
  return names ? names.map((name, i) => `${i + 1} ${name}`).join(', ') : `1 to ${steps}`;
}

/** @returns what is wrong with a rating, undefined if it is on the scale. */
export function offScale({ consequence, likelihood }: Rated, criteria: RiskCriteria): string | undefined {
  if (!isStep(consequence, criteria.consequence))
    return `consequence is a whole number, ${spokenScale(criteria.consequence)}`;
  if (!isStep(likelihood, criteria.likelihood))
    return `likelihood is a whole number, ${spokenScale(criteria.likelihood)}`;
  return undefined;
}

function isStep(n: number, { steps }: Scale): boolean {
  return Number.isInteger(n) && n >= 1 && n <= steps;
}
