import { deadlineAfter } from '../calendar/deadline.ts';
import { isLocalDate, startOfDay } from '../calendar/local-day.ts';
import type { Calendar } from '../calendar/working-day.ts';
import type { Deadline, Instant, LocalDate } from '../time.ts';
import { bodysDeadlines } from './external.ts';
import type { NonconformityState } from './state.ts';
import type { ExternalAudit, NonconformityGrade, NonconformityTerms } from './terms.ts';

/** Stands where nothing is due: a concern has no clock until stage 2 (domain: external audits), and of one closed before nobody may know. */
export const NEVER: Deadline = { at: '9999-12-31T00:00:00.000Z', date: '9999-12-30' };

/**
 * The clocks of a grade from a day or instant on: local dates count, the first day does not, and no holiday moves them
 * (domain, section 6).
 * @param dates that the certification body gave: they replace the profile's.
 */
export function clocksFrom(
  calendar: Calendar,
  clocks: NonconformityTerms['clocks'],
  grade: NonconformityGrade,
  start: LocalDate | Instant,
  dates: Pick<ExternalAudit, 'planBy' | 'resolveBy'> = {},
): Pick<NonconformityState, 'from' | 'clocks'> {
  const from = isLocalDate(start) ? startOfDay(calendar.zone, start) : start;
  if (grade === 'concern') return { from, clocks: { plan: NEVER, resolve: NEVER } };
  const { plan, resolve } = clocks[grade];
  const own = { plan: deadlineAfter(calendar, from, plan), resolve: deadlineAfter(calendar, from, resolve) };
  const given = { ...own, ...bodysDeadlines(dates, calendar.zone) };
  return { from, clocks: given.plan.at > given.resolve.at ? { ...given, plan: given.resolve } : given };
}

/** Whether its deadlines are dates at all: those of a concern are none. */
export function hasDeadline({ clocks }: Pick<NonconformityState, 'clocks'>): boolean {
  return isDated(clocks.resolve);
}

/** Whether a deadline is a date at all. */
export function isDated({ at }: Deadline): boolean {
  return at !== NEVER.at;
}

/** Whether a deadline has passed at `at` that nobody could judge yet: the grade waits for it. */
export function awaitsJudgement(state: NonconformityState, at: Instant): boolean {
  const deadline = state.clocks.resolve.at;
  return deadline <= at && state.kept !== deadline && !state.overdue;
}

/**
 * @returns past which deadline no action may be dated at `at`: that of the resolution (domain: steps). Undefined once it has passed: whatever is
 * planned then comes later, and late is better than never.
 */
export function actionsUntil({ clocks }: Pick<NonconformityState, 'clocks'>, at: Instant): Deadline | undefined {
  return clocks.resolve.at > at ? clocks.resolve : undefined;
}

/** @returns how many extensions its grade allows; none without a deadline. */
export function extensionsAllowed({ grade, terms }: Pick<NonconformityState, 'grade' | 'terms'>): number {
  return grade === 'concern' ? 0 : terms.clocks[grade].extensions;
}

/** @returns how often it was extended in the grade that it has now. */
export function extensionsUsed({ extended, grade }: Pick<NonconformityState, 'extended' | 'grade'>): number {
  return extended.filter((e) => e.grade === grade).length;
}

/** Whether a later deadline may still be asked for (domain: extended). */
export function mayBeExtended(state: NonconformityState): boolean {
  return !state.resolved && !state.overdue && extensionsUsed(state) < extensionsAllowed(state);
}
