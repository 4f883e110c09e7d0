import { plusMonths } from '../calendar/local-day.ts';
import type { Calendar } from '../calendar/working-day.ts';
import { isExactDuty, owedDates } from '../plan/owed-dates.ts';
import type { AuditProgramme, Duty, Programme } from '../programme.ts';
import type { LocalDate } from '../time.ts';

/** A stretch of days: `until` is the first that is no part of it. */
export interface Stretch {
  from: LocalDate;
  until: LocalDate;
}

/**
 * @returns the audit programme with stage 2 as it stands: its own, else the certificate's, as long as that is not decided. Everything is
 * audited before it (domain, section 5).
 */
export function auditProgrammeOf({
  audit,
  certificate,
}: Pick<Programme, 'audit' | 'certificate'>): AuditProgramme | undefined {
  const stage2 = audit?.stage2 ?? (certificate?.decided === undefined ? certificate?.stage2 : undefined);
  return audit && stage2 !== undefined ? { ...audit, stage2 } : audit;
}

/** @returns the cycle that holds a day, undefined before the first one began. */
export function cycleAt({ cycle: { from, years } }: AuditProgramme, on: LocalDate): Stretch | undefined {
  if (on < from) return undefined;
  return stretchAt(from, 12 * years, on);
}

/** @returns the years of a cycle that have begun by that day, oldest first: they count from the cycle's first day. */
export function yearsOf(cycle: Stretch, on: LocalDate): Stretch[] {
  const years: Stretch[] = [];
  for (let k = 0; ; k++) {
    const [from, until] = [plusMonths(cycle.from, 12 * k), plusMonths(cycle.from, 12 * (k + 1))];
    if (from > on || from >= cycle.until) return years;
    years.push({ from, until });
  }
}

/** @returns how often an audit is planned in a stretch, from its first day on. */
export function auditsIn(
  { from, until }: Stretch,
  { duties }: Pick<Programme, 'duties'>,
  duty: Duty,
  calendar: Calendar,
): number {
  if (isExactDuty(duty)) return 0;
  let n = 0;
  for (const date of owedDates(duties, calendar, duty, from)) {
    if (date >= until) break;
    n += 1;
  }
  return n;
}

/** @returns whether a day lies in a stretch. */
export function holds({ from, until }: Stretch, day: LocalDate): boolean {
  return from <= day && day < until;
}

function stretchAt(anchor: LocalDate, months: number, on: LocalDate): Stretch {
  for (let k = 0; ; k++) {
    const until = plusMonths(anchor, months * (k + 1));
    if (on < until) return { from: plusMonths(anchor, months * k), until };
  }
}
