import { describe, expect, it } from '@jest/globals';
import { textOf } from '../../../rules/event.ts';
import type { Acceptance, Rating, Risk, Treatment } from '../../../rules/risk/state.ts';
import { assessmentStages } from '../../../rules/risk-assessment/stages.ts';
import { treatmentStages } from '../../../rules/risk-treatment/stages.ts';
import type { StageView } from '../../../rules/stage.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { duty } from '../programmes.ts';
import { viewOf } from '../stage-view.ts';
import { at, endOf } from '../task/terms.ts';

const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const duties = [
  duty({ id: 'assessing', kind: 'risk-assessment', title: 'Risk assessment', evidence: [] }),
  duty({ id: 'treating', kind: 'risk-treatment', title: 'Risk treatment', evidence: [] }),
];

function view(of: 'assessing' | 'treating', parts: Partial<StageView> & { cause?: string; top?: string[] }): StageView {
  const { cause = 'interval', top = ['elena'], ...more } = parts;
  const [own = duty()] = duties.filter(({ id }) => id === of);
  const roles = { lead: ['mara'], top };
  const { occurrence, ...drawn } = viewOf(own, more, { duties, riskCriteria: criteria, roles });
  return { ...drawn, occurrence: { ...occurrence, cause } };
}

const rated = (level: number, on = '03-01 10:00'): Rating => ({
  consequence: level,
  likelihood: 1,
  level,
  limit: 8,
  criteria: '5x5/8',
  by: 'sam',
  at: at(on),
});
const risk = (id: string, owner: string, parts: Partial<Risk> = {}): Risk => ({
  noun: 'risk',
  id,
  title: { text: id },
  owner,
  identified: at('02-01 10:00'),
  ratings: [],
  treatments: [],
  acceptances: [],
  ...parts,
});
const treated = (occurrence: string, parts: Partial<Treatment> = {}): Treatment => ({
  occurrence,
  option: 'modify',
  controls: ['A.8.24'],
  text: { text: 'Encrypt all laptops' },
  by: 'sam',
  at: at('04-02 10:00'),
  task: 'k6',
  ...parts,
});
const assessed = (stage: string, of: Parameters<typeof view>[1]) =>
  assessmentStages.tasks[stage]?.(view('assessing', of)) ?? [];
const treating = (stage: string, of: Parameters<typeof view>[1]) =>
  treatmentStages.tasks[stage]?.(view('treating', { cause: 'risk:R-1:rated:o6', ...of })) ?? [];

describe('the stages of a risk assessment', () => {
  it('ask management for the criteria only while those in force are not approved, and not for one risk', () => {
    const approved = (id: string) => ({
      noun: 'criteria' as const,
      id,
      criteria,
      approved: { by: 'elena', at: at('03-01 10:00'), task: 'k1' },
    });
    expect(assessed('criteria', {}).map((d) => [d.assignee, d.terms.kind])).toEqual([['elena', 'risk-criteria']]);
    expect(assessed('criteria', { documented: [approved('5x5/6')] })).toHaveLength(1);
    expect(assessed('criteria', { documented: [approved('5x5/8')] })).toEqual([]);
    expect(assessed('criteria', { cause: 'risk:R-1:failed:o6' })).toEqual([]);
  });

  it('have each owner rate theirs, but for what was retired; what belongs to somebody who left, the lead', () => {
    const retired = { by: 'sam', at: at('03-01 10:00'), because: { text: 'sold' } };
    const documented = [
      risk('R-1', 'sam'),
      risk('R-2', 'zoe'),
      risk('R-3', 'sam', { retired }),
      risk('R-10', 'sam'),
      risk('R-4', 'priya', { retired }),
    ];
    const asked = assessed('rate', { documented }).map((d) => [d.assignee, d.terms.evidence.map(({ id }) => id)]);
    expect(asked).toEqual([
      ['mara', ['R-2', 'new']],
      ['sam', ['R-1', 'R-10', 'new']],
    ]);
    const alone = assessed('rate', { documented, cause: 'risk:R-10:failed:o6' });
    expect(alone.map((d) => [d.assignee, d.terms.evidence.map(({ id }) => id)])).toEqual([['sam', ['R-10']]]);
  });

  it('name beside each risk the level of last time, where that was on another scale, and nothing for a new one', () => {
    const elsewhere = { ...rated(10), criteria: '4x4/6' };
    const documented = [
      risk('R-1', 'sam', { ratings: [rated(10)] }),
      risk('R-2', 'sam', { ratings: [elsewhere] }),
      risk('R-3', 'sam'),
    ];
    const [asked] = assessed('rate', { documented });
    expect(asked?.terms.evidence.slice(0, 3).map(({ text }) => textOf(text))).toEqual([
      'R-1; last time 10',
      'R-2; last time on another scale',
      'R-3',
    ]);
  });

  it('treat what cannot be retained, but for what is being treated already or was conceded since', () => {
    const word = { by: 'sam', at: at('02-20 10:00'), approved: { by: 'elena', at: at('03-02 10:00') } };
    const conceded = { ...word, level: 10, limit: 8, criteria: '5x5/8', occurrence: 'o4', task: 'k6' };
    const documented = [
      risk('R-1', 'sam', { ratings: [rated(12)] }),
      risk('R-2', 'sam', { ratings: [rated(9)], treatments: [treated('o5')] }),
      risk('R-3', 'sam', { ratings: [rated(8)] }),
      risk('R-4', 'sam', {
        ratings: [rated(10)],
        treatments: [treated('o5', { failed: { by: 'sam', at: at('03-02 10:00'), because: { text: 'x' } } })],
      }),
      risk('R-5', 'sam', { ratings: [rated(10)], acceptances: [conceded] }),
    ];
    const [report] = assessed('report', { documented });
    expect(report?.terms.risks?.unacceptable?.map(({ id }) => id)).toEqual(['R-1', 'R-4']);
    expect(textOf(report?.terms.ask)).toContain('5 risks, 3 to be treated, 1 of them being treated already.');
  });
});

