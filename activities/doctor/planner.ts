import type { Register } from '../../register/register.ts';
import { startOfContact } from '../../rules/calendar/contact-hours.ts';
import { dateAt, plusDays } from '../../rules/calendar/local-day.ts';
import { type Instant, msBetween } from '../../rules/time.ts';
import { calendarNow } from '../openings/open-due.ts';
import type { Current } from '../organisation.ts';
import type { Finding } from './finding.ts';

const name = 'planner';
const DEADLINES = ['due', 'hard_limit', 'plan_due', 'resolve_due'];

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
  const last = await register.lastTick();
  const since = last ?? (await register.programmeHistory())[0]?.at ?? now;
  const { planner } = current.programme.pace;
  if (msBetween(since, now) <= 3 * planner)
    return last ? [{ name, level: 'ok', found: `went round ${Math.round(msBetween(last, now) / 1000)} s ago` }] : [];
  const found = last ? `has not gone round since ${last}` : `has never gone round, since ${since}`;
  const fix = 'dutybound up, or dutybound worker where the parts run apart; where one runs, read its log';
  const at = {
    name,
    what: 'planner',
    place,
    fix,
    allowed: `a round every ${planner / 1000} s, three may be missed`,
  } as const;
  const morning = nextMorning(current, now);
  const fallen = (await deadlines(register)).filter((d) => d >= since && d < morning).sort();
  if (fallen.length === 0) return [{ ...at, level: 'note', found }];
  const which = `${fallen.length === 1 ? 'a deadline falls' : `${fallen.length} deadlines fall`} before ${morning}, the first at ${fallen[0]}`;
  return [{ ...at, level: 'problem', found: `${found}; ${which}`, operational: true }];
}

/** @returns the next beginning of contact hours on a working day. */
function nextMorning(current: Current, now: Instant): Instant {
  const calendar = calendarNow(current, now);
  const { contactHours, zone } = current.programme;
  const today = dateAt(zone, now);
  const first = startOfContact(calendar, contactHours, today);
  return first > now ? first : startOfContact(calendar, contactHours, plusDays(today, 1));
}

async function deadlines(register: Register): Promise<Instant[]> {
  const open = (await register.openRecords()).filter((row) => row.table !== 'occurrence');
  return open.flatMap(({ columns }) =>
    DEADLINES.flatMap((column) => (columns[column] ? [String(columns[column])] : [])),
  );
}
