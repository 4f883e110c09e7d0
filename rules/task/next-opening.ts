import { dateAt, plusDays } from '../calendar/local-day.ts';
import { dutyNamed } from '../duty-named.ts';
import type { Organisation } from '../organisation.ts';
import { scheduleOf } from '../plan/dates.ts';
import { isExactDuty, owedDates } from '../plan/owed-dates.ts';
import type { Instant } from '../time.ts';
import type { TaskTerms } from './state.ts';

/** No due date is shifted off weekends and holidays by more days than this. */
const FARTHEST_SHIFT = 31;

/**
 * @param terms as this one opened under them, when the next one was planned. @returns when that opens; undefined where the programme of today
 * lacks the duty, or gives it other dates, so that nobody is promised what does not come.
 */
export function nextOpening(
  { next, opens, duty: id, version }: Pick<TaskTerms, 'next' | 'opens' | 'duty' | 'version'>,
  { programme, calendar }: Pick<Organisation, 'programme' | 'calendar'>,
): Instant | undefined {
  const duty = id === undefined ? undefined : dutyNamed(programme, id);
  const ladder = programme.ladders.find((each) => each.id === duty?.ladder);
  if (next === undefined || !duty || !ladder) return undefined;
  const { duties } = programme;
  // What comes round before its own lead is over was planned to open with this one.
  const since = next < opens ? next : opens;
  const planned = { duty, duties, ladder, calendar, applied: { at: since, version }, lateAfter: 0 };
  const from = isExactDuty(duty) ? since : plusDays(dateAt(calendar.zone, since), -FARTHEST_SHIFT);
  for (const period of owedDates(duties, calendar, duty, from)) {
    const found = scheduleOf(planned, period).opens;
    if (found === next) return next;
    if (found > opens) return undefined;
  }
  return undefined;
}
