import { describe, expect, it } from '@jest/globals';
import { deadlineOn, deadlinePast } from '../../../rules/calendar/deadline.ts';
import type { SentRung } from '../../../rules/ladder/addressees.ts';
import { type Chase, nextStep } from '../../../rules/ladder.ts';
import type { Ladder, Level, PersonId } from '../../../rules/programme.ts';
import { berlin } from '../calendar/calendars.ts';
import { days, L1, L2 } from '../programmes.ts';

const due = deadlineOn('Europe/Berlin', '2027-04-16');
const staff: Record<Level, PersonId[]> = { assignee: ['sam'], manager: ['priya'], lead: ['mara'], top: ['elena'] };

function chase(now: string, parts: Partial<Chase> & { people?: Partial<Record<Level, PersonId[]>> } = {}): Chase {
  const ladder = parts.ladder ?? L2;
  const people = { ...staff, ...parts.people };
  return {
    ladder,
    opens: '2027-03-31T22:00:00.000Z',
    due,
    hardLimit: ladder.hardLimit && deadlinePast(berlin, due, ladder.hardLimit),
    calendar: berlin,
    hours: { from: '09:00', to: '17:00', everyDay: false },
    sent: [],
    peopleAt: (level) => people[level],
    delegatesOf: () => [],
    now,
    ...parts,
  };
}

const sent = (...rungs: [string, ...PersonId[]][]): SentRung[] =>
  rungs.map(([id, ...to]) => ({ id, at: '2027-04-13T07:00:00.000Z', to }));

describe('the next step of a chase', () => {
  it('waits for the first rung, sends it when its time comes, and then waits for the next', () => {
    expect(nextStep(chase('2027-04-13T06:59:59.999Z'))).toEqual({ held: [], nextAt: '2027-04-13T07:00:00.000Z' });
    expect(nextStep(chase('2027-04-13T07:00:00.000Z'))).toEqual({
      send: { rung: 'before', levels: ['assignee'], to: ['sam'], delegates: [], skipped: [] },
      held: [],
      nextAt: '2027-04-16T07:00:00.000Z',
    });
    expect(nextStep(chase('2027-04-13T07:00:00.000Z', { sent: sent(['before', 'sam']) }))).toEqual({
      held: [],
      nextAt: '2027-04-16T07:00:00.000Z',
    });
  });

  it('goes up the whole ladder', () => {
    const steps = [
      ['2027-04-16T07:00:00.000Z', ['sam', 'priya'], sent(['before', 'sam'])],
      ['2027-04-19T07:00:00.000Z', ['mara'], sent(['before', 'sam'], ['due', 'sam', 'priya'])],
      ['2027-04-26T07:00:00.000Z', ['elena'], sent(['before', 'sam'], ['due', 'sam', 'priya'], ['late', 'mara'])],
    ] as const;
    for (const [now, to, before] of steps) expect(nextStep(chase(now, { sent: [...before] })).send?.to).toEqual(to);
    const done = sent(['before', 'sam'], ['due', 'sam', 'priya'], ['late', 'mara'], ['top', 'elena']);
    expect(nextStep(chase('2027-04-26T07:00:00.000Z', { sent: done }))).toEqual({ held: [] });
  });

  it('after a downtime sends only the highest passed rung and names those it skips', () => {
    const step = nextStep(chase('2027-04-20T08:00:00.000Z'));
    expect(step.send).toEqual({
      rung: 'late',
      levels: ['lead'],
      to: ['mara'],
      delegates: [],
      skipped: ['before', 'due'],
    });
    expect(step.nextAt).toBe('2027-04-26T07:00:00.000Z');
    const after = nextStep(chase('2027-04-20T08:00:00.000Z', { sent: sent(['late', 'mara']) }));
    expect(after).toEqual({ held: [], nextAt: '2027-04-26T07:00:00.000Z' });
  });

  it('waits for contact hours, and sends outside them only on a ladder that is free of them', () => {
    const night = '2027-04-16T20:00:00.000Z';
    expect(nextStep(chase(night))).toEqual({ held: [], nextAt: '2027-04-19T07:00:00.000Z' });
    expect(nextStep(chase(night, { ladder: { ...L2, contactHours: false } })).send?.rung).toBe('due');
  });

  it('is over from the hard limit on', () => {
    expect(nextStep(chase('2027-04-30T21:59:59.999Z', { ladder: { ...L2, contactHours: false } })).send?.rung).toBe(
      'top',
    );
    expect(nextStep(chase('2027-04-30T22:00:00.000Z', { ladder: { ...L2, contactHours: false } }))).toEqual({
      held: [],
    });
    expect(nextStep(chase('2027-04-30T20:00:00.000Z'))).toEqual({ held: [] });
  });

  it('tells top management every week until then, each time anew', () => {
    const ladder: Ladder = { ...L1, hardLimit: days(60) };
    const before = sent(
      ['before', 'sam'],
      ['due', 'sam', 'priya'],
      ['late', 'mara'],
      ['top', 'elena'],
      ['top#2', 'elena'],
    );
    const step = nextStep(chase('2027-05-21T07:00:00.000Z', { ladder, sent: before }));
    expect([step.send?.rung, step.send?.to, step.nextAt]).toEqual(['top#3', ['elena'], '2027-05-28T07:00:00.000Z']);
  });

  it('stays silent after an extension until a repeat comes that was not sent', () => {
    const ladder: Ladder = { ...L1, hardLimit: days(90) };
    const before = sent(['top', 'elena'], ['top#2', 'elena'], ['top#3', 'elena']);
    const parts = { ladder, due: deadlineOn('Europe/Berlin', '2027-05-28'), hardLimit: undefined, sent: before };
    expect(nextStep(chase('2027-05-24T08:00:00.000Z', parts))).toEqual({
      held: [],
      nextAt: '2027-07-09T07:00:00.000Z',
    });
  });

  it('goes on from the last rung sent when the due date was extended', () => {
    const before = sent(['before', 'sam'], ['due', 'sam', 'priya'], ['late', 'mara']);
    const moved = deadlineOn('Europe/Berlin', '2027-05-14');
    const parts = { due: moved, hardLimit: deadlineOn('Europe/Berlin', '2027-05-28'), sent: before };
    expect(nextStep(chase('2027-05-17T08:00:00.000Z', parts))).toEqual({
      held: [],
      nextAt: '2027-05-24T07:00:00.000Z',
    });
  });
});

