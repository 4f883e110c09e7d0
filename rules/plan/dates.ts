import { dayOf, deadlineOn, deadlinePast } from '../calendar/deadline.ts';
import { dateAt, daysBetween, isLocalDate, plusDays, startOfDay } from '../calendar/local-day.ts';
import { addToDate } from '../calendar/span.ts';
import { type Calendar, nextWorkingDay, previousWorkingDay } from '../calendar/working-day.ts';
import type { Duty, Ladder } from '../programme.ts';
import { type Deadline, type Instant, type LocalDate, later, msBetween, plusMs, type Span } from '../time.ts';
import type { DutyTerms } from './terms.ts';

/** When an occurrence opens and is due as the programme has it, before any delay of the engine's. */
export interface Schedule {
  opens: Instant;
  due: Deadline;
}

/** The dates of an occurrence as it is opened. */
export interface OpenedDates extends Schedule {
  hardLimit?: Deadline;
  openedLateBy: number;
}

/**
 * @returns when the occurrence of a nominal date is due and opens (domain, section 3): a day is shifted off weekends
 * and holidays as the duty says, an instant never is; it opens `lead` before. What was inside its lead when applied
 * opens with the application; what was due by then (only a backfill is) keeps its opening in the past, and so counts as
 * opened late.
 */
export function scheduleOf(terms: DutyTerms, period: LocalDate | Instant): Schedule {
  const { duty, ladder, calendar, applied } = terms;
  const due = isLocalDate(period) ? deadlineOn(calendar.zone, shifted(calendar, duty.shift, period)) : { at: period };
  const opens = openingBefore(calendar, due, duty.lead ?? ladder.lead);
  return { due, opens: due.at > applied.at ? later(opens, applied.at) : opens };
}

/**
 * @returns the dates if opened at `openedAt`. Late is a day's task not opened on its day, and an exact one not opened
 * within the planner's interval: due and hard limit move by the delay, in whole days (then to a working day again) or
 * exactly; a date that somebody outside sets does not.
 */
export function datesWhenOpened(
  terms: Pick<DutyTerms, 'duty' | 'ladder' | 'calendar' | 'lateAfter'>,
  schedule: Schedule,
  openedAt: Instant,
): OpenedDates {
  const { duty, ladder, calendar } = terms;
  const { opens } = schedule;
  const openedLateBy = delayOf(terms, schedule, openedAt);
  const due = openedLateBy > 0 && !isExternal(duty, ladder) ? dueAfterDelay(terms, schedule, openedAt) : schedule.due;
  const limit = duty.hardLimit ?? ladder.hardLimit;
  return { opens, due, ...(limit && { hardLimit: deadlinePast(calendar, due, limit) }), openedLateBy };
}

/**
 * Whether a duty's dates are set by somebody outside, so that neither our delay nor an extension moves them: because the programme says
 * so, or because its ladder allows no extension, as L3 (domain, sections 3 and 4).
 */
export function isExternal({ external }: Pick<Duty, 'external'>, { extensions }: Pick<Ladder, 'extensions'>): boolean {
  return external === true || !extensions;
}

/** @returns the day that a due date falls on: itself, or the working day before or after, as its duty says. */
export function shifted(calendar: Calendar, shift: Duty['shift'], date: LocalDate): LocalDate {
  if (shift === 'next') return nextWorkingDay(calendar, date);
  if (shift === 'previous') return previousWorkingDay(calendar, date);
  return date;
}

function openingBefore(calendar: Calendar, due: Deadline, lead: Span): Instant {
  if (lead.unit === 'ms') return plusMs(due.at, -lead.n);
  const back = { ...lead, n: -lead.n };
  return startOfDay(calendar.zone, addToDate(calendar, dayOf(calendar.zone, due), back));
}

function delayOf(
  { calendar, lateAfter }: Pick<DutyTerms, 'calendar' | 'lateAfter'>,
  { opens, due }: Schedule,
  openedAt: Instant,
): number {
  const delay = msBetween(opens, openedAt);
  if (delay <= lateAfter) return 0;
  const sameDay = dateAt(calendar.zone, opens) === dateAt(calendar.zone, openedAt);
  return due.date !== undefined && sameDay ? 0 : delay;
}

/**
 * @returns a due date as it is moved by a late opening: exactly, or by whole days and then to a working day again, unless the duty's dates
 * are not shifted (domain: missed).
 */
export function dueAfterDelay(
  { duty, calendar }: Pick<DutyTerms, 'duty' | 'calendar'>,
  { opens, due }: Schedule,
  openedAt: Instant,
): Deadline {
  if (due.date === undefined) return { at: plusMs(due.at, msBetween(opens, openedAt)) };
  const days = daysBetween(dateAt(calendar.zone, opens), dateAt(calendar.zone, openedAt));
  const date = plusDays(due.date, days);
  return deadlineOn(calendar.zone, duty.shift === 'none' ? date : nextWorkingDay(calendar, date));
}
