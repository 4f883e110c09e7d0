import { type Cadence, isExact } from '../rules/calendar/cadence.ts';
import { isDay, plusDays, plusMonths } from '../rules/calendar/local-day.ts';
import { nominalDates } from '../rules/calendar/nominal.ts';
import { calendarOf } from '../rules/calendar/working-day.ts';
import { CALENDAR } from './defaults.ts';
import { shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { type Path, type Tree, textAt } from './tree.ts';

/** Kinds that are owed at least yearly, with what asks for it (domain, section 5). */
const YEARLY: Record<string, string> = { 'risk-assessment': '8.2', 'management-review': '9.3' };

/** A rule such as the second Tuesday of April wanders by as much. */
const WANDERING_DAYS = 7;
/** A rule or phases that grow rarer do so among so many of their dates. */
const LOOKED_AT = 20;

const ANY_CALENDAR = calendarOf({ zone: 'UTC', calendar: CALENDAR }, []);

/** Risks are assessed, and top management reviews the ISMS, at least once a year: two dates do not lie further apart. */
export function checkYearly(tree: Tree, duty: Path, every: Cadence | undefined): Fault[] {
  const clause = YEARLY[textAt(tree, ...duty, 'kind') ?? ''];
  const first = textAt(tree, ...duty, 'first') ?? '';
  if (clause === undefined || every === undefined || isExact(every) || !isDay(first)) return [];
  if (!isRare(every, first)) return [];
  const path = [...duty, 'every'];
  const text = textAt(tree, ...path);
  return [
    {
      path,
      at: text === undefined ? 'key' : 'value',
      message: `is owed at least once a year (${clause})`,
      ...(text !== undefined && { found: shown(text, path) }),
      allowed: 'at most 12 months',
    },
  ];
}

function isRare(every: Cadence, first: string): boolean {
  let last = first;
  let n = 0;
  for (const date of nominalDates(ANY_CALENDAR, first, every, first)) {
    if (date > plusDays(plusMonths(last, 12), WANDERING_DAYS)) return true;
    last = date;
    n += 1;
    if (n === LOOKED_AT) return false;
  }
  return false;
}