describe('a reminder and the assignee’s own words', () => {
  it('is held until three days after them', () => {
    const parts = { ladder: { ...L2, rungs: [{ ...L1.rungs[0], after: days(-7) } as never, ...L2.rungs.slice(1)] } };
    const wrote = { ...parts, assigneeWroteAt: '2027-04-09T06:00:00.000Z' };
    expect(nextStep(chase('2027-04-09T07:00:00.000Z', wrote))).toEqual({
      held: [{ rung: 'before', until: '2027-04-12T07:00:00.000Z', why: 'assignee-wrote' }],
      nextAt: '2027-04-12T07:00:00.000Z',
    });
    expect(nextStep(chase('2027-04-12T07:00:00.000Z', wrote))).toMatchObject({ send: { rung: 'before' }, held: [] });
  });

  it('is sent if they are three days old', () => {
    const step = nextStep(chase('2027-04-13T07:00:00.000Z', { assigneeWroteAt: '2027-04-10T07:00:00.000Z' }));
    expect(step.send?.rung).toBe('before');
  });

  it('is dropped for good if due comes first, and says so', () => {
    const wrote = { assigneeWroteAt: '2027-04-13T20:00:00.000Z' };
    const dropped = [{ rung: 'before', why: 'assignee-wrote' }];
    expect(nextStep(chase('2027-04-14T07:00:00.000Z', wrote))).toEqual({
      held: dropped,
      nextAt: '2027-04-16T07:00:00.000Z',
    });
    const ladder = { ...L2, rungs: L2.rungs.filter(({ id }) => id !== 'due') };
    expect(nextStep(chase('2027-04-17T07:00:00.000Z', { ...wrote, ladder }))).toEqual({
      held: dropped,
      nextAt: '2027-04-19T07:00:00.000Z',
    });
  });

  it('does not hold back the rungs from due on', () => {
    const step = nextStep(chase('2027-04-16T07:00:00.000Z', { assigneeWroteAt: '2027-04-16T06:00:00.000Z' }));
    expect(step.send).toMatchObject({ rung: 'due', skipped: ['before'] });
  });
});

describe('whom a step goes to', () => {
  const at = (now: string, parts: Parameters<typeof chase>[1]) => {
    const { levels, to } = nextStep(chase(now, parts)).send ?? {};
    return [levels, to];
  };
  const monday = '2027-04-19T07:00:00.000Z';
  const friday = '2027-04-16T07:00:00.000Z';

  it('skips a level whose person already heard as another one', () => {
    const people = { manager: ['mara'] };
    const before = sent(['before', 'sam'], ['due', 'sam', 'mara']);
    expect(at(monday, { people, sent: before })).toEqual([['top'], ['elena']]);
  });

  it('does not skip a level that hears again as itself', () => {
    expect(at(friday, { sent: sent(['before', 'sam']) })).toEqual([
      ['assignee', 'manager'],
      ['sam', 'priya'],
    ]);
  });

  it('keeps those holders of a role who have not heard yet', () => {
    const people = { manager: ['mara'], lead: ['mara', 'jonas'] };
    const before = sent(['before', 'sam'], ['due', 'sam', 'mara']);
    expect(at(monday, { people, sent: before })).toEqual([['lead'], ['jonas']]);
  });

  it('goes past a level that nobody holds, or that stands in the same message', () => {
    expect(at(friday, { people: { manager: [] } })).toEqual([
      ['assignee', 'lead'],
      ['sam', 'mara'],
    ]);
    expect(at(friday, { people: { manager: ['sam'] } })).toEqual([
      ['assignee', 'lead'],
      ['sam', 'mara'],
    ]);
  });

  it('tells top management whatever they heard before', () => {
    const people = { assignee: ['elena'], manager: [], lead: ['elena'] };
    const before = sent(['before', 'elena'], ['due', 'elena']);
    expect(at(monday, { people, sent: before })).toEqual([['top'], ['elena']]);
  });

  it('tells stand-ins as well, once, and does not take their word for a step', () => {
    const delegatesOf = (person: PersonId) => ({ sam: ['mara'], priya: ['mara', 'sam'] })[person] ?? [];
    expect(nextStep(chase(friday, { delegatesOf })).send).toMatchObject({ to: ['sam', 'priya'], delegates: ['mara'] });
    const before = sent(['before', 'sam'], ['due', 'sam', 'priya']);
    expect(at(monday, { delegatesOf, sent: before })).toEqual([['lead'], ['mara']]);
  });
});