describe('the stages of a risk’s treatment', () => {
  const action = { owner: 'ken', due: endOf('07-09') };
  const inHand = [risk('R-1', 'sam', { ratings: [rated(12)], treatments: [treated('o7', { action })] })];

  it('are missed as long after their own date as the occurrence is after its', () => {
    const [draft] = treating('implement', { documented: inHand });
    expect(draft).toMatchObject({ assignee: 'ken', terms: { due: action.due, hardLimit: { date: '2027-07-23' } } });
  });

  it('leave whoever rates or accepts what is left as long as a verifier, where its date has come by then', () => {
    const due = (now: string) =>
      ['residual', 'accept'].map((stage) => treating(stage, { documented: inHand, now: at(now) })[0]?.terms.due.date);
    expect(due('04-02 10:00')).toEqual(['2027-04-16', '2027-04-16']);
    expect(due('07-09 10:00')).toEqual(['2027-07-16', '2027-07-16']);
  });

  it('compare what is left with what it was, unless the scale is another one now', () => {
    const asked = (criteria: string) => {
      const ratings = [{ ...rated(12), criteria }];
      const documented = [risk('R-1', 'sam', { ratings, treatments: [treated('o7', { action })] })];
      return textOf(treating('residual', { documented })[0]?.terms.evidence[0]?.text);
    };
    expect(asked('5x5/6')).toBe('what is left of it; it was 12');
    expect(asked('4x4/6')).toBe('what is left of it; it was rated on another scale');
  });

  it('put a concession to somebody of top management who neither owns the risk nor asks for it', () => {
    const accepted = (by: string) => {
      const says = { because: { text: 'no money' }, expires: '2027-12-31' };
      return {
        terms: { key: 'k8', slot: 'accept', owner: 'sam', risks: { criteria, current: rated(12) } },
        ...{ verdict: 'approved', extended: [] },
        given: [{ item: 'acceptance', by, at: at('04-05 10:00'), how: 'text', name: { text: 'x' }, says }],
      } as unknown as TaskState;
    };
    const of = (by: string, top: string[]) =>
      treating('concession', { documented: inHand, tasks: [accepted(by)], top }).map((d) => [
        d.assignee,
        d.terms.barred,
      ]);
    expect(of('sam', ['elena'])).toEqual([['elena', ['sam', 'sam']]]);
    // Nobody stands above.
    expect(of('sam', ['sam'])).toEqual([['sam', []]]);
    expect(of('priya', ['sam', 'priya', 'elena'])).toEqual([['elena', ['priya', 'sam']]]);
  });

  it('begin anew with no concession where the level may be retained', () => {
    const acceptance: Acceptance = {
      occurrence: 'o7',
      by: 'sam',
      at: at('04-05 10:00'),
      level: 6,
      limit: 8,
      criteria: '5x5/8',
      task: 'k8',
    };
    const documented = [risk('R-1', 'sam', { ratings: [rated(6)], acceptances: [acceptance] })];
    expect(treating('concession', { documented })).toEqual([]);
  });
});
