import { type Cadence, isExact } from '../rules/calendar/cadence.ts';
import { isDay } from '../rules/calendar/local-day.ts';
import { nominalDates } from '../rules/calendar/nominal.ts';
import { calendarOf } from '../rules/calendar/working-day.ts';
import { isTooFar, YEARLY } from '../rules/plan/yearly.ts';
import { CALENDAR } from './defaults.ts';
import { shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { type Path, type Tree, textAt } from './tree.ts';

/** A rule or phases that grow rarer do so among so many of their dates. */
const LOOKED_AT = 20;

const ANY_CALENDAR = calendarOf({ zone: 'UTC', calendar: CALENDAR }, []);

/** Risks are assessed, and top management reviews the ISMS, at least once a year: two dates do not lie further apart. */
export function checkYearly(tree: Tree, duty: Path, every: Cadence | undefined): Fault[] {
  const [, clause] = Object.entries(YEARLY).find(([kind]) => kind === textAt(tree, ...duty, 'kind')) ?? [];
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
    if (isTooFar(last, date)) return true;
    last = date;
    n += 1;
    if (n === LOOKED_AT) return false;
  }
  return false;
}
