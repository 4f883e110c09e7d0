import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partsOf } from '../../../rules/calendar/cadence.ts';
import { plusDays, plusMonths } from '../../../rules/calendar/local-day.ts';
import { periodName } from '../../../rules/calendar/period-name.ts';
import { recurrenceDates } from '../../../rules/calendar/recurrence.ts';

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

function take(rule: string, first: string, n: number, from = first): string[] {
  const found: string[] = [];
  for (const date of recurrenceDates(rule, first, from)) if (found.push(date) === n) break;
  return found;
}

/** The days that a rule by months names, found day by day: another way than the library's. */
function byDays(rule: string, first: string, until: string): string[] {
  const parts = partsOf(rule);
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const months = parts.get('BYMONTH')?.split(',').map(Number);
  const found: string[] = [];
  for (let day = first; day < until; day = plusDays(day, 1)) {
    const away = monthOf(day) - monthOf(first);
    const inMonth = parts.get('FREQ') === 'YEARLY' ? away % 12 === 0 || months !== undefined : away % interval === 0;
    const inYear = parts.get('FREQ') !== 'YEARLY' || (year(day) - year(first)) % interval === 0;
    const named = months === undefined || months.includes(Number(day.slice(5, 7)));
    if (inMonth && inYear && named && isNamed(parts, day, first)) found.push(day);
  }
  return found;
}

const year = (day: string) => Number(day.slice(0, 4));
const monthOf = (day: string) => year(day) * 12 + Number(day.slice(5, 7));

function isNamed(parts: Map<string, string>, day: string, first: string): boolean {
  const date = Number(day.slice(8));
  const length = Number(plusDays(`${plusMonths(day, 1).slice(0, 7)}-01`, -1).slice(8));
  const [byDay, byDate] = [parts.get('BYDAY')?.split(','), parts.get('BYMONTHDAY')?.split(',').map(Number)];
  if (byDate) return byDate.includes(date) || byDate.includes(date - length - 1);
  if (!byDay) return date === Number(first.slice(8));
  const weekday = WEEKDAYS[new Date(day).getUTCDay()] ?? '';
  const [nth, nthLast] = [Math.ceil(date / 7), Math.ceil((length - date + 1) / 7)];
  return [weekday, `${nth}${weekday}`, `-${nthLast}${weekday}`].some((named) => byDay.includes(named));
}

const anchors = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const someOf = <T>(...values: T[]) => fc.subarray(values, { minLength: 1 }).map((list) => list.join());
const days = fc.oneof(
  fc.constant(''),
  someOf('1MO', '2TU', '3WE', '4SU', '-1FR', '-2TH').map((named) => `;BYDAY=${named}`),
  someOf('MO', 'FR').map((named) => `;BYDAY=${named}`),
  someOf(1, 15, 29, 30, 31, -1, -3).map((named) => `;BYMONTHDAY=${named}`),
);
const monthly = fc
  .tuple(fc.integer({ min: 1, max: 7 }), days)
  .map(([n, by]) => `FREQ=MONTHLY${n > 1 ? `;INTERVAL=${n}` : ''}${by}`);
const yearly = fc
  .tuple(fc.integer({ min: 1, max: 3 }), someOf(2, 5, 8, 12), days)
  .map(([n, months, by]) => `FREQ=YEARLY${n > 1 ? `;INTERVAL=${n}` : ''};BYMONTH=${months}${by}`);
const rules = fc.oneof(monthly, yearly);

describe('the days of a recurrence rule', () => {
  it.each([
    ['FREQ=MONTHLY;BYDAY=2TU', '2027-01-12', ['2027-01-12', '2027-02-09', '2027-03-09']],
    ['FREQ=MONTHLY;BYDAY=2TU', '2027-01-13', ['2027-02-09', '2027-03-09', '2027-04-13']],
    ['FREQ=MONTHLY', '2027-01-31', ['2027-01-31', '2027-03-31', '2027-05-31']],
    ['RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD', '2027-01-31', ['2027-01-31', '2027-02-28', '2027-03-31']],
    ['FREQ=YEARLY', '2028-02-29', ['2028-02-29', '2032-02-29', '2036-02-29']],
    ['RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD', '2028-02-29', ['2028-02-29', '2029-02-28', '2030-02-28']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2027-01-01', ['2027-01-29', '2027-02-26', '2027-03-31']],
    ['FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO', '2027-01-01', ['2032-12-27', '2037-12-28', '2043-12-28']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2027-01-01', []],
  ])('%s from %s', (rule, first, dates) => {
    expect(take(rule, first, 3)).toEqual(dates);
  });

  it('are those that a look at each single day finds', () => {
    fc.assert(
      fc.property(rules, anchors, (rule, first) => {
        const until = plusMonths(first, 100);
        const expected = byDays(rule, first, until);
        expect(take(rule, first, expected.length + 1).filter((day) => day < until)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('rise, and are the same wherever one starts to look', () => {
    fc.assert(
      fc.property(rules, anchors, fc.integer({ min: 0, max: 20 }), (rule, first, skip) => {
        const all = take(rule, first, skip + 3);
        expect([...new Set(all)].sort()).toEqual(all);
        expect(take(rule, first, 3, all[skip] ?? '9999-01-01')).toEqual(all.slice(skip));
      }),
      { numRuns: 60 },
    );
  });

  it('have a printed period each that no other one has', () => {
    fc.assert(
      fc.property(rules, anchors, (rule, first) => {
        const names = take(rule, first, 40).map((day) => periodName('Europe/Berlin', day, { rule }));
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['FREQ=MONTHLY;BYDAY=2TU', 'April 2027'],
    ['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1', '2027 Q2'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'April 2027'],
    ['FREQ=WEEKLY;BYDAY=TU', '2027-W15'],
    ['FREQ=WEEKLY;BYDAY=TU,TH', '13 Apr 2027'],
    ['FREQ=MONTHLY;BYDAY=TU', '13 Apr 2027'],
    ['FREQ=YEARLY;BYMONTH=4;BYDAY=2TU', '2027'],
    ['FREQ=YEARLY;BYMONTH=4,10;BYDAY=2TU', 'April 2027'],
    ['FREQ=YEARLY;BYWEEKNO=15', '13 Apr 2027'],
    ['FREQ=DAILY;INTERVAL=7', '13 Apr 2027'],
  ])('%s is printed as %s', (rule, name) => {
    expect(periodName('Europe/Berlin', '2027-04-13', { rule })).toBe(name);
  });
});
