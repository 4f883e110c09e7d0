import { describe, expect, it } from '@jest/globals';
import type { Duty, Ladder, Programme } from '../../../rules/programme.ts';
import { compare } from '../../../rules/weakening.ts';
import { days, duty, L1, L2, months, programme } from '../programmes.ts';

const evidence = duty().evidence;
const subjects = [
  { id: 'aws', title: 'AWS' },
  { id: 'gcp', title: 'GCP' },
];

const without = (key: keyof Duty): Duty =>
  Object.fromEntries(Object.entries(duty()).filter(([name]) => name !== key)) as never;
const withL2 = (parts: Partial<Ladder>): Programme => programme([duty()], { ladders: [{ ...L2, ...parts }] });
const plainL2 = withL2({});
const clocks = programme([]).clocks;

const measured = (is: '<=' | '>=' | '=', than: number, unit = 'days'): Partial<Duty> => ({
  measure: { target: { is, than }, unit },
});

function changesOf(before: Duty, after: Duty, now?: string) {
  return compare(programme([before]), programme([after]), now).map(({ path, weaker }) => [path, weaker]);
}

describe('what makes a duty weaker, and its opposite, which does not', () => {
  it.each<[string, string, Partial<Duty> | Duty, Partial<Duty> | Duty]>([
    ['every', 'a longer interval', { every: months(3) }, { every: months(6) }],
    ['first', 'a later anchor', { first: '2027-04-16' }, { first: '2027-05-01' }],
    ['until', 'an earlier end', { until: '2029-01-01' }, { until: '2028-01-01' }],
    ['shift', 'due after a free day instead of before', { shift: 'previous' }, { shift: 'next' }],
    ['hardLimit', 'a later hard limit', { hardLimit: days(10) }, { hardLimit: days(20) }],
    ['extensions', 'more extensions', { extensions: 1 }, { extensions: 2 }],
    ['missedGrade', 'a lower grade when missed', { missedGrade: 'major' }, { missedGrade: 'minor' }],
    ['selfVerification', 'self-verification', { selfVerification: false }, { selfVerification: true }],
    ['measure', 'a target that is met more easily', measured('<=', 30), measured('<=', 300)],
    ['measure', 'a target that is met by less', measured('>=', 95), measured('>=', 10)],
    ['clauses', 'a clause less', { clauses: ['8.2', '9.1'] }, { clauses: ['8.2'] }],
    ['backfill', 'less backfill', { backfill: '2026-01-01' }, { backfill: '2026-06-01' }],
  ])('%s: %s', (key, _, strong, weak) => {
    expect(changesOf(duty(strong), duty(weak))).toEqual([[`duties.access-review.${key}`, true]]);
    expect(changesOf(duty(weak), duty(strong))).toEqual([[`duties.access-review.${key}`, false]]);
    expect(changesOf(duty(weak), duty(weak))).toEqual([]);
  });

  it.each([
    ['verifier', duty(), without('verifier')],
    ['every', duty(), without('every')],
    ['measure', duty(measured('<=', 30)), duty()],
    ['until', duty(), duty({ until: '2029-01-01' })],
    ['evidence.removals', duty(), duty({ evidence: evidence.slice(0, 1) })],
    ['evidence.export.file', duty(), duty({ evidence: evidence.map((item) => ({ ...item, file: false })) })],
    ['evidence.export.kept', duty(), duty({ evidence: evidence.map((item) => ({ ...item, kept: false })) })],
    ['subjects.gcp', duty({ subjects }), duty({ subjects: subjects.slice(0, 1) })],
  ])('%s: gone is weaker, come is not', (key, strong, weak) => {
    expect(changesOf(strong, weak)).toEqual([[`duties.access-review.${key}`, true]]);
    expect(changesOf(weak, strong)).toEqual([[`duties.access-review.${key}`, false]]);
  });

  it('what cannot be compared is weaker either way: another kind, another unit, another comparison', () => {
    const weaker = (a: Partial<Duty>, b: Partial<Duty>) =>
      [changesOf(duty(a), duty(b)), changesOf(duty(b), duty(a))].flat().map(([, is]) => is);
    expect(weaker({ kind: 'management-review' }, { kind: 'review' })).toEqual([true, true]);
    expect(weaker(measured('<=', 30), measured('<=', 30, 'weeks'))).toEqual([true, true]);
    expect(weaker(measured('<=', 30), measured('>=', 30))).toEqual([true, true]);
    expect(weaker(measured('=', 30), measured('=', 31))).toEqual([true, true]);
  });

  it('a subject’s own target is weighed as the duty’s; its name and owner are not', () => {
    const of = (than: number, title = 'AWS') => {
      const { measure } = measured('<=', than);
      return duty({ subjects: [{ id: 'aws', title, ...(measure && { measure }) }] });
    };
    expect(changesOf(of(30), of(300))).toEqual([['duties.access-review.subjects.aws.measure', true]]);
    expect(changesOf(of(300), of(30))).toEqual([['duties.access-review.subjects.aws.measure', false]]);
    expect(changesOf(of(30), of(30, 'Cloud'))).toEqual([['duties.access-review.subjects.aws.title', false]]);
    const [change] = compare(programme([of(30)]), programme([of(300)]));
    expect(change?.what).toBe('measure target <= 30, unit days -> target <= 300, unit days');
  });

  it('every key of a duty is compared', () => {
    const whole: Required<Omit<Duty, 'id' | 'external'>> = {
      ...{ kind: 'campaign', title: 'x', ask: 'x', clauses: ['5.1'], process: 'x', owner: 'x', verifier: 'x' },
      ...{ selfVerification: true, first: '2020-01-01', every: months(1), before: { duty: 'x', by: days(1) } },
      ...{ on: ['joiner'], until: '2050-01-01', backfill: '2020-01-01', shift: 'none', lead: days(99), ladder: 'x' },
      ...{ hardLimit: days(99), missedGrade: 'major', subjects: [{ id: 'x', title: 'x' }], instructions: ['x'] },
      ...{ evidence: [], extensions: 9, tracker: 'x', measure: { target: { is: '=', than: 1 } }, location: 'x' },
      ...{ group: ['x'], share: 1, sample: 1, joiner: days(1), expires: days(1), stages: { x: days(1) } },
    };
    const other = duty({ id: 'x' });
    for (const [key, value] of Object.entries(whole)) {
      const changed = { ...duty(), [key]: value } as Duty;
      const paths = compare(programme([duty(), other]), programme([changed, other])).map(({ path }) => path);
      expect(paths.join()).toContain(`duties.access-review.${key}`);
    }
  });

  it('a ladder is judged by its rungs and by the hard limit that it brings', () => {
    const quick = { ...L2, id: 'quick', rungs: L2.rungs.map((r) => ({ ...r, after: days(r.after.n - 1) })) };
    const ladders = [L1, L2, quick, { ...L2, id: 'long', hardLimit: days(20) }];
    const swap = (from: Partial<Duty>, to: Partial<Duty>) =>
      compare(programme([duty(from)], { ladders }), programme([duty(to)], { ladders })).map(({ weaker }) => weaker);
    expect(swap({ ladder: 'L2' }, { ladder: 'L1' })).toEqual([true]);
    expect(swap({ ladder: 'quick' }, { ladder: 'L2' })).toEqual([true]);
    expect(swap({ ladder: 'L2' }, { ladder: 'quick' })).toEqual([false]);
    expect(swap({ ladder: 'L2' }, { ladder: 'long' })).toEqual([true]);
    expect(swap({ ladder: 'L2', hardLimit: days(9) }, { ladder: 'long', hardLimit: days(9) })).toEqual([false]);
  });

  it('a duty removed is weaker, one added is not', () => {
    const two = programme([duty(), duty({ id: 'policy', title: 'Policy' })]);
    expect(compare(two, programme([duty()]))).toEqual([
      {
        path: 'duties.policy',
        duty: 'policy',
        kind: 'removed',
        what: 'duty removed: Policy',
        before: 'Policy',
        after: 'none',
        weaker: true,
        pending: true,
      },
    ]);
    expect(compare(programme([duty()]), two)).toMatchObject([
      { path: 'duties.policy', kind: 'added', weaker: false, pending: false },
    ]);
  });

  it('words, people, and an item’s text are not', () => {
    const other = duty({ title: 'x', ask: 'y', owner: 'mara', verifier: 'elena', instructions: ['z'], lead: days(20) });
    const changes = compare(
      programme([duty()]),
      programme([{ ...other, evidence: evidence.map((e) => ({ ...e, text: 'w' })) }]),
    );
    expect(changes).toHaveLength(8);
    expect(changes.filter(({ weaker, pending }) => weaker || pending)).toEqual([]);
  });

  it('limits and extensions are judged by what applies, also where it stands elsewhere', () => {
    expect(changesOf(duty({ hardLimit: days(7) }), without('hardLimit'))).toEqual([
      ['duties.access-review.hardLimit', true],
    ]);
    expect(changesOf(duty({ hardLimit: days(20) }), without('hardLimit'))).toEqual([
      ['duties.access-review.hardLimit', false],
    ]);
    expect(changesOf(duty({ extensions: 1 }), duty())).toEqual([['duties.access-review.extensions', true]]);
    expect(changesOf(duty({ extensions: 3 }), duty())).toEqual([['duties.access-review.extensions', false]]);
  });

  it('an earlier anchor is weaker where it skips the date that comes next', () => {
    const [was, is] = [
      duty({ first: '2027-04-16', every: months(12) }),
      duty({ first: '2027-03-16', every: months(12) }),
    ];
    expect(changesOf(was, is, '2027-04-01T08:00:00.000Z')).toEqual([['duties.access-review.first', true]]);
    expect(changesOf(was, is, '2027-03-01T08:00:00.000Z')).toEqual([['duties.access-review.first', false]]);
  });

  it('in doubt an interval in another unit is longer', () => {
    const every = (before: Duty['every'], after: Duty['every']) =>
      compare(
        programme([duty({ ...(before && { every: before }) })]),
        programme([duty({ ...(after && { every: after }) })]),
      );
    expect(every(months(3), days(92))).toMatchObject([{ weaker: true, what: 'every 3 months -> 92 days' }]);
    expect(every(months(3), days(90))).toMatchObject([{ weaker: true }]);
    expect(every(months(3), days(89))).toMatchObject([{ weaker: false }]);
    expect(every(days(365), months(12))).toMatchObject([{ weaker: true }]);
    expect(every(months(12), days(365))).toMatchObject([{ weaker: false }]);
    expect(every(days(7), { unit: 'working-days', n: 5 })).toMatchObject([{ weaker: true }]);
    expect(every({ unit: 'working-days', n: 5 }, days(5))).toMatchObject([{ weaker: false }]);
  });
});

