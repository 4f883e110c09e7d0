import { deadlineAfter, deadlineOn } from '../calendar/deadline.ts';
import { dateAt } from '../calendar/local-day.ts';
import { periodName } from '../calendar/period-name.ts';
import { addToDate } from '../calendar/span.ts';
import { type Calendar, nextWorkingDay } from '../calendar/working-day.ts';
import type { Occasion } from '../occasion/occasion.ts';
import type { PlannedOccurrence, Started } from '../occurrence.ts';
import { isNoticedLate } from '../pace.ts';
import type { Duty, Ladder, Programme } from '../programme.ts';
import type { Deadline, Instant, LocalDate, Span } from '../time.ts';
import { datesWhenOpened, shifted } from './dates.ts';
import { isExactDuty } from './owed-dates.ts';
import { ladderOf } from './terms.ts';

/** A duty that is owed beside its interval. `cause` makes it one and the same, however often it is asked for. */
export interface Asked {
  duty: Duty;
  subject?: string;
  cause: string;
  /** By when, in place of after its lead. */
  due?: LocalDate;
  /** What happened, where it is owed on that: its dates then count from there. */
  occasion?: Occasion;
  started?: Started;
  /** When somebody told of it, where that was not at this moment. */
  toldAt?: Instant;
}

/** Where neither the duty nor its ladder says. */
const LEAD: Span = { unit: 'days', n: 14 };

/**
 * @returns the occurrence of a duty that is asked for: open now, and due after its lead, counted from today or from what happened
 * (domain, section 3), shifted off weekends and holidays as it says. A ladder of hours counts from the instant. Told of so long ago that
 * only downtime explains it, it is opened late: due date and hard limit move by the delay (domain: missed).
 * @param version the programme's, whose terms it opens under.
 */
export function occurrenceAsked(
  programme: Programme,
  calendar: Calendar,
  { duty, subject, cause, occasion, started, due: wanted, toldAt }: Asked,
  version: number,
  now: Instant,
): PlannedOccurrence {
  const { zone, pace } = programme;
  const ladder = ladderOf(programme, duty);
  const joiner = subject === undefined ? undefined : duty.joiner;
  const lead = joiner ?? duty.lead ?? ladder.lead ?? LEAD;
  const asked = wanted ? deadlineOn(zone, wanted) : dueAfter(calendar, duty.shift, occasion?.at ?? now, lead, ladder);
  const opens = toldAt !== undefined && isNoticedLate(toldAt, now, pace.planner) ? toldAt : now;
  const dates = datesWhenOpened({ duty, ladder, calendar, lateAfter: pace.planner }, { opens, due: asked }, now);
  const { due } = dates;
  const exact = due.date === undefined || (wanted === undefined && isExactDuty(duty));
  const period = exact ? now : dateAt(zone, now);
  return {
    duty: duty.id,
    ...(subject && { subject }),
    period,
    periodName: periodName(zone, period, undefined),
    cause,
    ...(occasion && { occasion }),
    ...(started && { started }),
    version,
    zone,
    ...dates,
  };
}

function dueAfter(calendar: Calendar, shift: Duty['shift'], from: Instant, lead: Span, ladder: Ladder): Deadline {
  if (lead.unit === 'ms') return deadlineAfter(calendar, from, lead);
  if (lead.n === 0 && ladder.contactHours === false) return { at: from };
  const { zone } = calendar;
  const today = dateAt(zone, from);
  const date = addToDate(calendar, today, lead);
  const moved = shifted(calendar, shift, date);
  // The working day before may be over already.
  return deadlineOn(zone, moved < today ? nextWorkingDay(calendar, date) : moved);
}
