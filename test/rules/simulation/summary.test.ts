import { describe, expect, it } from '@jest/globals';
import { FIRST_TICKET } from '../../../rules/first-ticket.ts';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import { stagesLate, workLateBy } from '../../../rules/occurrence-course.ts';
import type { OccurrenceState } from '../../../rules/occurrence-state.ts';
import type { Life } from '../../../rules/simulation/life.ts';
import { foundByAnAuditor } from '../../../rules/simulation/summary/auditor.ts';
import { coverOf, namedBy } from '../../../rules/simulation/summary/clauses.ts';
import { countCourses, coursesOf, escalationsOf, gradesOf } from '../../../rules/simulation/summary/course.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { duty } from '../programmes.ts';
import { organisation } from '../task/people.ts';
import { at, endOf } from '../task/terms.ts';

const review = duty({ id: 'access-review', title: 'Access review', clauses: ['A.5.18', '9.1'] });
const scope = duty({ id: 'scope', title: 'Scope', clauses: ['10.1', '4.3', '9.2.2', '6.1.3 d'] });
const { verifier: _, ...unverified } = scope;
const org = organisation({ duties: [review, unverified] });

type Owed = [period: string, state: OccurrenceState['state'], isMissed?: boolean];

/** Reviews that were owed, as they ended, with one task each. */
function life(owed: Owed[], tasks: Partial<TaskState>[] = [], found: Partial<NonconformityState>[] = []): Life {
  const occurrences = owed.map(([period, state, isMissed]) => ({
    key: period,
    state: {
      ...{
        duty: 'access-review',
        period,
        periodName: period.slice(0, 7),
        opens: at(`${period.slice(5)} 00:00`),
        due: endOf('04-16'),
        state,
      },
      ...(isMissed && { missed: { at: at('12-01 00:00') } }),
    },
  }));
  const parts = { org, until: at('12-31 00:00'), events: [], comments: [], messages: [] };
  return { ...parts, occurrences, tasks, found } as unknown as Life;
}

const handedIn = (period: string, on: string, parts: Partial<TaskState> = {}) =>
  ({
    ...{ terms: { origin: { occurrence: period } }, due: endOf('04-16'), extended: [], stage: 'ended' },
    submission: { at: at(on), items: [] },
    ...parts,
  }) as unknown as TaskState;

const found = (display: string, grade: 'minor' | 'major', parts: Partial<NonconformityState> = {}) =>
  ({
    terms: { display, title: { text: `${display} was missed` } },
    grade,
    grades: [],
    verdicts: [],
    ...parts,
  }) as unknown as NonconformityState;

