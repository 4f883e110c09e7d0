import { describe, expect, it } from '@jest/globals';
import { showNonconformity } from '../../../activities/history/nonconformity.ts';
import { type BroughtNonconformity, bring, faultIn } from '../../../rules/nonconformity/bring.ts';
import { isDated } from '../../../rules/nonconformity/clock.ts';
import { evolveNonconformity } from '../../../rules/nonconformity/evolve.ts';
import { type NonconformityState, stageOf } from '../../../rules/nonconformity/state.ts';
import { broughtLine } from '../../../rules/wording/nonconformity/brought.ts';
import { organisation } from './fixture.ts';
import { real, Story } from './story.ts';

const org = organisation();
const { programme, calendar } = org;
const NOW = '2027-04-13T08:00:00.000Z';
const day = (on: string) => ({ on, at: `${on}T00:00:00.000Z` });
const mara = { by: 'mara', actor: 'person:mara (asserted)' };

const kept = (parts: Partial<BroughtNonconformity> = {}): BroughtNonconformity => ({
  line: 2,
  brought: { file: { text: 'nc.csv' }, hash: 'f'.repeat(64), by: mara.actor, on: '2027-03-01', number: '12' },
  title: 'leavers kept access',
  nature: 'Two of nine leavers still had access.',
  clauses: ['A.5.18'],
  process: 'joiners',
  source: { kind: 'person', by: 'mara' },
  grade: 'minor',
  raised: day('2027-03-01'),
  raisedBy: 'mara',
  steps: {},
  ...parts,
});
const entered = (parts: Partial<BroughtNonconformity> = {}) => {
  const raising = { key: 'k', display: 'NC-2027-001', org, version: 1, now: NOW };
  const events = bring(raising, kept(parts), mara);
  const state = events.reduce<NonconformityState | undefined>(evolveNonconformity, undefined);
  if (!state) throw new Error('nothing was entered');
  return { events, state };
};
const says = (parts: Partial<BroughtNonconformity>) => broughtLine(entered(parts).state, org, NOW);
/** The dates that are told of it. */
const stateLine = (state: NonconformityState) => {
  const { planDue, resolveDue, closed } = showNonconformity(state, []).dates;
  return { planDue, resolveDue, closed };
};
/** What its first look at its ticket comes to. */
const looks = (parts: Partial<BroughtNonconformity>) => {
  const story = new Story(org, NOW, {}, { ...real, raiseFinding: (raising) => bring(raising, kept(parts), mara) });
  story.step(NOW);
  return story;
};

