import { describe, expect, it } from '@jest/globals';
import { type Documented, documentedBy, evolveDocumented } from '../../../rules/documented.ts';
import { startedBy } from '../../../rules/follow-ups.ts';
import type { Risk } from '../../../rules/risk/state.ts';
import type { RiskTerms } from '../../../rules/risk/terms.ts';
import { controlsOf, STATEMENT_STREAM, type Statement, statementAt } from '../../../rules/statement/state.ts';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { duty } from '../programmes.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at, endOf } from '../task/terms.ts';
import { handsIn, heard, kinds, run, says, step, world } from '../task/world.ts';

const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const duties = [duty({ id: 'assessing', kind: 'risk-assessment' }), duty({ id: 'treating', kind: 'risk-treatment' })];
const org = organisation({ duties, riskCriteria: criteria });
const about = { criteria, risk: { id: 'R-1', title: { text: 'Theft' } } };

function opened(kind: TaskTerms['kind'], risks: RiskTerms, parts: Partial<TaskTerms> = {}) {
  const w = world(rules, { org, terms: { kind, slot: kind, evidence: [], risks, ...parts } });
  w.now = at('04-02 10:00');
  return w;
}

describe('risk criteria in their ticket', () => {
  it('are approved as they are in force, named where they changed since', () => {
    const w = opened('risk-criteria', { criteria: { ...criteria, acceptable: 6 } }, { owner: 'elena' });
    expect(heard(w, 'elena', '/approve')).toContain('the criteria changed since this was asked');
    expect(heard(w, 'elena', '/approve 5x5/8')).toContain('a risk up to level 8 may be retained');
    expect(documentedBy(w.state)).toMatchObject([
      { stream: 'documented/criteria/5x5/8', kind: 'criteria-approved', body: { criteria, by: 'elena' } },
    ]);
  });

  it('that nobody approves are missed at the hard limit like any work', () => {
    const w = opened('risk-criteria', { criteria }, { owner: 'elena', hardLimit: endOf('04-30') });
    run(w, at('05-02 10:00'));
    expect(kinds(w)).toContain('missed');
    expect(w.calls).toMatchObject([{ because: 'missed', at: endOf('04-30').at }]);
    const inTime = opened('risk-criteria', { criteria }, { owner: 'elena', hardLimit: endOf('04-30') });
    says(inTime, 'elena', '/approve');
    inTime.now = at('05-02 10:00');
    step(inTime);
    expect(kinds(inTime)).not.toContain('missed');
  });
});

describe('an acceptance', () => {
  it('has its last day in the time to come, today at the earliest', () => {
    const current = { level: 12, limit: 8, criteria: '5x5/8' };
    const w = opened('risk-acceptance', { ...about, current });
    expect(heard(w, 'sam', '/accept 2027-04-01 because it was fine')).toContain('a day to come');
    expect(w.state.stage).toBe('open');
    heard(w, 'sam', '/accept 2027-04-02 because it ends tonight');
    expect(w.state).toMatchObject({ stage: 'ended', verdict: 'approved' });
  });
});

describe('a concession', () => {
  const asked = {
    by: 'sam',
    at: at('04-01 10:00'),
    because: { text: 'the new ones come in winter' },
    expires: '2027-12-31',
    task: 'k6',
  };
  const current = { level: 12, limit: 8, criteria: '5x5/8' };
  const conceding = () => opened('risk-concession', { ...about, current, asked }, { owner: 'elena', barred: ['sam'] });

  it('is management’s to approve: then the owner’s acceptance stands, with both names and its end', () => {
    const w = conceding();
    expect(heard(w, 'mara', '/approve')).toContain('Elena Costa may approve');
    heard(w, 'sam', '/approve');
    expect(w.state.stage).toBe('open');
    heard(w, 'elena', '/approve');
    const identified = { stream: 'documented/risk/R-1', kind: 'identified', actor: 'engine', at: asked.at };
    const body = { title: { text: 'Theft' }, owner: 'sam' };
    const risk = [{ ...identified, body }, ...documentedBy(w.state)].reduce<Documented | undefined>(
      evolveDocumented,
      undefined,
    ) as Risk;
    expect(risk.acceptances).toMatchObject([
      { by: 'sam', level: 12, limit: 8, expires: '2027-12-31', approved: { by: 'elena' }, task: 'k6' },
    ]);
    expect(startedBy(w.state, org)).toEqual([]);
  });

  it('denied, with a reason, has the treatment fail and the risk assessed anew', () => {
    const w = conceding();
    expect(heard(w, 'elena', '/deny')).toContain('it needs a reason');
    heard(w, 'elena', '/deny because 12 is too much');
    expect(documentedBy(w.state)).toMatchObject([
      { kind: 'treatment-failed', body: { by: 'elena', because: { text: '12 is too much' } } },
    ]);
    expect(startedBy(w.state, org)).toMatchObject([{ duty: 'assessing', cause: 'risk:R-1:failed:o7' }]);
    expect(startedBy(w.state, organisation())).toEqual([]);
  });
});