describe('what an auditor would find', () => {
  it('is nothing but what the programme leaves out, where all was done in time', () => {
    expect(foundByAnAuditor(life([['2027-04-16', 'verified']]))).toEqual([
      { finding: 'clauses that no duty names', about: expect.arrayContaining(['4.1', '4.2']) },
      { finding: 'checked by the engine only', about: ['Scope'] },
    ]);
  });

  it('is not the first ticket, which checks the engine and nothing of the ISMS', () => {
    const { verifier: _, ...first } = duty({ id: FIRST_TICKET, title: 'Confirm that dutybound works' });
    const programme = { ...org.programme, duties: [review, first] };
    const found = foundByAnAuditor({ ...life([]), org: { ...org, programme } });
    expect(found.map(({ finding }) => finding)).not.toContain('checked by the engine only');
  });

  it('names all that was missed with its clauses, the oldest first', () => {
    const missed = ['05', '03', '09', '01', '07'].map((month): Owed => [`2027-${month}-16`, 'recorded', true]);
    expect(foundByAnAuditor(life([...missed, ['2027-11-16', 'verified']]))).toContainEqual({
      finding: 'A.5.18, 9.1 Access review: 5 of 6 missed',
      about: ['2027-01', '2027-03', '2027-05', '2027-07', '2027-09'],
    });
  });

  it('names duties that no file has, such as an audit of the certification body', () => {
    const certificate = { body: 'B', decided: '2027-01-04', expires: '2030-01-03', surveillance: ['2027-05-16'] };
    const one = life([['2027-05-16', 'recorded', true]]);
    for (const { state } of one.occurrences) state.duty = 'certification:surveillance-1';
    const programme = { ...org.programme, certificate };
    expect(foundByAnAuditor({ ...one, org: { ...org, programme } })).toContainEqual({
      finding: '4.4 Surveillance audit 1: 1 of 1 missed',
      about: ['2027-05'],
    });
  });

  it('begins with what puts the certificate at risk, then with what turned major', () => {
    const overdue = { at: at('06-01 00:00'), noticed: at('06-01 00:00') };
    const turned = { grades: [{ rule: 'nc.minor.overdue' }] } as unknown as Partial<NonconformityState>;
    const past = ['NC-7', 'NC-1', 'NC-6', 'NC-5', 'NC-4'].map((display) => found(display, 'major', { overdue }));
    const ncs = [...past, found('NC-2', 'major', turned), found('NC-3', 'minor')];
    expect(foundByAnAuditor(life([], [], ncs)).slice(0, 2)).toEqual([
      {
        finding: 'major nonconformities past their deadline, which put the certificate at risk',
        about: ['NC-1', 'NC-4', 'NC-5', 'NC-6', 'NC-7'].map((display) => `${display} "${display} was missed"`),
      },
      { finding: 'minor nonconformities left until they turned major', about: ['NC-2 "NC-2 was missed"'] },
    ]);
  });

  it('counts the evidence of which only the address is kept', () => {
    const items = [
      { how: 'link', kept: false },
      { how: 'file', kept: true },
      { how: 'text', kept: false },
      { how: 'file', kept: false },
    ];
    const tasks = [handedIn('2027-04-16', '04-10 10:00', { submission: { at: '', items } as never })];
    expect(foundByAnAuditor(life([], tasks))).toContainEqual({
      finding: '2 items of evidence linked, not kept',
      about: [],
    });
  });

  it('counts the verifications that came late or are still waited for, by whoever was asked', () => {
    const verification = { due: endOf('04-20'), asked: ['mara'] };
    const of = (parts: object) => handedIn('2027-04-16', '04-10 10:00', { verification, ...parts } as never);
    const tasks = [
      of({ verified: { by: 'mara', at: at('04-20 23:59') } }),
      of({ verified: { by: 'jonas', at: at('04-21 00:00') } }),
      of({ stage: 'submitted' }),
      of({ stage: 'ended' }),
    ];
    expect(foundByAnAuditor(life([], tasks))).toContainEqual({
      finding: '2 verifications later than asked',
      about: ['Jonas Weber', 'Mara Lindt'],
    });
  });
});

