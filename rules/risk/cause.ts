import type { Cause } from '../occurrence.ts';

/** Why a duty about one risk begins beside its interval. */
export type RiskCause = 'rated' | 'failed' | 'expired';

/** @param by what makes it one and the same: an occurrence's key, a date, or an instant. @returns the cause of an occurrence about one risk. */
export function causeOf(risk: string, why: RiskCause, by: string): Cause {
  return `risk:${risk}:${why}:${by}`;
}

/**
 * @param known ids of the risks that there are; without them, what is written like one counts.
 * @returns the first risk that a text names, `R-7`; undefined if it names none.
 */
export function riskNamed(text: string, known?: readonly string[]): string | undefined {
  const written = text.toUpperCase().match(/(?<![\w-])[A-Z]{1,5}-[A-Z0-9]{1,12}(?![\w-])/g) ?? [];
  return written.find((id) => (known ? known.includes(id) : id.startsWith('R-')));
}

/** @returns what is wrong with a text that names no risk whose treatment can have failed. */
export function withoutRisk(known: readonly string[] = []): string {
  const some = known.slice(0, 10).join(', ');
  return `it names the risk whose treatment failed${known.length > 0 ? `; there are: ${some}${known.length > 10 ? ', …' : ''}` : ', such as R-7'}`;
}

/** @returns the risk that an occurrence is about, undefined for one by its interval or by hand. */
export function riskOf(cause: Cause): string | undefined {
  return /^risk:([^:]+):/.exec(cause)?.[1];
}
