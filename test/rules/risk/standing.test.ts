import { describe, expect, it } from '@jest/globals';
import { type Documented, documentedBy, evolveDocumented } from '../../../rules/documented.ts';
import { textOf } from '../../../rules/event.ts';
import { criteriaVersion, type RiskCriteria } from '../../../rules/risk/criteria.ts';
import { openTreatment, standingAcceptance, standingOf } from '../../../rules/risk/reading.ts';
import type { Risk } from '../../../rules/risk/state.ts';
import { assessmentStages } from '../../../rules/risk-assessment/stages.ts';
import { treatmentStages } from '../../../rules/risk-treatment/stages.ts';
import { draftWork } from '../../../rules/task/terms.ts';
import { duty } from '../programmes.ts';
import { endedAs, handedIn, viewOf } from '../stage-view.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { run, says, world } from '../task/world.ts';

const criteria: RiskCriteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const stricter = { ...criteria, acceptable: 6 };
const event = (kind: string, day: string, body: object) => {
  return { stream: 'documented/risk/R-1', kind, actor: 'person:sam', at: at(`${day} 10:00`), body: { ...body } };
};
const level = (n: number) => ({ level: n, limit: 8, criteria: '5x5/8' });
const rated = (n: number, day: string, occurrence: string) => {
  return event('rated', day, { consequence: n, likelihood: 1, ...level(n), by: 'sam', occurrence });
};
const identified = event('identified', '04-01', { title: { text: 'Theft' }, owner: 'sam' });
const decided = event('treatment-decided', '04-02', {
  occurrence: 'o7',
  option: 'modify',
  controls: ['A.8.1'],
  text: { text: 'encrypt' },
  action: { owner: 'ken', due: { at: at('04-10 00:00'), date: '2027-04-09' } },
  by: 'sam',
  task: 'k5',
});
const fold = (...events: object[]) =>
  (events as ReturnType<typeof event>[]).reduce<Documented | undefined>(evolveDocumented, undefined) as Risk;

const about = { criteria, risk: { id: 'R-1', title: { text: 'Theft' } }, current: level(12) };

describe('an acceptance', () => {
  it('does not cover a level to which the risk was rated while its owner was asked about a lower one', () => {
    const accepted = event('risk-accepted', '04-05', { occurrence: 'o7', ...level(6), by: 'sam', task: 'k6' });
    const before = [identified, rated(6, '04-01', 'o1'), decided];
    expect(standingOf(fold(...before, accepted))).toBe('accepted');
    const risk = fold(...before, rated(20, '04-04', 'o9'), accepted);
    expect(standingAcceptance(risk)).toBeUndefined();
    expect(standingOf(risk)).toBe('unacceptable');
  });

  it('above the criteria counts from management’s approval on, for a level to which the risk was rated meanwhile, too', () => {
    const approved = { by: 'elena', at: at('04-20 10:00') };
    const conceded = event('risk-accepted', '04-05', {
      occurrence: 'o7',
      ...level(12),
      by: 'sam',
      approved,
      task: 'k6',
    });
    const risk = (...events: object[]) => fold(identified, rated(12, '04-01', 'o1'), decided, ...events);
    expect(standingOf(risk(rated(12, '04-10', 'o9'), conceded))).toBe('conceded');
    expect(standingOf(risk(rated(16, '04-10', 'o9'), conceded))).toBe('unacceptable');
    expect(standingOf(risk(conceded, rated(12, '04-21', 'o9')))).toBe('unacceptable');
    const elsewhere = event('rated', '04-10', { ...rated(9, '04-10', 'o9').body, criteria: '4x4/8' });
    expect(standingOf(risk(elsewhere, conceded))).toBe('unacceptable');
  });

  it('within the criteria is no concession, should they have become stricter', () => {
    const accepted = event('risk-accepted', '04-20', { occurrence: 'o7', ...level(8), by: 'sam', task: 'k6' });
    const stricter = event('rated', '04-10', { ...rated(7, '04-10', 'o9').body, limit: 6, criteria: '5x5/6' });
    expect(standingOf(fold(identified, rated(8, '04-01', 'o1'), decided, stricter, accepted))).toBe('unacceptable');
  });

  it.each(['risk-acceptance', 'risk-concession'] as const)(
    'that is waived has the treatment fail: the risk is not in treatment for ever (%s)',
    (kind) => {
      const asked = { by: 'sam', at: at('04-01 10:00'), because: { text: 'x' }, expires: '2027-12-31', task: 'k6' };
      const org = organisation();
      const risks = { ...about, ...(kind === 'risk-concession' && { asked }) };
      const w = world(rules, { org, terms: { kind, slot: kind, evidence: [], risks } });
      w.now = at('04-03 10:00');
      says(w, 'sam', '/waive because the risk is gone');
      run(w, at('04-03 11:00'));
      says(w, 'jonas', '/approve waiver');
      run(w, at('04-03 12:00'));
      expect(w.state.verdict).toBe('waived');
      const events = documentedBy(w.state);
      expect(events).toMatchObject([
        { kind: 'treatment-failed', body: { occurrence: 'o7', by: 'jonas', because: { text: 'the risk is gone' } } },
      ]);
      const risk = fold(identified, rated(12, '04-01', 'o1'), decided, ...events);
      expect(openTreatment(risk)).toBeUndefined();
      expect(standingOf(risk)).toBe('unacceptable');
    },
  );
});

