import type { Cause } from '../occurrence.ts';

/** Why a duty about one risk begins beside its interval. */
export type RiskCause = 'rated' | 'failed' | 'expired';

/** @param by what makes it one and the same: an occurrence's key, or a date. @returns the cause of an occurrence about one risk. */
export function causeOf(risk: string, why: RiskCause, by: string): Cause {
  return `risk:${risk}:${why}:${by}`;
}

/** @returns the first risk that a text names, `R-7`; undefined if it names none. */
export function riskNamed(text: string): string | undefined {
  return /(?<![\w-])R-[0-9A-Z]+(?!\w)/i.exec(text)?.[0].toUpperCase();
}

/** @returns the risk that an occurrence is about, undefined for one by its interval or by hand. */
export function riskOf(cause: Cause): string | undefined {
  return /^risk:([^:]+):/.exec(cause)?.[1];
}
