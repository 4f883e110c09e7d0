import { allPages } from '../../register/records.ts';
import type { Register } from '../../register/register.ts';
import { dateAt } from '../../rules/calendar/local-day.ts';
import { IMPROVEMENT } from '../../rules/improvement/duty.ts';
import type { Course } from '../../rules/occurrence-course.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import { readCourse } from '../courses.ts';

/** What was owed in a calendar year of the organisation, by occurrence: each stands in `owed` and in one of the others. Nobody owes improvements. */
export interface Year {
  year: string;
  owed: number;
  /** Done on time: handed in before the due date ended, extensions counted. */
  done: number;
  late: number;
  /** Neither done nor missed, late or not. */
  open: number;
  /** Those of `open` that are late already. */
  lateOpen: number;
  waived: number;
  missed: number;
}

/** @returns how the duties of the present year stand; an occurrence belongs to the year in which its first due date ends. */
export async function yearOf(register: Register, org: Organisation, now: Instant): Promise<Year> {
  const { zone } = org.programme;
  const year = dateAt(zone, now).slice(0, 4);
  const all = await allPages((page) => register.loadRows<OccurrenceState>('occurrence', {}, page));
  const mine = all.filter(
    ({ state: { duty, due } }) => duty !== IMPROVEMENT && dateAt(zone, plusMs(due.at, -1)).startsWith(year),
  );
  const judged = await Promise.all(mine.map((one) => readCourse(register, org, one, now)));
  const count = (course: Course) => judged.filter((one) => one.course === course).length;
  return {
    year,
    owed: mine.length,
    done: count('done'),
    late: count('late'),
    open: count('open'),
    lateOpen: judged.filter(({ course, isLate }) => course === 'open' && isLate).length,
    waived: count('waived'),
    missed: count('missed'),
  };
}