describe('the course of a life', () => {
  it('counts each occurrence once: missed before all else, then waived, open, on time, late', () => {
    const owed: Owed[] = [
      ['2027-01-16', 'verified', true],
      ['2027-02-16', 'waived'],
      ['2027-03-16', 'open'],
      ['2027-04-16', 'verified'],
      ['2027-05-16', 'recorded'],
    ];
    const tasks = [handedIn('2027-04-16', '04-16 23:59'), handedIn('2027-05-16', '04-17 00:01')];
    const course = countCourses(coursesOf(life(owed, tasks)));
    expect(course).toEqual({ owed: 5, missed: 1, waived: 1, open: 1, onTime: 1, late: 1 });
  });

  it('counts one of several tasks as late if any of its work was; decisions, parts, and what was waived aside', () => {
    const course = (...tasks: TaskState[]) => countCourses(coursesOf(life([['2027-04-16', 'recorded']], tasks)));
    const of = (terms: object) => ({ terms: { origin: { occurrence: '2027-04-16' }, ...terms } }) as Partial<TaskState>;
    const inTime = handedIn('2027-04-16', '04-16 10:00');
    const late = (parts: Partial<TaskState> = {}) => handedIn('2027-04-16', '04-17 10:00', parts);
    expect(course(late(), inTime)).toMatchObject({ onTime: 0, late: 1 });
    expect(course(inTime, late())).toMatchObject({ onTime: 0, late: 1 });
    for (const aside of [of({ kind: 'triage' }), of({ partOf: 'task' }), { verdict: 'waived' as const }])
      expect(course(inTime, late(aside))).toMatchObject({ onTime: 1, late: 0 });
  });

  it('does not count what was sent back as handed in', () => {
    const back = handedIn('2027-04-16', '04-10 10:00', { stage: 'open' });
    expect(workLateBy({ due: endOf('04-16') }, [back], org, at('04-16 10:00'))).toBe(0);
    expect(workLateBy({ due: endOf('04-16') }, [back], org, at('04-18 10:00'))).toBe(2);
  });

  it('counts what is due by the hour in days, too, so that the latest of several is the latest', () => {
    const due = { at: at('04-16 10:00') };
    const byHour = handedIn('2027-04-16', '04-16 10:30', { due });
    expect(workLateBy({ due }, [byHour], org, at('04-30 10:00'))).toBe(1 / 48);
    expect(workLateBy({ due }, [byHour, handedIn('2027-04-16', '04-20 10:00')], org, at('04-30 10:00'))).toBe(4);
  });

  it('judges what leads to it by its own date, and other dates by themselves', () => {
    const owed = { due: endOf('04-16') };
    const plan = (on: string, parts: Partial<TaskState> = {}) =>
      handedIn('2027-04-16', on, { terms: { slot: 'plan' } as never, due: endOf('04-10'), ...parts });
    const late = (...work: TaskState[]) => workLateBy(owed, work, org, at('04-30 10:00'));
    expect(late(plan('04-12 10:00'), handedIn('2027-04-16', '04-13 10:00'))).toBe(0);
    expect(late(plan('04-18 10:00'))).toBe(2);
    // An extension of a stage does not move the occurrence, and what it was late before then is the stage's.
    const extended = [{ by: 'mara', at: at('04-12 10:00'), from: endOf('04-10'), to: endOf('04-15') }];
    expect(late(plan('04-16 10:00', { due: endOf('04-15'), extended }))).toBe(0);
    expect(
      late(plan('04-20 10:00', { due: endOf('04-18'), extended: [{ ...extended[0], to: endOf('04-18') }] as never })),
    ).toBe(2);
    expect(late(plan('04-12 10:00', { terms: { slot: 'notify/dpa', external: true } as never }))).toBe(2);
    expect(late(plan('05-03 10:00', { due: endOf('05-01') }))).toBe(2);
    expect(stagesLate([plan('04-12 10:00'), handedIn('2027-04-16', '04-13 10:00')], org, at('04-30 10:00'))).toEqual([
      { slot: 'plan', days: 2 },
    ]);
  });

  it('leaves out improvements, which nobody owes', () => {
    const one = life([['2027-04-16', 'open']]);
    for (const { state } of one.occurrences) state.duty = 'opportunity:for-improvement';
    expect(countCourses(coursesOf(one))).toMatchObject({ owed: 0, open: 0 });
  });

  it('counts nonconformities as they stand at the end, and what became of them', () => {
    const ineffective = { verdicts: [{ verdict: 'ineffective' }] } as unknown as Partial<NonconformityState>;
    const closed = { closed: { at: at('06-01 00:00') } } as unknown as Partial<NonconformityState>;
    const ncs = [found('NC-1', 'minor', closed), found('NC-2', 'major', ineffective), found('NC-3', 'minor')];
    expect(gradesOf(life([], [], ncs))).toEqual({
      ...{ raised: 3, minor: 2, major: 1, turnedMajor: 0, pastDeadline: 0, ineffective: 1, closed: 1 },
    });
  });
});

