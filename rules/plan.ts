import type { Calendar } from './calendar/working-day.ts';
import type { PlannedOccurrence } from './occurrence.ts';
import { compareText } from './order.ts';
import { planDuty } from './plan/duty.ts';
import { type Ledger, termsOf } from './plan/terms.ts';
import type { Programme } from './programme.ts';
import type { Instant } from './time.ts';

/**
 * Compares the programme with the ledger.
 * @returns the occurrences that should be open at `now` and were never opened, most urgent (first due) first. Downtime
 * loses none: what should have opened meanwhile is here, marked late, due and hard limit moved by the delay (domain,
 * section 3).
 * @throws RangeError if a duty names an unknown ladder, or an interval is not positive.
 */
export function plan(
  programme: Programme,
  calendar: Calendar,
  ledger: Ledger,
  now: Instant,
): { open: PlannedOccurrence[] } {
  return { open: planUntil(programme, calendar, ledger, now, now) };
}

/**
 * The same decisions for a preview.
 * @returns what `plan` opens at `from`, and what opens after it up to `until`, inclusive, if the engine runs; most
 * urgent first.
 * @throws RangeError as `plan`.
 */
export function planUntil(
  programme: Programme,
  calendar: Calendar,
  ledger: Ledger,
  from: Instant,
  until: Instant,
): PlannedOccurrence[] {
  return termsOf(programme, calendar, ledger)
    .flatMap((terms) => planDuty(terms, ledger.identities, { now: from, until }))
    .sort(byUrgency);
}

function byUrgency(a: PlannedOccurrence, b: PlannedOccurrence): number {
  return compareText(a.due.at, b.due.at) || compareText(a.opens, b.opens) || compareText(sortName(a), sortName(b));
}

function sortName({ duty, subject, period }: PlannedOccurrence): string {
  return [duty, subject ?? '', period].join('\n');
}
