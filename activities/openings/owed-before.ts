import type { Tx } from '../../register/register.ts';
import { dateAt, isLocalDate } from '../../rules/calendar/local-day.ts';
import type { PlannedOccurrence } from '../../rules/occurrence.ts';
import { plan } from '../../rules/plan.ts';
import type { Instant } from '../../rules/time.ts';
import { calendarOn } from '../holidays.ts';
import type { Current, InForce } from '../organisation.ts';
import { openRows } from './open-due.ts';

/**
 * @param next since when each cadence counts from now on. @param identities what was ever opened.
 * @returns past occurrences that were never opened, of cadences that end or begin anew: though a new cadence counts from its application,
 * downtime before the change loses nothing (domain, section 3).
 */
export function owedBefore(
  before: Current,
  next: InForce['applied'],
  identities: ReadonlySet<string>,
  now: Instant,
): PlannedOccurrence[] {
  const ledger = { applied: new Map(Object.entries(before.applied)), identities };
  const today = dateAt(before.programme.zone, now);
  return plan(before.programme, calendarOn(before.programme, now), ledger, now)
    .open.filter(({ duty }) => next[duty]?.at !== before.applied[duty]?.at)
    .filter(({ period }) => period < (isLocalDate(period) ? today : now));
}

/** Inserts rows for these occurrences; the planner wakes them. To be called in the transaction that changes the cadences. */
export async function openOwedBefore(tx: Tx, before: Current, next: InForce['applied'], now: Instant): Promise<void> {
  await openRows(tx, before, owedBefore(before, next, await tx.identities(), now), now);
}
