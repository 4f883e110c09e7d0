import { deadlineAfter } from '../calendar/deadline.ts';
import { isLocalDate, startOfDay } from '../calendar/local-day.ts';
import type { Calendar } from '../calendar/working-day.ts';
import type { Grade } from '../programme.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { NonconformityState } from './state.ts';
import type { NonconformityTerms } from './terms.ts';

/**
 * The clocks of a grade from a day or instant on: local dates count, the first day does not, and no holiday moves them
 * (domain, section 6).
 */
export function clocksFrom(
  calendar: Calendar,
  clocks: NonconformityTerms['clocks'],
  grade: Grade,
  start: LocalDate | Instant,
): Pick<NonconformityState, 'from' | 'clocks'> {
  const from = isLocalDate(start) ? startOfDay(calendar.zone, start) : start;
  const { plan, resolve } = clocks[grade];
  return {
    from,
    clocks: { plan: deadlineAfter(calendar, from, plan), resolve: deadlineAfter(calendar, from, resolve) },
  };
}

/** Whether a deadline has passed at `at` that nobody could judge yet: the grade waits for it. */
export function awaitsJudgement(state: NonconformityState, at: Instant): boolean {
  const deadline = state.clocks.resolve.at;
  return deadline <= at && state.kept !== deadline && !state.overdue;
}
