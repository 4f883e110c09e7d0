import { describe, expect, it } from '@jest/globals';
import type { Duty } from '../../../rules/programme.ts';
import { nextOpening } from '../../../rules/task/next-opening.ts';
import { draftWork } from '../../../rules/task/terms.ts';
import { berlin } from '../calendar/calendars.ts';
import { days, duty, months, ms } from '../programmes.ts';
import { viewOf } from '../stage-view.ts';
import { organisation } from './people.ts';
import { rules } from './rules.ts';
import { at, terms } from './terms.ts';
import { closes, handsIn, lastComment, run, says, step, world } from './world.ts';

const having = (...duties: Duty[]) => organisation({ duties });
const inForce = (...duties: Duty[]) => nextOpening(terms(), having(...duties));
const next = at('07-01 00:00');

describe('the next one, as it was planned when this one opened', () => {
  it('opens then as long as its duty has the same dates, whatever else of it changes', () => {
    expect(inForce(duty())).toBe(next);
    expect(inForce(duty({ title: 'Access', owner: 'ken', verifier: 'elena', kind: 'campaign' }))).toBe(next);
    expect(inForce(duty({ ladder: 'L1', lead: days(15) }))).toBe(next);
  });

  it('is promised no more once the duty is gone, or its dates are others', () => {
    expect(inForce()).toBeUndefined();
    expect(inForce(duty({ id: 'access-check' }))).toBeUndefined();
    for (const changed of [
      { every: months(6) },
      { every: months(1) },
      { first: '2027-04-20' },
      { lead: days(10) },
      { ladder: 'L1' },
      { until: '2027-06-30' },
    ])
      expect([changed, inForce(duty(changed))]).toEqual([changed, undefined]);
    const { first: _, every: __, ...asked } = duty();
    expect(inForce(asked)).toBeUndefined();
  });

  const { first: _, every: __, ...free } = duty();
  const yearly = duty({ id: 'risk-assessment', title: 'Risk assessment', first: '2027-05-16', every: months(12) });
  it.each([
    ['an interval whose days move off weekends', duty({ first: '2027-04-18', every: months(1) })],
    ['a recurrence rule', duty({ every: { rule: 'FREQ=MONTHLY;BYDAY=2TU' } })],
    ['phases', duty({ every: [{ each: months(1), until: '2027-04-30' }, { each: months(12) }] })],
    ['another duty that it comes before', { ...free, before: { duty: yearly.id, by: days(10) } }],
    ['a lead longer than its interval', duty({ every: days(7), lead: days(30) })],
    ['days, each opening within its lead', duty({ every: days(1) })],
    [
      'a day that moves off the weekend, without a lead',
      duty({ first: '2027-03-17', every: months(1), lead: days(0) }),
    ],
  ])('is found again by %s', (_name, owing) => {
    const view = viewOf(owing, {}, { duties: [owing, yearly] });
    const drafted = draftWork(view).terms;
    const { next: frozen } = drafted;
    expect(frozen).toEqual(expect.any(String));
    expect(nextOpening(drafted, { programme: view.version, calendar: berlin })).toBe(frozen);
    expect(nextOpening(drafted, having(yearly))).toBeUndefined();
  });

  it('is found again by an exact interval, without walking through all that passed', () => {
    const owing = duty({ first: at('04-01 10:00'), every: ms(40_000), lead: ms(20_000) });
    const exact = { opens: at('04-01 09:59:40'), next: at('04-01 10:00:20') };
    expect(nextOpening(terms(exact), having(owing))).toBe(exact.next);
    expect(nextOpening(terms(exact), having({ ...owing, every: ms(30_000) }))).toBeUndefined();
  });
});

it('a ticket says when the next one opens only while the programme has it', () => {
  const says1 = (duties: Duty[]) => {
    const w = handsIn(run(world(rules), at('04-14 10:00')));
    step(w);
    w.org = having(...duties);
    says(run(w, at('04-15 10:00')), 'mara', '/accept');
    step(w);
    return lastComment(w);
  };
  expect(says1([duty()])).toContain('Three items are recorded. The next one opens on 1 July. Thank you');
  expect(says1([])).toContain('Three items are recorded. Thank you');
  const waived = (duties: Duty[]) => {
    const w = closes(run(world(rules), at('04-14 10:00')), 'sam', 'dropped');
    step(w);
    w.org = having(...duties);
    says(run(w, at('04-14 10:05')), 'mara', '/approve');
    step(w);
    return lastComment(w);
  };
  expect(waived([duty({ every: months(6) })])).toBe('Waived by Mara Lindt: closed as not planned.');
});

it('a ticket that ends after the next one opened says that it did', () => {
  const says1 = (of: string, on: string) => {
    const w = handsIn(run(world(rules), at('04-14 10:00')));
    step(w);
    w.org = { ...having(duty()), ...(of && { today: of }) };
    says(run(w, at(on)), 'mara', '/accept');
    step(w);
    return lastComment(w);
  };
  expect(says1('2027-06-30', '06-30 10:00')).toContain('The next one opens on 1 July.');
  expect(says1('2027-07-01', '07-01 10:00')).toContain('The next one opened on 1 July.');
  // Written before, and read once the engine was up again.
  expect(says1('2027-07-02', '06-30 10:00')).toContain('The next one opened on 1 July.');
});
