import { describe, expect, it } from '@jest/globals';
import type { Cadence } from '../../../rules/calendar/cadence.ts';
import type { Duty } from '../../../rules/programme.ts';
import { cadenceSpoken, intervalSpoken } from '../../../rules/wording/cadence.ts';
import { days, duty, months } from '../programmes.ts';

const whole = (every: Cadence) => cadenceSpoken([], duty({ every }));

describe('how often, in words', () => {
  it.each([
    ['FREQ=MONTHLY;BYDAY=2TU', 'every month on the second Tuesday'],
    ['FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR', 'every 3 months on the last Friday'],
    ['FREQ=MONTHLY;BYDAY=1MO,3MO', 'every month on the first Monday and third Monday'],
    ['FREQ=MONTHLY;BYDAY=MO', 'every month on each Monday'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'every month on the last day from Monday to Friday'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,12,22', 'every month on the 1st, 12th and 22nd'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'every month on the last day'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=MO', 'every 2 weeks on Tuesday and Thursday'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'every day from Monday to Friday'],
    ['FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO', 'every year in March and September on the first Monday'],
    ['FREQ=MONTHLY;BYMONTH=3,9;BYDAY=1MO', 'every year in March and September on the first Monday'],
    ['FREQ=MONTHLY', 'every month'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'every year by the rule FREQ=YEARLY;BYWEEKNO=20'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'every month by the rule FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13'],
    ['FREQ=YEARLY;BYDAY=20MO', 'every year by the rule FREQ=YEARLY;BYDAY=20MO'],
    [
      'RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD',
      'every month by the rule RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD',
    ],
  ])('%s is %s', (rule, words) => {
    expect(whole({ rule })).toBe(words);
  });

  it('phases follow each other; a ticket names its own', () => {
    const reviews = duty({ every: [{ each: months(6), until: '2027-12-31' }, { each: months(12) }] });
    expect(cadenceSpoken([], reviews)).toBe('every 6 months until 31 Dec 2027, then every year');
    expect(intervalSpoken([], reviews, '2027-12-10')).toBe('6 months');
    expect(intervalSpoken([], reviews, '2028-12-10')).toBe('year');
    expect(intervalSpoken([], reviews, '2027-12-31')).toBe('6 months');
  });

  it('what is tied names the other duty', () => {
    const assessment = duty({ id: 'risk-assessment', title: 'Risk assessment', every: months(12) });
    const { first, every, ...free } = duty({ id: 'risk-criteria' });
    const tied: Duty = { ...free, before: { duty: 'risk-assessment', by: days(30) } };
    const duties = [assessment, tied];
    expect(cadenceSpoken(duties, tied)).toBe('every year, 30 days before “Risk assessment”');
    expect(intervalSpoken(duties, tied, '2027-03-17')).toBe('year, 30 days before “Risk assessment”');
    expect(cadenceSpoken(duties, { ...tied, before: { duty: 'risk-assessment', by: months(1) } })).toBe(
      'every year, 1 month before “Risk assessment”',
    );
  });

  it('what is owed once says so, and nothing in its ticket', () => {
    const { every, ...once } = duty();
    expect(cadenceSpoken([], once)).toBe('once');
    expect(intervalSpoken([], once, '2027-04-16')).toBeUndefined();
  });
});