describe('chases', () => {
  it('are counted by who was told: of work its assignee, of a verification whoever was asked, and who hears beside them', () => {
    const event = (kind: string, body: object) => ({ stream: 'task/k7', kind, body });
    const task = { terms: { key: 'k7' }, assignee: 'sam' };
    const events = [
      event('chased', { of: 'task', to: ['sam', 'jonas'] }),
      event('verification-asked', { of: ['jonas'] }),
      event('chased', { of: 'verification', to: ['jonas'] }),
      event('chased', { of: 'verification', to: ['jonas', 'elena', 'mara'] }),
    ];
    const chased = { ...life([]), tasks: [task], events } as unknown as Life;
    expect(escalationsOf(chased)).toEqual({ assignee: 1, verifier: 2, manager: 1, lead: 1, top: 1 });
  });
});

describe('the clauses', () => {
  it('count what no file states, such as the audits of the certification body', () => {
    const certificate = { body: 'B', decided: '2027-01-04', expires: '2030-01-03', surveillance: ['2027-05-16'] };
    const one = life([['2027-05-16', 'recorded', true]]);
    for (const { state } of one.occurrences) state.duty = 'certification:surveillance-1';
    const cover = coverOf({ ...one, org: { ...org, programme: { ...org.programme, certificate } } });
    expect(cover.find(({ clause }) => clause === '4.4')).toMatchObject({ owed: 1, missed: 1 });
  });

  it('stand in the order of the standard, each with the titles of its duties and with figures that add up to what was owed', () => {
    const owed: Owed[] = [
      ['2027-01-16', 'verified'],
      ['2027-02-16', 'recorded', true],
      ['2027-03-16', 'waived'],
      ['2027-04-16', 'recorded'],
      ['2027-05-16', 'open'],
    ];
    const cover = coverOf(life(owed, [handedIn('2027-04-16', '04-17 10:00')]));
    expect(cover.map(({ clause }) => clause)).toEqual(['4.3', '6.1.3 d', '9.1', '9.2.2', '10.1', 'A.5.18']);
    const duties = [{ id: 'access-review', title: 'Access review' }];
    const went = { owed: 5, onTime: 1, late: 1, missed: 1, waived: 1, open: 1 };
    expect(cover[2]).toEqual({ clause: '9.1', duties, onEvents: false, ...went });
    expect(cover[5]).toMatchObject(went);
  });

  it('say where nothing is owed until something happens', () => {
    const { first: _, ...incident } = duty({ id: 'incident', clauses: ['A.5.25', '9.1'] });
    const programme = { ...org.programme, duties: [review, incident] };
    const cover = coverOf({ ...life([]), org: { ...org, programme } });
    expect(cover.map(({ clause, onEvents }) => [clause, onEvents])).toEqual([
      ['9.1', false],
      ['A.5.18', false],
      ['A.5.25', true],
    ]);
  });

  it('are named by a duty that names a part of them; what is shown otherwise says by what, and the rest is left out', () => {
    const { clauses, otherwise, leftOut } = namedBy(org.programme);
    expect(clauses).toEqual(['4.3', '6.1.3', '9.1', '9.2', '10.1']);
    expect(otherwise.map(({ clause }) => clause)).toEqual(['5.1', '6.3', '7.1', '10.2']);
    expect(otherwise.at(-1)).toEqual({ clause: '10.2', by: 'nonconformities' });
    expect(leftOut).toContain('4.1');
    expect(clauses.length + otherwise.length + leftOut.length).toBe(25);
  });

  it('are those of 4 to 10: controls of Annex A are counted apart, of all that there are', () => {
    expect(namedBy(org.programme).controls).toEqual({ named: ['A.5.18'], of: 93 });
  });

  it('are no longer shown otherwise once a duty names them', () => {
    const programme = { ...org.programme, duties: [{ ...review, clauses: ['5.1'] }] };
    expect(namedBy(programme).clauses).toEqual(['5.1']);
    expect(namedBy(programme).otherwise.map(({ clause }) => clause)).not.toContain('5.1');
  });
});