describe('the statement of applicability', () => {
  it('has a control implemented since the treatment was verified, not since it was handed in', () => {
    const treatment = { option: 'modify' as const, controls: ['A.8.1'], text: { text: 'Encrypt' } };
    const terms = {
      kind: 'risk-treatment' as const,
      slot: 'implement',
      origin: { occurrence: 'o7' },
      risks: { ...about, treatment },
    };
    const w = world(rules, { org, terms });
    w.now = at('04-02 10:00');
    run(handsIn(w), at('04-02 11:00'));
    says(w, 'mara', '/accept');
    run(w, at('04-03 12:00'));
    const { submission, verified } = w.state;
    expect(submission?.at === verified?.at).toBe(false);
    expect(documentedBy(w.state)).toMatchObject([
      { kind: 'treatment-done', at: submission?.at },
      { kind: 'controls-determined', body: { status: 'implemented' }, at: verified?.at },
    ]);
  });

  it('is approved by whoever verifies the report that shows it, up to the version that it shows', () => {
    const change = (control: string, status: 'planned' | 'implemented') => ({
      stream: STATEMENT_STREAM,
      kind: 'controls-determined',
      actor: 'person:sam',
      at: at('04-01 10:00'),
      body: { controls: [control], status, by: 'person:sam', because: { text: 'treats R-1' } },
    });
    const before = [
      change('A.8.1', 'planned'),
      change('A.8.1', 'planned'),
      change('A.8.24', 'planned'),
      change('A.8.1', 'implemented'),
      change('A.8.1', 'planned'),
    ];
    const w = world(rules, {
      org,
      terms: { kind: 'risk-assessment', slot: 'report', risks: { criteria, statement: 2 } },
    });
    w.now = at('04-02 10:00');
    run(handsIn(w), at('04-02 11:00'));
    expect(documentedBy(w.state)).toEqual([]);
    says(w, 'mara', '/accept');
    run(w, at('04-02 12:00'));
    const statement = [...before, ...documentedBy(w.state)].reduce<Documented | undefined>(
      evolveDocumented,
      undefined,
    ) as Statement;
    expect(statement.versions.map((v) => [v.version, Object.keys(v.changed), v.approved?.by])).toEqual([
      [1, ['A.8.1'], 'mara'],
      [2, ['A.8.24'], 'mara'],
      [3, ['A.8.1'], undefined],
    ]);
    const again = {
      stream: STATEMENT_STREAM,
      kind: 'statement-approved',
      actor: 'person:elena',
      at: at('04-09 10:00'),
    };
    const later = evolveDocumented(statement, { ...again, body: { version: 3, by: 'elena' } }) as Statement;
    expect(later.versions.map((v) => v.approved?.by)).toEqual(['mara', 'mara', 'elena']);
    expect(controlsOf(later)).toMatchObject({ 'A.8.1': { status: 'implemented' } });
    expect(
      [at('04-01 09:59'), at('04-01 10:00')].map((instant) => statementAt(later, instant).versions.length),
    ).toEqual([0, 3]);
  });

  it('a report starts a treatment of each risk that cannot be retained', () => {
    const unacceptable = [
      { id: 'R-1', level: 12, limit: 8 },
      { id: 'R-2', level: 9, limit: 8 },
    ];
    const w = world(rules, {
      org,
      terms: { kind: 'risk-assessment', slot: 'report', risks: { criteria, unacceptable } },
    });
    w.now = at('04-02 10:00');
    run(handsIn(w), at('04-02 11:00'));
    says(w, 'mara', '/accept');
    run(w, at('04-02 12:00'));
    expect(startedBy(w.state, org).map((call) => [call.duty, call.cause, call.reason])).toEqual([
      ['treating', 'risk:R-1:rated:o7', 'R-1 is at level 12; at most 8 may be retained'],
      ['treating', 'risk:R-2:rated:o7', 'R-2 is at level 9; at most 8 may be retained'],
    ]);
  });
});
