import { describe, expect, it } from '@jest/globals';
import { L4 } from '../../../config/defaults.ts';
import { deadlineOn, deadlinePast } from '../../../rules/calendar/deadline.ts';
import { type Climb, rungInstants } from '../../../rules/ladder/rungs.ts';
import type { Ladder, Rung } from '../../../rules/programme.ts';
import { berlin, workweek } from '../calendar/calendars.ts';
import { days, L1, L2, ms } from '../programmes.ts';

const hours = { from: '09:00', to: '17:00', everyDay: false };
const always = { from: '00:00', to: '24:00', everyDay: true };
const due = deadlineOn('Europe/Berlin', '2027-04-16');

function climb(ladder: Ladder, parts: Partial<Climb> = {}): Climb {
  const on = parts.due ?? due;
  const limit = ladder.hardLimit && deadlinePast(berlin, on, ladder.hardLimit);
  return { ladder, opens: '2027-03-16T23:00:00.000Z', due: on, hardLimit: limit, calendar: berlin, hours, ...parts };
}

const listed = (made: Climb, until = '2027-12-31T00:00:00.000Z') =>
  rungInstants(made, until).map(({ id, at }) => [id, at]);
const ladder = (rungs: Rung[], parts: Partial<Ladder> = {}): Ladder => ({ ...L2, rungs, ...parts });

describe('when the rungs of a ladder are due', () => {
  it('L1: 14 days before, on the day, 7 and 21 days after, weekly until missed', () => {
    expect(listed(climb(L1))).toEqual([
      ['before', '2027-04-02T07:00:00.000Z'],
      ['due', '2027-04-16T07:00:00.000Z'],
      ['late', '2027-04-23T07:00:00.000Z'],
      ['top', '2027-05-07T07:00:00.000Z'],
      ['top#2', '2027-05-14T07:00:00.000Z'],
    ]);
  });

  it('L2: 3 days before, on the day, 3 and 10 days after', () => {
    expect(listed(climb(L2))).toEqual([
      ['before', '2027-04-13T07:00:00.000Z'],
      ['due', '2027-04-16T07:00:00.000Z'],
      ['late', '2027-04-19T07:00:00.000Z'],
      ['top', '2027-04-26T07:00:00.000Z'],
    ]);
  });

  it('move to the next working day, by the clocks of that day', () => {
    const calendar = workweek('Europe/Berlin', ['2027-04-13', '2027-04-14']);
    expect(listed(climb(L2, { calendar }))[0]).toEqual(['before', '2027-04-15T07:00:00.000Z']);
    const winter = climb(L2, { due: deadlineOn('Europe/Berlin', '2027-10-30') });
    expect(listed({ ...winter, opens: '2027-10-01T00:00:00.000Z' }).slice(1, 3)).toEqual([
      ['due', '2027-11-01T08:00:00.000Z'],
      ['late', '2027-11-02T08:00:00.000Z'],
    ]);
  });

  it('in the first third of opens to due wait for its end, moved into contact hours', () => {
    const opens = '2027-04-09T22:00:00.000Z';
    const early = { ...L2, rungs: [{ ...L2.rungs[0], id: 'soon', after: days(-6) } as Rung, ...L2.rungs] };
    expect(listed(climb(early, { opens })).slice(0, 2)).toEqual([
      ['soon', '2027-04-12T07:00:00.000Z'],
      ['before', '2027-04-13T07:00:00.000Z'],
    ]);
    const eve = '2027-04-15T08:00:00.000Z';
    expect(listed(climb(L2, { opens: eve })).slice(0, 2)).toEqual([
      ['before', '2027-04-16T07:00:00.000Z'],
      ['due', '2027-04-16T07:00:00.000Z'],
    ]);
    const seconds = climb(ladder([{ id: 'r', from: 'due', after: ms(-35_000), to: ['assignee'] }]), {
      opens: '2026-11-22T08:40:40.000Z',
      due: { at: '2026-11-22T08:41:20.000Z' },
      hours: always,
    });
    expect(listed(seconds)).toEqual([['r', '2026-11-22T08:40:53.334Z']]);
  });

  it('of a ladder of hours, that is bound to no contact hours, wait for no third of the time', () => {
    const parts: Partial<Climb> = { opens: '2027-04-13T20:42:47.000Z', due: { at: '2027-04-14T20:42:47.000Z' } };
    expect(listed(climb(L4, parts))).toEqual([
      ['24-hours-before-due', '2027-04-13T20:42:47.000Z'],
      ['20-hours-before-due', '2027-04-14T00:42:47.000Z'],
      ['at-due', '2027-04-14T20:42:47.000Z'],
    ]);
  });

  it('count exactly from an exact due, inside contact hours or free of them', () => {
    const exact = ladder([
      { id: 'before', from: 'due', after: ms(-10_000), to: ['assignee'] },
      { id: 'after', from: 'due', after: ms(4 * 3_600_000), to: ['lead'] },
    ]);
    const parts: Partial<Climb> = { opens: '2027-04-16T12:59:00.000Z', due: { at: '2027-04-16T13:00:00.000Z' } };
    expect(listed(climb(exact, { ...parts, hardLimit: undefined }))).toEqual([
      ['before', '2027-04-16T12:59:50.000Z'],
      ['after', '2027-04-19T07:00:00.000Z'],
    ]);
    const free = { ...exact, contactHours: false };
    expect(listed(climb(free, { ...parts, hardLimit: undefined }))[1]).toEqual(['after', '2027-04-16T17:00:00.000Z']);
  });

  it('count from the hard limit where they say so, and are none without one', () => {
    const last = ladder([{ id: 'last', from: 'hard-limit', after: days(-2), to: ['top'] }]);
    expect(listed(climb(last))).toEqual([['last', '2027-04-28T07:00:00.000Z']]);
    expect(listed(climb(last, { hardLimit: undefined }))).toEqual([]);
  });

  it('end with the hard limit', () => {
    const late = ladder([
      { id: 'eve', from: 'due', after: days(14), to: ['top'] },
      { id: 'past', from: 'due', after: days(15), to: ['top'] },
    ]);
    expect(listed(climb(late))).toEqual([['eve', '2027-04-30T07:00:00.000Z']]);
    const exact = ladder([{ id: 'last', from: 'hard-limit', after: ms(0), to: ['top'] }], { contactHours: false });
    expect(listed(climb(exact))).toEqual([]);
  });

  it('repeat without a limit up to the first that is still to come', () => {
    const weekly = climb(L1, { hardLimit: undefined });
    expect(listed(weekly, '2027-05-21T07:00:00.000Z').map(([id]) => id)).toEqual([
      'before',
      'due',
      'late',
      'top',
      'top#2',
      'top#3',
      'top#4',
    ]);
    const stuck = ladder([{ id: 'x', from: 'due', after: days(1), to: ['top'], repeat: days(0) }]);
    expect(() => listed(climb(stuck))).toThrow('rung x: found repeat 0; it must be 1 or more');
  });
});
