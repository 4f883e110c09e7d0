import type { Calendar } from '../calendar/working-day.ts';
import type { Duty, Ladder, Programme } from '../programme.ts';
import type { Instant } from '../time.ts';
import { owedBy } from './renewals.ts';

/** Since when a duty's cadence counts, and the version whose terms it opens under. */
export interface Applied {
  at: Instant;
  version: number;
}

/**
 * What the register already knows: by duty when its cadence was applied, and the identities ever opened (`identityOf`).
 */
export interface Ledger {
  applied: ReadonlyMap<string, Applied>;
  identities: ReadonlySet<string>;
}

/** What one duty is planned by. `lateAfter` is the planner's interval, ms: an opening within it is in time. */
export interface DutyTerms {
  duty: Duty;
  /** Those of its programme: it may be tied to the dates of one. */
  duties: readonly Duty[];
  ladder: Ladder;
  applied: Applied;
  calendar: Calendar;
  lateAfter: number;
}

/**
 * @returns the terms of each duty that is owed and whose cadence was applied, in the programme's order.
 * @throws RangeError for an unknown ladder.
 */
export function termsOf(programme: Programme, calendar: Calendar, ledger: Ledger): DutyTerms[] {
  return owedBy(programme).flatMap((duty) => {
    const applied = ledger.applied.get(duty.id);
    if (applied === undefined) return [];
    return [
      {
        duty,
        duties: programme.duties,
        ladder: ladderOf(programme, duty),
        applied,
        calendar,
        lateAfter: programme.pace.planner,
      },
    ];
  });
}

/** @returns the ladder of a duty. @throws RangeError for an unknown one. */
export function ladderOf(programme: Pick<Programme, 'ladders'>, duty: Duty): Ladder {
  const ladder = programme.ladders.find(({ id }) => id === duty.ladder);
  if (ladder !== undefined) return ladder;
  const known = programme.ladders.map(({ id }) => id).join(', ');
  throw new RangeError(
    `duties.${duty.id}.ladder: found ${duty.ladder}; allowed: ${known}. Name one of these, or add it`,
  );
}
