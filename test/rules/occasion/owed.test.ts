import { describe, expect, it } from '@jest/globals';
import { L4 } from '../../../config/defaults.ts';
import { calendarOf } from '../../../rules/calendar/working-day.ts';
import type { Occasion } from '../../../rules/occasion/occasion.ts';
import { askWhether, outsideOf } from '../../../rules/occasion/outside.ts';
import { owedOn } from '../../../rules/occasion/owed.ts';
import { evolveOccasion, reportedEvent } from '../../../rules/occasion/record.ts';
import { occurrenceAsked } from '../../../rules/plan/asked.ts';
import { plan } from '../../../rules/plan.ts';
import type { Duty } from '../../../rules/programme.ts';
import { titleOf } from '../../../rules/task/terms.ts';
import { compare, effective } from '../../../rules/weakening.ts';
import { days, duty, L1, L2, ms, programme } from '../programmes.ts';

const NOW = '2027-04-16T08:00:00.000Z';
const HOUR = 3_600_000;
const { first: _, every: __, ...beside } = duty({ on: ['incident'] });
const occasion: Occasion = {
  kind: 'incident',
  id: 'i',
  display: 'INC-2027-001',
  title: { text: 'lost laptop' },
  at: '2027-04-15T20:00:00.000Z',
};

function asked(parts: Partial<Duty>, of?: Occasion, toldAt?: string) {
  const made = programme([duty()], { ladders: [L1, L2, L4] });
  const one = {
    duty: { ...beside, ...parts },
    cause: 'event:i',
    ...(of && { occasion: of }),
    ...(toldAt && { toldAt }),
  };
  return occurrenceAsked(made, calendarOf(made, []), one, 1, NOW);
}

describe('a duty without an interval', () => {
  it('is never planned, and owed on what it names, once for each subject', () => {
    const subjects = ['aws', 'github'].map((id) => ({ id, title: id }));
    const made = programme([beside, duty({ id: 'other', subjects, on: ['leaver'] })]);
    const applied = new Map(made.duties.map(({ id }) => [id, { at: '2027-01-01T00:00:00.000Z', version: 1 }]));
    const { open } = plan(made, calendarOf(made, []), { applied, identities: new Set() }, '2027-04-10T08:00:00.000Z');
    expect(open.map((o) => o.duty)).toEqual(['other', 'other']);
    expect(owedOn(made, 'incident').map((o) => o.duty.id)).toEqual([beside.id]);
    expect(owedOn(made, 'leaver').map((o) => o.subject)).toEqual(['aws', 'github']);
    expect(owedOn(made, 'joiner')).toEqual([]);
  });

  it('is due after its lead, from what happened; a ladder of hours counts its day from the instant', () => {
    expect(asked({ ladder: 'L2' }).due).toMatchObject({ date: '2027-05-03' });
    expect(asked({ ladder: 'L2', lead: days(3) }, occasion).due).toMatchObject({ date: '2027-04-19' });
    const led = asked({ ladder: 'L4' }, occasion);
    expect(led).toMatchObject({ due: { at: '2027-04-16T20:00:00.000Z' }, opens: NOW, period: NOW });
    expect(asked({ ladder: 'L4', lead: ms(4 * HOUR) }, occasion).due).toEqual({ at: '2027-04-16T00:00:00.000Z' });
    expect(asked({ ladder: 'L4', hardLimit: ms(HOUR) }, occasion).hardLimit).toEqual({
      at: '2027-04-16T21:00:00.000Z',
    });
  });

  it('is moved off a free day as it says, never to before it was asked for', () => {
    const onSunday = (shift: Duty['shift']) => asked({ lead: days(2), shift }).due.date;
    expect([onSunday('next'), onSunday('previous'), onSunday('none')]).toEqual([
      ...['2027-04-19', '2027-04-16', '2027-04-18'],
    ]);
    const saturday = { ...occasion, at: '2027-04-17T08:00:00.000Z' };
    expect(asked({ lead: days(1), shift: 'previous' }, saturday).due.date).toBe('2027-04-19');
  });

  it('gives whoever joins their own time, and everybody else the duty’s', () => {
    const made = programme([duty()]);
    const reading: Duty = { ...beside, kind: 'campaign', joiner: days(30), lead: days(3) };
    const dueOf = (subject?: string) => {
      const one = { duty: reading, cause: 'event:i', ...(subject && { subject }) };
      return occurrenceAsked(made, calendarOf(made, []), one, 1, NOW).due.date;
    };
    expect(dueOf('sam')).toBe('2027-05-17');
    expect(dueOf()).toBe('2027-04-19');
  });

  it('that was told of while the engine was down is opened late: due date and hard limit move by the delay', () => {
    const told = '2027-04-02T08:00:00.000Z';
    const of = { ...occasion, at: told };
    // Due on 19 April, a Monday, had it been opened then.
    const late = asked({ ladder: 'L2' }, of, told);
    expect(late).toMatchObject({ opens: told, openedLateBy: 14 * 24 * HOUR, due: { date: '2027-05-03' } });
    expect(late.hardLimit).toMatchObject({ date: '2027-05-17' });
    const external = asked({ ladder: 'L2', external: true }, of, told);
    expect(external).toMatchObject({ openedLateBy: 14 * 24 * HOUR, due: { date: '2027-04-19' } });
    const today = '2027-04-16T05:00:00.000Z';
    expect(asked({ ladder: 'L2' }, { ...occasion, at: today }, today)).toMatchObject({ openedLateBy: 0 });
    expect(asked({ ladder: 'L4' }, { ...occasion, at: today }, today)).toMatchObject({
      openedLateBy: 3 * HOUR,
      due: { at: '2027-04-17T08:00:00.000Z' },
    });
    const justNow = '2027-04-16T07:58:00.000Z';
    expect(asked({ ladder: 'L4' }, { ...occasion, at: justNow }, justNow)).toMatchObject({
      opens: NOW,
      openedLateBy: 0,
    });
  });

  it('that happened long before somebody told of it is due as long before, and not late by the engine', () => {
    const long = { ...occasion, at: '2027-04-02T08:00:00.000Z' };
    expect(asked({ ladder: 'L2' }, long)).toMatchObject({ opens: NOW, openedLateBy: 0, due: { date: '2027-04-19' } });
  });

  it('has in its title what happened, and not more of it than fits', () => {
    expect(titleOf(beside, asked({}, occasion))).toBe('Access review, INC-2027-001: lost laptop');
    const long = { ...occasion, title: { text: 'x'.repeat(200) } };
    expect(titleOf(beside, asked({}, long)).length).toBeLessThan(120);
  });
});

