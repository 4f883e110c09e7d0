import { describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../../config/programme.ts';
import { compareRisks } from '../../../rules/risk/comparison.ts';
import { areComparable, criteriaVersion, spokenCriteria } from '../../../rules/risk/criteria.ts';
import { evolveRisk } from '../../../rules/risk/evolve.ts';
import { expiredEvent, hasExpired } from '../../../rules/risk/expiry.ts';
import { acceptanceOn, standingOf } from '../../../rules/risk/reading.ts';
import type { Acceptance, Rating, Risk } from '../../../rules/risk/state.ts';
import { compare } from '../../../rules/weakening.ts';
import { SAMPLE } from '../../config/sample.ts';
import { programme } from '../programmes.ts';

const five = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const duties = `
  assessing: { kind: risk-assessment, title: Risks, ask: Assess., clause: 8.2, process: access, owner: mara, first: 2027-05-14 }
  treating: { kind: risk-treatment, title: Treatment, ask: Tell., clause: 8.3, process: access, owner: mara, first: 2027-05-14 }
`;
const mistakesOf = (text: string) => {
  const parsed = parseProgramme(text, 'f');
  return 'mistakes' in parsed ? parsed.mistakes.map((m) => `${m.path}: ${m.message}`) : [];
};

describe('risk criteria', () => {
  it('have a version that says whether levels can be compared', () => {
    const named = { ...five, likelihood: { steps: 5, names: ['a', 'b', 'c', 'd', 'e'] } };
    expect(criteriaVersion(five)).toBe('5x5/8');
    expect(areComparable('5x5/8', criteriaVersion({ ...five, acceptable: 6 }))).toBe(true);
    expect(areComparable('5x5/8', '4x5/8')).toBe(false);
    expect(areComparable('5x5/8', criteriaVersion(named))).toBe(false);
    expect(spokenCriteria(named)).toContain('likelihood 1 a, 2 b, 3 c, 4 d, 5 e');
  });

  it('are read with the programme, every mistake at once', () => {
    const with_ = (criteria: string) => `${SAMPLE}${duties}${criteria}`;
    expect(mistakesOf(with_('risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }\n'))).toEqual([]);
    expect(
      mistakesOf(
        with_('risk_criteria: { consequence: 5, likelihood: 5, acceptable: 25, likelihood_names: [low, high] }\n'),
      ),
    ).toEqual([
      'risk_criteria.acceptable: every risk could be retained: the highest level must be above this',
      'risk_criteria.likelihood_names: each step has a name',
    ]);
    expect(mistakesOf(`${SAMPLE}${duties.split('\n').slice(0, 2).join('\n')}\n`)).toEqual([
      'duties.assessing.kind: risks need criteria; add risk_criteria at the top',
      'duties.assessing.kind: add a duty of kind risk-treatment: each starts the other',
    ]);
    expect(parseProgramme(`${SAMPLE}${duties}`, 'f')).toMatchObject({
      mistakes: [{ allowed: 'risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }' }],
    });
  });

  it('change only with top management; it is weaker where more may be retained', () => {
    const at = (acceptable: number) => programme([], { riskCriteria: { ...five, acceptable } });
    const change = (a: number, b: number) => compare(at(a), at(b)).map((c) => [c.path, c.weaker, c.pending]);
    expect(change(8, 10)).toEqual([['riskCriteria', true, true]]);
    expect(change(8, 6)).toEqual([['riskCriteria', false, true]]);
    expect(compare(at(8), programme([])).map((c) => c.weaker)).toEqual([true]);
  });
});

const rated = (at: string, level: number, criteria = '5x5/8'): Rating => ({
  consequence: level,
  likelihood: 1,
  level,
  limit: 8,
  criteria,
  by: 'sam',
  at,
  occurrence: at.slice(0, 4),
});
const risk = (id: string, parts: Partial<Risk> = {}): Risk => ({
  noun: 'risk',
  id,
  title: { text: id },
  owner: 'sam',
  identified: '2026-01-01T00:00:00.000Z',
  ratings: [],
  treatments: [],
  acceptances: [],
  ...parts,
});
const LAST = '2026-05-01T00:00:00.000Z';
const NOW = '2027-05-01T00:00:00.000Z';
const BETWEEN = '2027-01-01T00:00:00.000Z';

describe('risks against last time', () => {
  it('are compared where the scale is the same, highest first', () => {
    const all = [
      risk('R-1', { ratings: [rated(LAST, 4), rated(NOW, 9)] }),
      risk('R-2', { ratings: [rated(LAST, 16, '4x4/6'), rated(NOW, 12)] }),
      risk('R-3', { ratings: [rated(NOW, 3)] }),
      risk('R-4', { ratings: [rated(LAST, 5)] }),
      risk('R-5', { ratings: [rated(LAST, 5), rated(NOW, 5)] }),
      risk('R-6', { ratings: [rated(LAST, 5)], retired: { by: 'sam', at: NOW, because: { text: 'sold' } } }),
      risk('R-7', { ratings: [rated(LAST, 5)], retired: { by: 'sam', at: LAST, because: { text: 'sold' } } }),
    ];
    expect(compareRisks(all, BETWEEN).map((c) => [c.risk.id, c.change, c.rise])).toEqual([
      ['R-2', 'not comparable', undefined],
      ['R-1', '+5', 5],
      ['R-4', 'not rated', undefined],
      ['R-5', 'as before', 0],
      ['R-3', 'new', undefined],
      ['R-6', 'retired', undefined],
    ]);
  });
});

describe('what one occurrence says again', () => {
  it('replaces what it said before; what was brought along belongs to none, and stays', () => {
    const event = (kind: string, body: object, when: string) => ({
      stream: 'documented/risk/R-1',
      kind,
      actor: 'person:sam',
      at: when,
      body: JSON.parse(JSON.stringify(body)),
    });
    const { occurrence: _, at: __, ...imported } = rated(LAST, 3);
    const body = (level: number) => ({ ...imported, level, occurrence: 'o1' });
    const folded = [
      event('identified', { title: { text: 'Theft' }, owner: 'sam' }, LAST),
      event('rated', imported, LAST),
      event('rated', imported, LAST),
      event('rated', body(5), BETWEEN),
      event('rated', body(9), NOW),
      event('rated', { ...body(6), occurrence: 'o2' }, NOW),
    ].reduce<Risk | undefined>(evolveRisk, undefined);
    expect(folded?.ratings.map((r) => [r.occurrence, r.level])).toEqual([
      [undefined, 3],
      [undefined, 3],
      ['o1', 9],
      ['o2', 6],
    ]);
  });
});

describe('who accepted which residual risk', () => {
  const acceptance = (at: string, parts: Partial<Acceptance> = {}): Acceptance => ({
    occurrence: 'o',
    by: 'sam',
    at,
    level: 12,
    limit: 8,
    criteria: '5x5/8',
    task: 'k',
    expires: '2027-12-31',
    approved: { by: 'elena', at: '2027-05-10T10:00:00.000Z' },
    ...parts,
  });
  const conceded = risk('R-1', { ratings: [rated(NOW, 12)], acceptances: [acceptance('2027-05-09T10:00:00.000Z')] });

  it('is told as of a day: from management’s approval to the last day', () => {
    const on = (day: string) => acceptanceOn(conceded, 'Europe/Berlin', day)?.by;
    expect(on('2027-05-09')).toBeUndefined();
    expect(on('2027-05-10')).toBe('sam');
    expect(on('2027-12-31')).toBe('sam');
    expect(on('2028-01-01')).toBeUndefined();
  });

  it('held on a day only if nothing had ended it by the end of that day', () => {
    const below = [acceptance('2027-05-09T10:00:00.000Z', { level: 6 })];
    const at = '2027-08-10T22:30:00.000Z';
    const because = { text: 'sold' };
    const action = { option: 'avoid' as const, controls: [], text: { text: 'stop' }, by: 'sam', task: 'k' };
    const on = (parts: Partial<Risk>, day: string) =>
      acceptanceOn(risk('R-1', { ratings: [rated(NOW, 6)], acceptances: below, ...parts }), 'Europe/Berlin', day)
        ?.level;
    const endings: Partial<Risk>[] = [
      { ratings: [rated(NOW, 6), rated(at, 15)] },
      { retired: { by: 'sam', at, because } },
      { treatments: [{ ...action, occurrence: 'o2', at }] },
    ];
    for (const ending of endings)
      expect(['2027-08-10', '2027-08-11', '2027-10-01'].map((day) => on(ending, day))).toEqual([
        6,
        undefined,
        undefined,
      ]);
    const expired = { acceptances: [acceptance('2027-05-09T10:00:00.000Z', { expired: '2027-12-31T23:00:00.000Z' })] };
    expect(['2027-12-31', '2028-01-01'].map((day) => on(expired, day))).toEqual([12, undefined]);
    const approved = { by: 'elena', at: '2027-09-01T12:00:00.000Z' };
    const again = {
      ratings: [rated(NOW, 6), rated(at, 15)],
      acceptances: [...below, acceptance('2027-09-01T10:00:00.000Z', { approved, level: 15 })],
    };
    expect(['2027-08-10', '2027-08-31', '2027-09-01'].map((day) => on(again, day))).toEqual([6, undefined, 15]);
  });

  it('holds until it is rated anew, runs out, or is retired', () => {
    expect(standingOf(conceded)).toBe('conceded');
    const below = [acceptance('2027-05-09T10:00:00.000Z', { level: 6 })];
    expect(standingOf({ ...conceded, ratings: [rated(NOW, 6)], acceptances: below })).toBe('accepted');
    expect(standingOf({ ...conceded, acceptances: [acceptance('2027-05-09T10:00:00.000Z', { expired: NOW })] })).toBe(
      'unacceptable',
    );
    expect(standingOf({ ...conceded, ratings: [rated(NOW, 12), rated('2027-06-01T00:00:00.000Z', 4)] })).toBe(
      'retainable',
    );
    expect(standingOf({ ...conceded, retired: { by: 'sam', at: NOW, because: { text: 'sold' } } })).toBe('retired');
    expect(standingOf(risk('R-2'))).toBe('unrated');
    const anew = {
      occurrence: 'o2',
      option: 'modify' as const,
      controls: [],
      text: { text: 'x' },
      by: 'sam',
      at: NOW,
      task: 'k',
    };
    expect(standingOf({ ...conceded, treatments: [anew] })).toBe('in-treatment');
  });

  it('runs out at the end of its last day, by the organisation’s clock', () => {
    const over = (now: string) => hasExpired('Europe/Berlin', '2027-08-20', now);
    expect([over('2027-08-20T21:59:59.000Z'), over('2027-08-20T22:00:00.000Z')]).toEqual([false, true]);
    expect(expiredEvent('Europe/Berlin', 'R-1', '2027-08-20')).toMatchObject({ at: '2027-08-20T22:00:00.000Z' });
  });
});
