import { type Cadence, isExact, type Phase } from '../rules/calendar/cadence.ts';
import { isDay, plusMonths } from '../rules/calendar/local-day.ts';
import { nominalDates } from '../rules/calendar/nominal.ts';
import { calendarOf } from '../rules/calendar/working-day.ts';
import { CALENDAR } from './defaults.ts';
import { shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { type Path, type Tree, textAt } from './tree.ts';

/** No interval is longer: what comes more rarely is looked for no further. */
const LONGEST_MONTHS = 120;
/** What is wrong with a rule shows among so many of its dates. */
const LOOKED_AT = 40;

/** No day of a rule or of phases is counted by weekends or holidays. */
const ANY_CALENDAR = calendarOf({ zone: 'UTC', calendar: CALENDAR }, []);

/** What the dates of a rule or of phases come to: some in each phase, and none too far from the next. */
export function checkSeries(tree: Tree, duty: Path, every: Cadence | undefined): Fault[] {
  const first = textAt(tree, ...duty, 'first') ?? '';
  if (every === undefined || !isDay(first)) return [];
  if (Array.isArray(every)) return checkPhases(tree, duty, every, first);
  return 'rule' in every ? checkRule(tree, duty, every, first) : [];
}

function checkRule(tree: Tree, duty: Path, every: Cadence, first: string): Fault[] {
  const path = [...duty, 'every'];
  const found = shown(textAt(tree, ...path), path);
  const until = textAt(tree, ...duty, 'until');
  let last = first;
  let n = 0;
  for (const date of nominalDates(ANY_CALENDAR, first, every, first)) {
    if (date > plusMonths(last, LONGEST_MONTHS)) break;
    if (n === 0 && until !== undefined && until >= first && date > until)
      return [
        {
          path: [...duty, 'until'],
          at: 'value',
          message: 'lies before its first date',
          found: shown(until, path),
          allowed: `${date} or later`,
        },
      ];
    last = date;
    n += 1;
    if (n === LOOKED_AT) return [];
  }
  const message =
    n === 0 ? 'no day fits this rule within 10 years of "first"' : `no day fits this rule for 10 years after ${last}`;
  return [{ path, at: 'value', message, found, allowed: 'a rule with a day at least every 10 years' }];
}

function checkPhases(tree: Tree, duty: Path, phases: Phase[], first: string): Fault[] {
  const path = [...duty, 'every'];
  if (phases.length === 0) return [{ path, at: 'key', message: 'no phase stands here', allowed: 'at least one phase' }];
  const faults = phases.flatMap((phase, n) => checkPhase(tree, [...path, n], phase, phases, n));
  return faults.length > 0 ? faults : emptyPhases(path, phases, first);
}

function checkPhase(tree: Tree, path: Path, { each, until }: Phase, phases: Phase[], n: number): Fault[] {
  const faults: Fault[] = [];
  const isLast = n === phases.length - 1;
  const before = phases[n - 1]?.until;
  if (isExact(each)) {
    const found = shown(textAt(tree, ...path, 'each'), path);
    faults.push({
      path: [...path, 'each'],
      at: 'value',
      message: 'phases count days',
      found,
      allowed: 'days, weeks, months, years, or a rule',
    });
  }
  if (!isLast && until === undefined)
    faults.push({
      path: [...path, 'until'],
      at: 'key',
      message: 'is missing; another phase follows',
      allowed: 'its last day',
    });
  if (isLast && until !== undefined)
    faults.push({
      path: [...path, 'until'],
      at: 'key',
      message: 'the last phase has no end; the duty itself may have one: its own "until"',
    });
  if (until !== undefined && before !== undefined && until <= before) {
    const found = shown(until, path);
    faults.push({
      path: [...path, 'until'],
      at: 'value',
      message: 'lies before the end of the phase before',
      found,
      allowed: `after ${before}`,
    });
  }
  return faults;
}

function emptyPhases(path: Path, phases: Phase[], first: string): Fault[] {
  return phases.flatMap(({ until }, n): Fault[] => {
    const [from, limit] = [
      phases[n - 1]?.until ?? '',
      until ?? plusMonths(phases[n - 1]?.until ?? first, LONGEST_MONTHS),
    ];
    for (const date of nominalDates(ANY_CALENDAR, first, phases.slice(0, n + 1), first)) {
      if (date > limit) break;
      if (date > from) return [];
    }
    const message = 'no date falls into this phase';
    return [{ path: [...path, n], at: 'key', message, allowed: 'an end after its first date, or one phase less' }];
  });
}