describe('what makes a ladder or a clock weaker', () => {
  const weakened = (parts: Partial<Ladder>) =>
    compare(plainL2, withL2(parts)).map(({ path, weaker }) => [path, weaker]);
  const rung = (id: string, parts: object) => L2.rungs.map((r) => (r.id === id ? { ...r, ...parts } : r));

  it('fewer or later rungs, or a level told less', () => {
    const weak = [['ladders.L2.rungs', true]];
    expect(weakened({ rungs: L2.rungs.slice(1) })).toEqual(weak);
    expect(weakened({ rungs: rung('before', { after: days(-2) }) })).toEqual(weak);
    expect(weakened({ rungs: rung('late', { after: days(4) }) })).toEqual(weak);
    expect(weakened({ rungs: rung('due', { to: ['assignee'] }) })).toEqual(weak);
    expect(weakened({ rungs: rung('late', { from: 'hard-limit' }) })).toEqual(weak);
    const weekly = withL2({ rungs: rung('top', { repeat: days(7) }) });
    expect(compare(weekly, plainL2)).toMatchObject([{ weaker: true }]);
    expect(compare(weekly, withL2({ rungs: rung('top', { repeat: days(8) }) }))).toMatchObject([{ weaker: true }]);
  });

  it('not more, earlier, or renamed ones', () => {
    const fine = [['ladders.L2.rungs', false]];
    expect(weakened({ rungs: rung('late', { after: days(2) }) })).toEqual(fine);
    expect(weakened({ rungs: rung('late', { id: 'other' }) })).toEqual(fine);
    expect(weakened({ rungs: [{ id: 'x', from: 'due', after: days(-9), to: ['assignee'] }, ...L2.rungs] })).toEqual(
      fine,
    );
    expect(weakened({ rungs: [...L2.rungs].reverse() })).toEqual(fine);
    expect(weakened({ rungs: rung('top', { repeat: days(7) }) })).toEqual(fine);
  });

  it('its other terms', () => {
    expect(weakened({ hardLimit: days(15) })).toEqual([['ladders.L2.hardLimit', true]]);
    expect(weakened({ hardLimit: days(13) })).toEqual([['ladders.L2.hardLimit', false]]);
    expect(weakened({ topAtOnce: true, extensions: false, contactHours: false }).map(([, weaker]) => weaker)).toEqual([
      false,
      false,
      false,
    ]);
    const strict = withL2({ topAtOnce: true, extensions: false, contactHours: false });
    expect(compare(strict, plainL2).map(({ weaker }) => weaker)).toEqual([true, true, true]);
  });

  it('longer clocks and more extensions', () => {
    const changed = (parts: Partial<typeof clocks>) =>
      compare(programme([]), programme([], { clocks: { ...clocks, ...parts } }));
    expect(changed({ minor: { ...clocks.minor, resolve: days(91) } })).toMatchObject([
      { path: 'clocks.minor.resolve', what: 'minor resolved 90 days -> 91 days', weaker: true },
    ]);
    expect(changed({ major: { ...clocks.major, plan: days(6) } })).toMatchObject([
      { path: 'clocks.major.plan', weaker: false },
    ]);
    expect(changed({ minor: { ...clocks.minor, extensions: 2 } })).toMatchObject([{ weaker: true }]);
    expect(changed({ taskExtensions: 3 })).toMatchObject([{ weaker: true }]);
    const repeats = (parts: Partial<Programme['clocks']['repeats']>) =>
      changed({ repeats: { ...clocks.repeats, ...parts } });
    expect(repeats({ minors: 4 })).toMatchObject([{ path: 'clocks.repeats.minors', weaker: true }]);
    expect(repeats({ minors: 2 })).toMatchObject([{ weaker: false }]);
    expect(repeats({ within: days(300) })).toMatchObject([{ path: 'clocks.repeats.within', weaker: true }]);
    expect(repeats({ within: { unit: 'months', n: 24 } })).toMatchObject([{ weaker: false }]);
    expect(
      changed({ effectiveness: days(61), verification: days(6) }).map(({ path, weaker }) => [path, weaker]),
    ).toEqual([
      ['clocks.verification', false],
      ['clocks.effectiveness', true],
    ]);
  });
});

