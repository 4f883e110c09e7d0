import { type Cadence, isExact } from '../rules/calendar/cadence.ts';
import { OCCASIONS, OWED_ON } from '../rules/programme.ts';
import { readCadence } from './cadence.ts';
import { checkBefore } from './check-before.ts';
import { checkSeries } from './check-series.ts';
import { checkYearly } from './check-yearly.ts';
import { shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { branch, type Path, type Tree, textAt } from './tree.ts';

/** What a duty says of when it is owed: by dates of its own, tied to those of another one, or on what happens. */
export function checkDates(tree: Tree, duty: string): Fault[] {
  const path: Path = ['duties', duty];
  if (branch(tree, ...path, 'before') !== undefined) return checkBefore(tree, duty);
  const [first, until] = ['first', 'until'].map((key) => textAt(tree, ...path, key));
  const every = readCadence(branch(tree, ...path, 'every'));
  const faults = [
    ...withoutFirst(tree, path),
    ...endsBefore(path, first, until),
    ...anotherKind(path, first, every),
    ...checkSeries(tree, path, every),
  ];
  return faults.length > 0 ? faults : checkYearly(tree, path, every);
}

function endsBefore(duty: Path, first: string | undefined, until: string | undefined): Fault[] {
  if (until === undefined || first === undefined || until >= first.slice(0, 10)) return [];
  const path = [...duty, 'until'];
  const allowed = `${first.slice(0, 10)} or later`;
  return [{ path, at: 'value', message: 'lies before "first"', found: shown(until, path), allowed }];
}

/** Exact time is counted from an instant, everything else from a day. */
function anotherKind(duty: Path, first: string | undefined, every: Cadence | undefined): Fault[] {
  const exact = isExact(every);
  if (first === undefined || every === undefined || exact === first.includes('T')) return [];
  const allowed = exact ? 'an instant such as 2027-04-16T08:00:00Z' : 'a date, YYYY-MM-DD';
  const message = exact
    ? 'an exact interval counts from an instant'
    : 'an interval of days or months counts from a date';
  return [{ path: [...duty, 'first'], at: 'value', message, found: shown(first, duty), allowed }];
}

/** A duty is owed by its interval, which counts from its first date, or on something that happens. */
function withoutFirst(tree: Tree, duty: Path): Fault[] {
  if (branch(tree, ...duty, 'first') !== undefined) return [];
  const stray = ['every', 'until', 'backfill'].find((key) => branch(tree, ...duty, key) !== undefined);
  const onOccasions =
    ['on', 'joiner'].some((key) => branch(tree, ...duty, key) !== undefined) ||
    OCCASIONS.some((kind) => kind === textAt(tree, ...duty, 'kind'));
  if (stray === undefined && onOccasions) return [];
  const allowed = `a date that exists, YYYY-MM-DD, or an instant such as 2027-04-16T08:00:00Z${stray ? '' : `; or "before" another duty; or "on" with ${OWED_ON.join(', ')}`}`;
  const message = stray ? `is missing; "${stray}" counts from it` : 'is missing';
  return [{ path: [...duty, 'first'], at: 'key', message, allowed }];
}
