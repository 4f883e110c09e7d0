import type { Cause } from '../occurrence.ts';

/** Why a duty about one risk begins beside its interval. */
export type RiskCause = 'rated' | 'failed' | 'expired';

/** @param by what makes it one and the same: an occurrence's key, or a date. @returns the cause of an occurrence about one risk. */
export function causeOf(risk: string, why: RiskCause, by: string): Cause {
  return `risk:${risk}:${why}:${by}`;
}

/** @returns the risk that an occurrence is about, undefined for one by its interval or by hand. */
export function riskOf(cause: Cause): string | undefined {
  return /^risk:([^:]+):/.exec(cause)?.[1];
}