describe('authority', () => {
  const people = programme([]).people;
  const changed = (parts: Partial<Programme>) =>
    compare(programme([]), programme([], parts)).map(({ path, weaker, pending }) => [path, weaker, pending]);

  it('who is lead or top management is pending, another role is not', () => {
    expect(changed({ roles: { lead: ['sam'], top: ['elena'], it: ['sam'] } })).toEqual([
      ['roles.lead', false, true],
      ['roles.it', false, false],
    ]);
  });

  it('so are their accounts, and their leaving, and nobody else’s', () => {
    const moved = people.map((person) => ({ ...person, accounts: { github: `${person.id}-2` } }));
    expect(changed({ people: moved })).toEqual([
      ['people.sam.accounts', false, false],
      ['people.mara.accounts', false, true],
      ['people.elena.accounts', false, true],
    ]);
    expect(changed({ people: [] }).map(([path, , pending]) => [path, pending])).toEqual([
      ['people.sam', false],
      ['people.mara', true],
      ['people.elena', true],
    ]);
  });

  it('so is the account of somebody who joins them at the same time', () => {
    const moved = people.map((person) => (person.id === 'sam' ? { ...person, accounts: { github: 'other' } } : person));
    expect(changed({ people: moved, roles: { lead: ['mara'], top: ['elena', 'sam'] } })).toEqual([
      ['roles.top', false, true],
      ['people.sam.accounts', false, true],
    ]);
  });

  it('so is a delegation that carries powers', () => {
    const give = (powers: 'verify'[]) =>
      people.map((p) => (p.id === 'mara' ? { ...p, delegate: { to: 'sam', powers } } : p));
    expect(changed({ people: give(['verify']) })).toEqual([['people.mara.delegate', false, true]]);
    expect(changed({ people: give([]) })).toEqual([['people.mara.delegate', false, false]]);
  });
});

describe('the comparison', () => {
  it('does not see the order of keys, in which a record may come back', () => {
    const made = programme([duty({ subjects })]);
    const turned = JSON.parse(JSON.stringify(made), (_, value) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(compare(made, turned)).toEqual([]);
  });

  it('shows neither what mail nor what chat is reached by', () => {
    const notices = { mail: { smtp: 'smtp://user:hunter2@mail.example.com', from: 'isms@example.com' } };
    const changes = compare(programme([], { notices }), programme([]));
    expect(changes).toMatchObject([{ path: 'notices', what: 'notices changed' }]);
    expect(JSON.stringify(changes)).not.toContain('hunter2');
  });
});