describe('a nonconformity that was kept before', () => {
  it('runs on the clocks of its own date, not of the day on which it is entered', () => {
    const { state, events } = entered();
    expect(state.clocks).toMatchObject({ plan: { date: '2027-03-15' }, resolve: { date: '2027-05-30' } });
    expect(events.map(({ actor }) => actor)).toEqual([mara.actor]);
    expect(events.map(({ at }) => at)).toEqual(['2027-03-01T00:00:00.000Z']);
    expect(says({})).toBe(
      '12 “leavers kept access” (minor, Priya Nair): plan by Mon 15 Mar 2027, resolved by Sun 30 May 2027',
    );
  });

  it('a minor past its deadline becomes major as it is entered, which is said before: the major clock starts then', () => {
    const { state } = entered({ raised: day('2026-11-01') });
    expect(state.grade).toBe('minor');
    expect(says({ raised: day('2026-11-01') })).toBe(
      '12 “leavers kept access” (minor, Priya Nair): was to be resolved by Sat 30 Jan 2027; it becomes MAJOR as it is entered, and lead and top management are told: plan by Tue 20 Apr 2027, resolved by Thu 13 May 2027',
    );
    const story = looks({ raised: day('2026-11-01') });
    const after = story.state;
    expect(story.notices().map(({ to }) => to)).toEqual(expect.arrayContaining(['mara', 'elena']));
    expect(after).toMatchObject({
      grade: 'major',
      clocks: { plan: { date: '2027-04-20' }, resolve: { date: '2027-05-13' } },
    });
    expect(after.grades.at(-1)).toMatchObject({ rule: 'nc.minor.entered-late', at: NOW });
  });

  it('a day that was given it before holds; a later one than the clock gives is its one extension, used, and names who agreed', () => {
    expect(entered({ resolveBy: '2027-04-20' }).state.clocks.resolve).toMatchObject({ date: '2027-04-20' });
    expect(entered({ resolveBy: '2027-03-10' }).state.clocks.plan).toMatchObject({ date: '2027-03-10' });
    const later = { raised: day('2026-11-01'), resolveBy: '2027-05-14' };
    expect(faultIn(kept(later), programme, calendar)).toEqual({
      column: 'resolve_due',
      message: 'is later than the programme gives (2027-01-30); say in extended_by who agreed to it, or leave it out',
    });
    expect(faultIn(kept({ ...later, extendedBy: 'elena' }), programme, calendar)).toBeUndefined();
    const { state } = entered({ ...later, extendedBy: 'elena' });
    expect(state).toMatchObject({
      clocks: { resolve: { date: '2027-05-14' } },
      extended: [{ grade: 'minor', by: 'elena' }],
    });
    expect(looks({ ...later, extendedBy: 'elena' }).state.grade).toBe('minor');
    expect(says({ ...later, extendedBy: 'elena' })).toContain('its one extension, agreed by Elena Costa');
  });

  it('one that became major before is major since then, beside its raiser’s own grade', () => {
    const { state, events } = entered({ raised: day('2026-11-01'), becameMajor: day('2027-04-01') });
    expect(events.map(({ kind, at, body }) => [kind, at, body.clocks])).toMatchObject([
      ['raised', '2026-11-01T00:00:00.000Z', { resolve: { date: '2027-01-30' } }],
      ['graded', '2027-04-01T00:00:00.000Z', { resolve: { date: '2027-05-01' } }],
    ]);
    expect(state).toMatchObject({
      grade: 'major',
      clocks: { resolve: { date: '2027-05-01' } },
      terms: { ownGrade: 'minor' },
    });
    expect(
      looks({ raised: day('2026-11-01'), becameMajor: day('2027-04-01') }).state.grades.map(({ rule }) => rule),
    ).toEqual(['raised', 'brought']);
  });

  it('a major past its deadline is told to top management, and says so', () => {
    const parts = { grade: 'major' as const, raised: day('2027-02-01') };
    expect(says(parts)).toContain('a major past its deadline: top management is told, and weekly until it is resolved');
    expect(looks(parts).state.overdue).toMatchObject({ at: NOW });
  });

  it('one of the certification body has the body’s dates', () => {
    const external = { body: 'TÜV', stage: '2' as const };
    const { state } = entered({
      external,
      source: { kind: 'external' },
      planBy: '2027-04-20',
      resolveBy: '2027-08-31',
    });
    expect(state).toMatchObject({
      clocks: { plan: { date: '2027-04-20' }, resolve: { date: '2027-08-31' } },
      external: { grade: 'minor' },
      extended: [],
    });
    expect(faultIn(kept({ grade: 'concern' }), programme, calendar)?.column).toBe('own_grade');
  });

  it('what was closed is a record: nothing is said of it, nor asked', () => {
    const { state, events } = entered({
      raised: day('2026-01-01'),
      closed: day('2026-12-01'),
      judged: { verdict: 'effective', by: 'elena' },
      steps: { cause: 'nobody told IT' },
    });
    expect(state).toMatchObject({
      grade: 'minor',
      closed: { at: '2026-12-01T00:00:00.000Z', on: '2026-12-01' },
      verdicts: [{ verdict: 'effective', by: 'elena' }],
      steps: { cause: { text: { text: 'nobody told IT' } } },
    });
    expect(events.every(({ at }) => at <= '2026-12-01T00:00:00.000Z')).toBe(true);
    expect(stageOf(state)).toBe('closed');
    expect(broughtLine(state, org, NOW)).toBeUndefined();
  });

  it('what was closed has the dates of its file, and none that only the clock of today would give', () => {
    const closed = { raised: day('2026-01-10'), closed: day('2026-06-20') };
    const bare = entered(closed).state;
    expect([bare.clocks.plan, bare.clocks.resolve].map(isDated)).toEqual([false, false]);
    expect(stateLine(bare)).toEqual({ planDue: undefined, resolveDue: undefined, closed: '2026-06-20' });
    const { state } = entered({
      ...closed,
      resolveBy: '2026-06-30',
      extendedBy: 'elena',
      judged: { verdict: 'ineffective', by: '' },
    });
    expect(state).toMatchObject({
      clocks: { resolve: { date: '2026-06-30' } },
      extended: [{ by: 'elena', to: { date: '2026-06-30' } }],
      verdicts: [{ verdict: 'ineffective', by: '' }],
    });
    expect(stateLine(state)).toMatchObject({ planDue: undefined, closed: '2026-06-20' });
    expect(stageOf(state)).toBe('closed');
    const shown = showNonconformity(state, []).extensions;
    expect(shown).toEqual([expect.not.objectContaining({ from: expect.anything() })]);
    const major = entered({ ...closed, becameMajor: day('2026-05-01'), planBy: '2026-05-08' }).state;
    expect(major.grades).toMatchObject([{}, { grade: 'major', on: '2026-05-01' }]);
    expect([major.clocks.plan.date, isDated(major.clocks.resolve)]).toEqual(['2026-05-08', false]);
  });

  it('does not take what contradicts itself', () => {
    const fault = (parts: Partial<BroughtNonconformity>) => faultIn(kept(parts), programme, calendar)?.column;
    expect(fault({})).toBeUndefined();
    expect(fault({ closed: day('2027-02-01') })).toBe('closed');
    expect(fault({ becameMajor: day('2027-02-01') })).toBe('became_major');
    expect(fault({ grade: 'major', becameMajor: day('2027-04-01') })).toBe('became_major');
    expect(fault({ owner: 'Jana Klein' })).toBe('owner');
    expect(fault({ owner: 'Jana Klein', closed: day('2027-04-01') })).toBeUndefined();
    expect(fault({ process: 'gone' })).toBe('owner');
    expect(fault({ closed: day('2027-04-01'), extendedBy: 'elena' })).toBe('extended_by');
    expect(fault({ closed: day('2027-04-01'), extendedBy: 'elena', resolveBy: '2027-05-01' })).toBeUndefined();
    expect(fault({ planBy: '2027-05-20', resolveBy: '2027-05-10' })).toBe('plan_due');
  });
});
