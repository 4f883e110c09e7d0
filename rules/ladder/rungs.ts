import { contactTime } from '../calendar/contact-hours.ts';
import { dayOf } from '../calendar/deadline.ts';
import { isLocalDate, timeOn } from '../calendar/local-day.ts';
import { addSpan, addToDate, scaled } from '../calendar/span.ts';
import type { Calendar } from '../calendar/working-day.ts';
import type { ContactHours, Ladder, Rung } from '../programme.ts';
import { type Deadline, type Instant, type LocalDate, later, msBetween, plusMs } from '../time.ts';

/** What a ladder is climbed along: the frozen ladder, the task's dates, and when people may be contacted. */
export interface Climb {
  ladder: Ladder;
  opens: Instant;
  due: Deadline;
  hardLimit?: Deadline | undefined;
  calendar: Calendar;
  hours: ContactHours;
}

/** A rung with the instant from which it is due. `id` is the rung's own, or for repeats `ID#2`, `ID#3`, and so on. */
export interface RungTime {
  id: string;
  rung: Rung;
  at: Instant;
  /** It falls before the due date, so the rules for reminders hold. */
  reminder: boolean;
}

/** One time of a rung: `own` is its time before contact hours and the first third move it. */
interface Point extends RungTime {
  own: Instant;
}

/**
 * When each rung is due, lowest first; rungs at or after the hard limit are left out, for then the nonconformity is
 * chased. A rung of day d is due at the start of contact hours d days from the due date, moved to the next working day;
 * an exact one at its instant, moved into contact hours. None is due in the first third of opens to due, but at its end
 * (contact rule 8). A ladder that is not bound to contact hours is bound to neither: it chases what cannot wait.
 * @param until repeats are listed up to the first one after it that is not in `sent`.
 * @throws RangeError if a rung repeats without advancing, or contact hours never come.
 */
export function rungInstants(climb: Climb, until: Instant, sent: ReadonlySet<string> = new Set()): RungTime[] {
  const points = climb.ladder.rungs.flatMap((rung) => pointsOf(climb, rung, until, sent));
  return points.sort((a, b) => Date.parse(a.own) - Date.parse(b.own)).map(({ own, ...rungTime }) => rungTime);
}

/** @returns the id of the rung that `id`, perhaps a repeat's, belongs to. */
export function baseRung(id: string): string {
  return id.replace(/#\d+$/, '');
}

function pointsOf(climb: Climb, rung: Rung, until: Instant, sent: ReadonlySet<string>): Point[] {
  const { repeat } = rung;
  const first = startOf(climb, rung);
  if (first === undefined) return [];
  if (repeat && repeat.n <= 0) throw new RangeError(`rung ${rung.id}: found repeat ${repeat.n}; it must be 1 or more`);
  const points: Point[] = [];
  for (let k = 0; ; k++) {
    const point = pointAt(climb, rung, k, repeat ? addSpan(climb.calendar, first, scaled(repeat, k)) : first);
    if (climb.hardLimit && point.at >= climb.hardLimit.at) return points;
    points.push(point);
    if (!repeat || (point.at > until && !sent.has(point.id))) return points;
  }
}

function startOf({ due, hardLimit, calendar }: Climb, { from, after }: Rung): LocalDate | Instant | undefined {
  const base = from === 'due' ? due : hardLimit;
  if (base === undefined) return undefined;
  return after.unit === 'ms' ? plusMs(base.at, after.n) : addToDate(calendar, dayOf(calendar.zone, base), after);
}

function pointAt(climb: Climb, rung: Rung, k: number, when: LocalDate | Instant): Point {
  const { ladder, due, calendar, hours } = climb;
  const byDay = isLocalDate(when);
  const own = byDay ? timeOn(calendar.zone, when, hours.from) : when;
  return {
    id: k === 0 ? rung.id : `${rung.id}#${k + 1}`,
    rung,
    own,
    at: ladder.contactHours ? contactTime(calendar, hours, later(own, endOfFirstThird(climb))) : own,
    reminder: byDay ? when < dayOf(calendar.zone, due) : when < due.at,
  };
}

function endOfFirstThird({ opens, due }: Climb): Instant {
  return plusMs(opens, Math.max(0, Math.ceil(msBetween(opens, due.at) / 3)));
}
