import { dateAt, startOfDay } from '../calendar/local-day.ts';
import { identityOf } from '../keys.ts';
import type { PlannedOccurrence } from '../occurrence.ts';
import { earliest, type Instant, type LocalDate, later } from '../time.ts';
import { datesWhenOpened, scheduleOf } from './dates.ts';
import { isExactDuty, owedPeriods } from './owed-dates.ts';
import type { DutyTerms } from './terms.ts';

/** The cause of what its own interval starts. */
export const BY_INTERVAL = 'interval';

/**
 * The stretch of time that is planned: what should be open at `now`, and what opens after it up to `until`, inclusive.
 */
export interface Window {
  now: Instant;
  until: Instant;
}

/**
 * @param identities occurrences ever opened, by `identityOf`; they are never planned again.
 * @returns a duty's occurrences that open in the window, by nominal date and then subject, each with the dates it has
 * if the engine opens it at its opening or, where that has passed, now. Nominal dates before the cadence was applied
 * only from `backfill` on.
 */
export function planDuty(terms: DutyTerms, identities: ReadonlySet<string>, window: Window): PlannedOccurrence[] {
  const { duty, duties, calendar } = terms;
  const planned: PlannedOccurrence[] = [];
  const subjects = subjectsOf(duty);
  for (const { period, periodName } of owedPeriods(duties, calendar, duty, firstCounted(terms))) {
    const missing = subjects.filter(
      (subject) => !identities.has(identityOf({ duty: duty.id, ...subject, period, cause: BY_INTERVAL })),
    );
    if (missing.length === 0) continue;
    const schedule = scheduleOf(terms, period);
    if (schedule.opens > window.until) break;
    const dates = datesWhenOpened(terms, schedule, later(schedule.opens, window.now));
    planned.push(...missing.map((subject) => occurrence(terms, { period, periodName }, subject, dates)));
  }
  return planned;
}

function occurrence(
  { duty, applied, calendar }: DutyTerms,
  named: Pick<PlannedOccurrence, 'period' | 'periodName'>,
  subject: { subject?: string },
  dates: ReturnType<typeof datesWhenOpened>,
): PlannedOccurrence {
  return {
    duty: duty.id,
    ...subject,
    ...named,
    cause: BY_INTERVAL,
    ...dates,
    version: applied.version,
    zone: calendar.zone,
  };
}

function firstCounted({ duty, applied, calendar }: DutyTerms): LocalDate | Instant {
  const exact = isExactDuty(duty);
  const asked = exact && duty.backfill !== undefined ? startOfDay(calendar.zone, duty.backfill) : duty.backfill;
  const counted = exact ? applied.at : dateAt(calendar.zone, applied.at);
  return earliest(asked, counted) ?? counted;
}

function subjectsOf({ subjects }: DutyTerms['duty']): { subject?: string }[] {
  return subjects.length === 0 ? [{}] : subjects.map(({ id }) => ({ subject: id }));
}
