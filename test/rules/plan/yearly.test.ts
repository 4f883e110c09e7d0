import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../../../rules/calendar/working-day.ts';
import type { Duty } from '../../../rules/programme.ts';
import { seldomLines } from '../../../rules/wording/yearly.ts';
import { duty, months, ms, programme } from '../programmes.ts';

const TODAY = '2027-01-10';
const assessing = (parts: Partial<Duty> = {}): Duty => {
  const { first: _, every: __, ...rest } = duty({ id: 'assessing', kind: 'risk-assessment', first: '2027-04-16' });
  return { ...rest, ...parts };
};
function said(...duties: Duty[]): string[] {
  const made = programme(duties);
  return seldomLines(made, calendarOf(made, []), TODAY);
}
const none = (when: string) => [
  `no risk-assessment is owed ${when}, and one is owed at least once a year (8.2): give assessing "every: 12 months", or add such a duty`,
];
const first = '2027-04-16';

describe('what is owed at least once a year', () => {
  it.each<[string, Duty[]]>([
    ['each year', [assessing({ first, every: months(12) })]],
    ['each quarter, since years', [assessing({ first: '2020-04-16', every: months(3) })]],
    ['by a rule', [assessing({ first: '2027-04-01', every: { rule: 'FREQ=YEARLY;BYMONTH=4;BYDAY=2TU' } })]],
    ['at an exact interval', [assessing({ first: '2027-01-01T08:00:00.000Z', every: ms(40_000) })]],
    [
      'before what is',
      [duty({ first, every: months(12) }), assessing({ before: { duty: 'access-review', by: months(1) } })],
    ],
    [
      'each year, and on each change',
      [assessing({ first, every: months(12) }), assessing({ id: 'b', on: ['change'] })],
    ],
    [
      'by several together',
      [1, 2].map((n) => assessing({ id: `a${n}`, first: `202${6 + n}-04-16`, every: months(24) })),
    ],
    ['for longer than a certification cycle', [assessing({ first, every: months(12), until: '2030-05-04' })]],
    ['not by a programme without such a duty', [duty({ first })]],
  ])('is told of nothing: %s', (_, duties) => {
    expect(said(...duties)).toEqual([]);
  });

  it.each<[string, Duty[], string]>([
    ['once', [assessing({ first })], 'after 16 Apr 2027'],
    ['once, before today', [assessing({ first: '2026-04-16' })], 'on any day to come'],
    ['on each change alone', [assessing({ on: ['change'] })], 'on any day to come'],
    ['until the third year', [assessing({ first, every: months(12), until: '2029-05-04' })], 'after 16 Apr 2029'],
    ['until soon', [assessing({ first, every: months(12), until: '2027-05-04' })], 'after 16 Apr 2027'],
    ['too late', [assessing({ first: '2028-04-16', every: months(12) })], 'before 16 Apr 2028'],
    [
      'by a rule of every two years',
      [assessing({ first, every: { rule: 'FREQ=YEARLY;INTERVAL=2' } })],
      'between 16 Apr 2027 and 16 Apr 2029',
    ],
    [
      'before what is rarer',
      [duty({ first, every: months(36) }), assessing({ before: { duty: 'access-review', by: months(1) } })],
      'between 16 Mar 2027 and 16 Mar 2030',
    ],
  ])('is told where it is not: %s', (_, duties, when) => {
    expect(said(...duties)).toEqual(none(when));
  });

  it('is the management review, too, and names every duty of the kind', () => {
    const review = (id: string) => assessing({ first, id, kind: 'management-review' });
    expect(said(review('a'), review('b'))).toEqual([
      'no management-review is owed after 16 Apr 2027, and one is owed at least once a year (9.3): give one of a, b "every: 12 months", or add such a duty',
    ]);
  });
});
