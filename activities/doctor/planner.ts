import type { Register } from '../../register/register.ts';
import { nextMorning } from '../../rules/calendar/contact-hours.ts';
import type { Instant } from '../../rules/time.ts';
import { calendarOn } from '../holidays.ts';
import type { Current } from '../organisation.ts';
import { pulseOf } from '../watch.ts';
import type { Finding } from './finding.ts';

const name = 'planner';

/**
 * Looks when the planner last went round. That it does not is a problem where a deadline has fallen since, or falls before the next
 * working morning; else a note: nothing is lost by it.
 */
export async function examinePlanner(
  register: Register,
  current: Current | undefined,
  place: string,
  now: Instant,
): Promise<Finding[]> {
  if (!current) return [];
  const { since, age, interval, silent } = await pulseOf(register, current, now);
  const last = await register.lastTick();
  if (!silent) return last ? [{ name, level: 'ok', found: `went round ${Math.round(age / 1000)} s ago` }] : [];
  const found = last ? `has not gone round since ${last}` : `has never gone round, since ${since}`;
  const fix = 'dutybound up, or dutybound worker where the parts run apart; where one runs, read its log';
  const allowed = `a round every ${interval / 1000} s, three may be missed`;
  const at = { name, what: 'planner', place, fix, allowed } as const;
  const morning = nextMorning(calendarOn(current.programme, now), current.programme.contactHours, now);
  const { nextDeadline } = await register.figures(now, since);
  if (nextDeadline === undefined || nextDeadline >= morning) return [{ ...at, level: 'note', found }];
  const which = `a deadline falls before ${morning}, the first at ${nextDeadline}`;
  return [{ ...at, level: 'problem', found: `${found}; ${which}`, operational: true }];
}
