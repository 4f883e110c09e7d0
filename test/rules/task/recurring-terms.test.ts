import { describe, expect, it } from '@jest/globals';
import { improvementDuty } from '../../../rules/improvement/duty.ts';
import { draftWork } from '../../../rules/task/terms.ts';
import { days, duty, L2, months } from '../programmes.ts';
import { viewOf } from '../stage-view.ts';

const assessment = duty({ id: 'risk-assessment', title: 'Risk assessment', first: '2027-05-16', every: months(12) });
const { first, every, ...free } = duty();

function termsOf(owing: Parameters<typeof viewOf>[0]) {
  const view = viewOf(owing, {}, { duties: [owing, assessment] });
  const { interval, next } = draftWork(view).terms;
  return { interval, next: next?.slice(0, 10) };
}

describe('what a ticket says of how often', () => {
  it.each([
    ['by an interval', duty(), { interval: '3 months', next: '2027-06-30' }],
    [
      'by a rule',
      duty({ every: { rule: 'FREQ=MONTHLY;BYDAY=2TU' } }),
      { interval: 'month on the second Tuesday', next: '2027-04-25' },
    ],
    [
      'in phases',
      duty({ every: [{ each: months(1), until: '2027-04-30' }, { each: months(12) }] }),
      { interval: 'month', next: '2028-04-01' },
    ],
    [
      'before another duty',
      { ...free, before: { duty: 'risk-assessment', by: days(10) } },
      { interval: 'year, 10 days before “Risk assessment”', next: '2027-04-20' },
    ],
    ['before its last day only', duty({ until: '2027-04-30' }), { interval: '3 months', next: undefined }],
    ['once, started before its day', { ...free, first: '2027-08-01' }, { interval: undefined, next: undefined }],
  ])('owed %s', (_, owing, said) => {
    expect(termsOf(owing)).toEqual(said);
  });

  it('is of somebody outside where the duty says so, or its ladder allows no extension', () => {
    const outside = (owing: Parameters<typeof viewOf>[0]) => draftWork(viewOf(owing, {}, { ladders })).terms.external;
    const fixed = { ...L2, id: 'L3', extensions: false };
    const ladders = [L2, fixed];
    expect([duty(), duty({ external: true }), duty({ ladder: 'L3' })].map(outside)).toEqual([undefined, true, true]);
  });

  it('an improvement, which is in no plan, has no next one', () => {
    const view = viewOf(duty());
    const improvement = improvementDuty(view.version);
    const occurrence = { ...view.occurrence, duty: improvement.id, cause: 'OFI-7K2' };
    expect(draftWork({ ...view, occurrence }).terms).not.toHaveProperty('next');
  });
});
