import { dateAt, plusMonths, startOfDay } from '../calendar/local-day.ts';
import type { Instant } from '../time.ts';
import type { NonconformityTerms } from './terms.ts';

/** Months for which a closed nonconformity is offered to similar new ones. */
const LOOKED_BACK = 12;

/** What is looked at of a closed nonconformity. */
export interface ClosedBefore extends Pick<NonconformityTerms, 'process' | 'clauses'> {
  closedAt: Instant;
}

/**
 * What a new nonconformity may repeat (10.2 b; domain, section 6): closed ones of the same process, with a clause in common, that were closed within a year,
 * counted by the organisation's days.
 * @param zone the organisation's. @returns those of `closed`, in their order.
 */
export function similarTo<C extends ClosedBefore>(
  { process, clauses }: Pick<NonconformityTerms, 'process' | 'clauses'>,
  closed: C[],
  zone: string,
  now: Instant,
): C[] {
  const since = startOfDay(zone, plusMonths(dateAt(zone, now), -LOOKED_BACK));
  return closed.filter(
    (one) => one.process === process && one.closedAt >= since && one.clauses.some((c) => clauses.includes(c)),
  );
}
