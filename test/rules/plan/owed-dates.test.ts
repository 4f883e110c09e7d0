import { describe, expect, it } from '@jest/globals';
import { isExactDuty, owedDates, owedPeriods } from '../../../rules/plan/owed-dates.ts';
import { plan } from '../../../rules/plan.ts';
import type { Duty } from '../../../rules/programme.ts';
import { berlin } from '../calendar/calendars.ts';
import { days, duty, months, ms, programme } from '../programmes.ts';

const assessment = duty({ id: 'risk-assessment', first: '2027-04-16', every: months(12) });
const { first: _, every: __, ...free } = duty({ id: 'risk-criteria' });
const criteria: Duty = { ...free, before: { duty: 'risk-assessment', by: days(30) } };

function take(owing: Duty, n: number, from = '2027-01-01', duties: Duty[] = [assessment, criteria]): string[] {
  const found: string[] = [];
  for (const date of owedDates(duties, berlin, owing, from)) if (found.push(date) === n) break;
  return found;
}

describe('a duty that is tied to another one', () => {
  it('is due so long before each of its nominal dates', () => {
    expect(take(criteria, 3)).toEqual(['2027-03-17', '2028-03-17', '2029-03-17']);
    expect(take({ ...criteria, before: { duty: 'risk-assessment', by: months(1) } }, 2)).toEqual([
      ...['2027-03-16', '2028-03-16'],
    ]);
    const working: Duty = { ...criteria, before: { duty: 'risk-assessment', by: { unit: 'working-days', n: 10 } } };
    expect(take(working, 1)).toEqual(['2027-04-02']);
  });

  it('is due when the other one is, however that says so, and ends with it', () => {
    const tuesdays = duty({ id: 'risk-assessment', first: '2027-01-01', every: { rule: 'FREQ=MONTHLY;BYDAY=2TU' } });
    expect(take(criteria, 2, '2027-01-01', [tuesdays, criteria])).toEqual(['2027-01-10', '2027-02-07']);
    const ended = duty({ ...assessment, until: '2028-12-31' });
    expect(take(criteria, 9, '2027-01-01', [ended, criteria])).toEqual(['2027-03-17', '2028-03-17']);
    expect(take({ ...criteria, until: '2027-12-31' }, 9)).toEqual(['2027-03-17']);
  });

  it('is never owed twice on a day on which two of its dates fall together', () => {
    const fifteenth = duty({ ...assessment, first: '2027-03-28', every: days(1), until: '2027-03-31' });
    const tied: Duty = { ...criteria, before: { duty: 'risk-assessment', by: months(1) } };
    expect(take(tied, 9, '2027-01-01', [fifteenth, tied])).toEqual(['2027-02-28']);
  });

  it('is called by the period of the one that it comes before', () => {
    const january = duty({ ...assessment, first: '2028-01-15' });
    const [next] = owedPeriods([january, criteria], berlin, criteria, '2027-01-01');
    expect(next).toEqual({ period: '2027-12-16', periodName: '2028' });
  });

  it('may be tied to one that is tied itself, and never to itself or to nothing', () => {
    const chain: Duty = { ...free, id: 'scope', before: { duty: 'risk-criteria', by: days(7) } };
    expect(take(chain, 1, '2027-01-01', [assessment, criteria, chain])).toEqual(['2027-03-10']);
    const circle: Duty = { ...criteria, id: 'risk-assessment', before: { duty: 'risk-criteria', by: days(1) } };
    expect(() => take(criteria, 1, '2027-01-01', [circle, criteria])).toThrow(
      'duties.risk-assessment.before.duty: found risk-criteria; no other duty is called so. Name one with dates',
    );
    expect(() => take(criteria, 1, '2027-01-01', [criteria])).toThrow('found risk-assessment; no other duty');
  });

  it('is planned like any other duty, after the application', () => {
    const ledger = {
      applied: new Map([['risk-criteria', { at: '2027-02-01T08:00:00.000Z', version: 1 }]]),
      identities: new Set<string>(),
    };
    const { open } = plan(programme([assessment, criteria]), berlin, ledger, '2027-03-02T08:00:00.000Z');
    expect(open).toMatchObject([
      { duty: 'risk-criteria', period: '2027-03-17', due: { date: '2027-03-17' }, periodName: '2027' },
    ]);
  });
});

describe('dates of a duty', () => {
  it('are instants only by exact time', () => {
    expect(isExactDuty(duty({ first: '2027-04-16T08:00:00.000Z', every: ms(40_000) }))).toBe(true);
    expect(isExactDuty(duty())).toBe(false);
    expect(isExactDuty(criteria)).toBe(false);
    expect(isExactDuty(duty({ every: [{ each: months(3) }] }))).toBe(false);
  });

  it('are none where a duty is owed on what happens', () => {
    expect(take({ ...free, on: ['joiner'] }, 9)).toEqual([]);
  });
});