describe('a programme that asks for less', () => {
  const authority = { id: 'dpa', title: 'DPA', within: ms(72 * HOUR) };
  const changesOf = (was: Parameters<typeof compare>[0], is: Parameters<typeof compare>[0]) =>
    compare(was, is, NOW).map(({ path, weaker }) => [path, weaker]);

  it('is weaker where a duty is owed on fewer things, or has no interval any more', () => {
    const was = programme([duty({ on: ['incident', 'change'] })]);
    expect(changesOf(was, programme([duty({ on: ['incident'] })]))).toEqual([['duties.access-review.on', true]]);
    expect(changesOf(programme([duty()]), was)).toEqual([['duties.access-review.on', false]]);
    const [part, each] = [duty({ on: ['role-holder-leaves'] }), duty({ on: ['leaver'] })];
    expect(changesOf(programme([part]), programme([each]))).toEqual([['duties.access-review.on', false]]);
    expect(changesOf(programme([each]), programme([part]))).toEqual([['duties.access-review.on', true]]);
    const { first: ___, every: ____, ...bare } = duty({ on: ['incident', 'change'] });
    expect(changesOf(was, programme([bare]))).toContainEqual(['duties.access-review.first', true]);
    expect(changesOf(programme([bare]), was).every(([, weaker]) => !weaker)).toBe(true);
  });

  it('is weaker where an authority may be told later, or not at all; until approved it is told as before', () => {
    const was = programme([], { authorities: [authority] });
    const later = programme([], { authorities: [{ ...authority, within: days(30) }] });
    expect(changesOf(was, later)).toEqual([['authorities.dpa.within', true]]);
    expect(changesOf(later, was)).toEqual([['authorities.dpa.within', false]]);
    const none = programme([], { authorities: [] });
    expect(changesOf(was, none)).toEqual([['authorities.dpa', true]]);
    expect(effective(was, none, ['authorities.dpa']).authorities).toEqual([authority]);
  });
});

describe('questions and records', () => {
  it('name whom they are about', () => {
    expect(['dpa', 'others'].map((whom) => outsideOf(askWhether(whom)))).toEqual(['dpa', 'others']);
    expect(outsideOf('nonconformity')).toBeUndefined();
  });

  it('a record begins with its report', () => {
    const reported = reportedEvent({ ...occasion, by: 'mara' }, 'person:mara', NOW);
    expect(evolveOccasion('incident')(undefined, reported)).toMatchObject({
      noun: 'incident',
      display: 'INC-2027-001',
      toldBy: 'person:mara',
      followed: [],
    });
    const followed = { ...reported, kind: 'followed' };
    expect(() => evolveOccasion('incident')(undefined, followed)).toThrow('begins with followed');
  });
});
