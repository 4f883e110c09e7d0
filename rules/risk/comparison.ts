import { compareNumbered } from '../order.ts';
import { areComparable } from './criteria.ts';
import { currentOf, ratingsOf } from './reading.ts';
import type { Rating, Risk } from './state.ts';

/** A risk now against last time (Q3). */
export interface Compared {
  risk: Risk;
  now?: Rating;
  last?: Rating;
  /** By how much its level rose; undefined where there is nothing to compare with, or the scale was another. */
  rise?: number;
  /** In a word or two: `+4`, `as before`, `new`, `not comparable`, `retired`, `not rated`. */
  change: string;
}

/**
 * @param since what was rated before is last time's: an assessment's own ratings are compared with the last one before it.
 * @returns risks by level, highest first, each against last time; those that were retired since come last.
 */
export function compareRisks(risks: Risk[], since: string): Compared[] {
  const compared = risks.filter(({ retired }) => !retired || retired.at >= since).map((risk) => compare(risk, since));
  return compared.sort((a, b) => height(b) - height(a) || compareNumbered(a.risk.id, b.risk.id));
}

function compare(risk: Risk, since: string): Compared {
  const all = ratingsOf(risk);
  const now = currentOf(risk);
  const last = all.findLast((r) => r.at < since);
  const base = { risk, ...(now && { now }), ...(last && { last }) };
  if (risk.retired) return { ...base, change: 'retired' };
  if (!now || now === last) return { ...base, change: 'not rated' };
  if (!last) return { ...base, change: 'new' };
  if (!areComparable(now.criteria, last.criteria)) return { ...base, change: 'not comparable' };
  const rise = now.level - last.level;
  return { ...base, rise, change: rise === 0 ? 'as before' : `${rise > 0 ? '+' : '−'}${Math.abs(rise)}` };
}

function height({ risk, now }: Compared): number {
  return risk.retired ? -1 : (now?.level ?? 0);
}
