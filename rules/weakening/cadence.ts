import type { Cadence } from '../calendar/cadence.ts';
import { dateAt, plusDays, plusMonths } from '../calendar/local-day.ts';
import { calendarOf } from '../calendar/working-day.ts';
import { occasionsOf } from '../occasion/owed.ts';
import { isExactDuty, owedDates } from '../plan/owed-dates.ts';
import type { Duty, OwedOn, Programme, Subject } from '../programme.ts';
import type { Instant, LocalDate, Span } from '../time.ts';
import { type Difference, difference, weakerIf } from './change.ts';
import { addedAndRemoved, pairs } from './lists.ts';
import { longer } from './longer.ts';
import { measureDifferences } from './measure.ts';

const DUE_FROM_EARLY_TO_LATE: Duty['shift'][] = ['previous', 'none', 'next'];
/** A certification cycle, shortened by the days by which a date such as the second Tuesday of a month varies. */
const CYCLE = { months: 36, lessDays: 7 };
/** Daily in a whole cycle; what comes round more often is not counted further. */
const MOST_DATES = 1100;
const BEFORE_ALL: LocalDate = '1970-01-01';

/** A duty in the programme that states it. */
interface Stated {
  programme: Programme;
  duty: Duty;
}

/** @returns how it changed when and how often a duty is owed. `now` lets an anchor that moves earlier, yet makes the next date later, be seen. */
export function cadenceDifferences(was: Stated, is: Stated, now?: Instant): Difference[] {
  const [old, duty] = [was.duty, is.duty];
  const at = (key: string) => ['duties', duty.id, key];
  const endsSooner = duty.until !== undefined && (old.until === undefined || duty.until < old.until);
  const lessBackfill = old.backfill !== undefined && (duty.backfill === undefined || duty.backfill > old.backfill);
  const shiftsLater = DUE_FROM_EARLY_TO_LATE.indexOf(duty.shift) > DUE_FROM_EARLY_TO_LATE.indexOf(old.shift);
  const { every, first } = weights(was, is, now);
  return [
    ...difference(at('every'), old.every, duty.every, weakerIf(every)),
    ...difference(at('first'), old.first, duty.first, weakerIf(first)),
    ...difference(at('before'), old.before, duty.before, weakerIf(every || first)),
    ...difference(at('on'), old.on, duty.on, weakerIf(old.on?.some((what) => !isCovered(what, duty)) === true)),
    ...difference(at('until'), old.until, duty.until, weakerIf(endsSooner)),
    ...difference(at('backfill'), old.backfill, duty.backfill, weakerIf(lessBackfill)),
    ...difference(at('shift'), old.shift, duty.shift, weakerIf(shiftsLater)),
    ...addedAndRemoved(at('subjects'), 'subject', old.subjects, duty.subjects, () => 'weaker'),
    ...pairs(old.subjects, duty.subjects).flatMap(([a, b]) => subjectDifferences([...at('subjects'), b.id], a, b)),
  ];
}

function subjectDifferences(keys: string[], old: Subject, subject: Subject): Difference[] {
  const plain = ['title', 'owner', 'location'] as const;
  return [
    ...plain.flatMap((key) =>
      difference([...keys, key], old[key], subject[key], 'plain', `${key} of ${subject.title}`),
    ),
    ...measureDifferences(keys, old.measure, subject.measure),
  ];
}

/** On each leaver includes those who have a part in the programme. */
function isCovered(what: OwedOn, duty: Duty): boolean {
  const on = occasionsOf(duty);
  return on.includes(what) || (what === 'role-holder-leaves' && on.includes('leaver'));
}

/**
 * Two plain intervals are compared as such, any other forms by their dates; the keys of one form take effect together or wait together.
 */
function weights(was: Stated, is: Stated, now: Instant | undefined): { every: boolean; first: boolean } {
  const [old, duty] = [was.duty, is.duty];
  const late = nextIsLater(was, is, now);
  if (old.before || duty.before) {
    const weaker = late || isRarer(was, is, now);
    return { every: weaker, first: weaker };
  }
  const first = anchorIsLater(old.first, duty.first) || late;
  if (old.every === undefined) return { every: false, first };
  if (duty.every === undefined) return { every: true, first };
  if (isPlain(old.every) && isPlain(duty.every)) return { every: longer(old.every, duty.every), first };
  return { every: late || isRarer(was, is, now), first };
}

function isPlain(every: Cadence): every is Span {
  return 'unit' in every;
}

/** Without an anchor a duty has no interval at all. */
function anchorIsLater(old: Duty['first'], first: Duty['first']): boolean {
  return old !== undefined && (first === undefined || Date.parse(first) > Date.parse(old));
}

function nextIsLater(was: Stated, is: Stated, now: Instant | undefined): boolean {
  if (now === undefined) return false;
  const [before, after] = [was, is].map((stated) => datesFrom(stated, now).next());
  if (!before || before.done) return false;
  return !after || after.done === true || Date.parse(after.value) > Date.parse(before.value);
}

/**
 * Whether fewer dates fall into a cycle than before, or two of them lie further apart; where a form wanders by days (the second Tuesday
 * against each 12th) that counts as further, so that doubt goes to top management.
 */
function isRarer(was: Stated, is: Stated, now: Instant | undefined): boolean {
  if (was.duty.first === undefined && !was.duty.before) return false;
  const [before, after] = [paceOf(was, now), paceOf(is, now)];
  return after.longest > before.longest || after.dates < before.dates;
}

/** How many dates of a duty fall into a cycle that begins with one, and how far they lie apart at most, ms; for ever where they end. */
function paceOf(stated: Stated, now: Instant | undefined): { dates: number; longest: number } {
  let [dates, longest, last, end] = [0, 0, 0, Number.POSITIVE_INFINITY];
  for (const date of datesFrom(stated, now)) {
    const at = Date.parse(date);
    if (dates === 0) end = Date.parse(plusDays(plusMonths(date.slice(0, 10), CYCLE.months), -CYCLE.lessDays));
    else longest = Math.max(longest, at - last);
    if (at >= end || dates === MOST_DATES) return { dates, longest };
    dates += 1;
    last = at;
  }
  return { dates, longest: Number.POSITIVE_INFINITY };
}

/** Its last day is a change of its own. */
function datesFrom({ programme, duty }: Stated, now: Instant | undefined): Generator<LocalDate | Instant, void> {
  const calendar = calendarOf(programme, []);
  const { until, ...unending } = duty;
  const exact = isExactDuty(duty);
  const day = now ? dateAt(calendar.zone, now) : BEFORE_ALL;
  const from = exact ? (now ?? `${BEFORE_ALL}T00:00:00.000Z`) : day;
  return owedDates(programme.duties, calendar, unending, from);
}