describe('the criteria that risks are rated by', () => {
  const assessing = duty({ id: 'assessing', kind: 'risk-assessment', owner: 'mara', verifier: 'elena' });
  const approval = (c: RiskCriteria, day: string): Documented => ({
    noun: 'criteria',
    id: criteriaVersion(c),
    criteria: c,
    approved: { by: 'elena', at: at(`${day} 10:00`), task: 'k1' },
  });
  const risk = fold(identified, rated(6, '04-01', 'o1'));
  const by = (documented: Documented[], stage: string) =>
    assessmentStages.tasks[stage]?.(
      viewOf(assessing, { documented: [risk, ...documented] }, { riskCriteria: stricter }),
    )[0]?.terms.risks?.criteria;

  it('are those that management approved, also where the programme was changed meanwhile', () => {
    const older = approval({ ...criteria, acceptable: 10 }, '01-04');
    for (const stage of ['prepare', 'rate', 'report']) {
      expect(by([approval(criteria, '04-01'), older], stage)).toEqual(criteria);
      expect(by([approval(criteria, '04-01'), approval(stricter, '04-02'), older], stage)).toEqual(stricter);
      expect(by([], stage)).toEqual(stricter);
    }
    expect(by([approval(criteria, '04-01')], 'criteria')).toEqual(stricter);
  });

  it('hold for what a treatment leaves, too', () => {
    const treating = duty({ id: 'treating', kind: 'risk-treatment', owner: 'mara', verifier: 'priya' });
    const view = viewOf(
      treating,
      { documented: [fold(identified, rated(12, '04-01', 'o1')), approval(criteria, '04-01')] },
      {
        riskCriteria: stricter,
      },
    );
    const planned = { ...view, occurrence: { ...view.occurrence, cause: 'risk:R-1:rated:o1' } };
    expect(treatmentStages.needs).toContain('criteria');
    expect(treatmentStages.tasks.plan?.(planned)[0]?.terms.risks?.criteria).toEqual(criteria);
  });
});

describe('what a treatment leaves', () => {
  const treating = duty({ id: 'treating', kind: 'risk-treatment', owner: 'mara', verifier: 'ken' });
  function residual(parts: Parameters<typeof endedAs>[1], people: string[] = ['mara']) {
    const risk = fold(identified, rated(12, '04-01', 'o1'), decided);
    const view = viewOf(
      treating,
      { documented: [risk] },
      { riskCriteria: criteria, roles: { lead: people, top: people } },
    );
    const planned = { ...view, occurrence: { ...view.occurrence, cause: 'risk:R-1:rated:o1' } };
    const done = endedAs({ ...draftWork(planned), terms: { ...draftWork(planned).terms, slot: 'implement' } }, parts);
    return treatmentStages.tasks.residual?.({ ...planned, tasks: [done] })[0]?.terms;
  }

  it('is not verified by whoever did it, as long as somebody else is left', () => {
    expect(residual({ submission: handedIn('ken') })).toMatchObject({ verifier: 'ken', barred: ['ken'] });
    expect(residual({ submission: handedIn('ken') }, ['ken'])?.barred).toBeUndefined();
  });

  it('says so where the treatment was waived', () => {
    const done = residual({ submission: handedIn('ken') });
    const waived = residual({ verdict: 'waived' });
    expect([textOf(done?.ask), textOf(done?.instructions[0])].join(' ')).toContain(
      'now that it was treated. Done: `Encrypt.`',
    );
    expect([textOf(waived?.ask), textOf(waived?.instructions[0])].join(' ')).toContain(
      'now that its treatment was waived. Not done: `Encrypt.`',
    );
  });

  it('its verification passes over who did it to the next level', () => {
    const w = world(rules, {
      terms: { kind: 'risk-rating', slot: 'residual', evidence: [], risks: about, verifier: 'ken', barred: ['ken'] },
    });
    w.now = at('04-03 10:00');
    says(w, 'sam', '/done');
    run(w, at('04-03 11:00'));
    says(w, 'ken', '/accept');
    run(w, at('04-03 12:00'));
    expect(w.state).toMatchObject({ stage: 'submitted', verification: { asked: ['mara'] } });
    says(w, 'mara', '/accept');
    run(w, at('04-03 13:00'));
    expect(w.state).toMatchObject({ stage: 'ended', verified: { by: 'mara', self: false } });
  });
});
