import { describe, expect, it } from '@jest/globals';
import type { Failure } from '../../../rules/occasion/failure.ts';
import type { Occasion } from '../../../rules/occasion/occasion.ts';
import type { Risk } from '../../../rules/risk/state.ts';
import { kindOfDuty } from '../../../rules/risk-assessment/duties.ts';
import { failuresBetween } from '../../../rules/risk-treatment/failure.ts';
import { failureDuty } from '../../../rules/risk-treatment/failure-duty.ts';
import { lackingIn } from '../../../rules/stages.ts';
import type { TaskState, TaskTerms } from '../../../rules/task/state.ts';
import { duty } from '../programmes.ts';
import { viewOf } from '../stage-view.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at, endOf } from '../task/terms.ts';
import { run, says, world } from '../task/world.ts';

const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const duties = [duty({ id: 'assessing', kind: 'risk-assessment' }), duty({ id: 'treating', kind: 'risk-treatment' })];
const org = organisation({ duties, riskCriteria: criteria });
const current = { level: 12, limit: 8, criteria: '5x5/8' };
const risks = { criteria, risk: { id: 'R-1', title: { text: 'Theft' } }, current };

it('is assessed and treated by the first duty that has no subjects: what happens to a risk names none', () => {
  const sites = duty({ id: 'sites', kind: 'risk-treatment', subjects: [{ id: 'paris', title: 'Paris' }] });
  const several = organisation({ duties: [sites, ...duties] });
  expect(kindOfDuty(several, 'risk-treatment')).toBe('treating');
  expect(kindOfDuty(organisation({ duties: [sites] }), 'risk-treatment')).toBeUndefined();
});

/** What a task told of while people said something in its ticket. */
function told(terms: Partial<TaskTerms>, until: string, ...said: [who: string, text: string][]) {
  const w = world(rules, { org, terms: { evidence: [], risks, clauses: ['8.3'], ...terms } });
  const before = w.state;
  w.now = at('04-02 10:00');
  for (const [who, text] of said) {
    says(w, who, text);
    run(w, new Date(Date.parse(w.now) + 60_000).toISOString());
  }
  run(w, until);
  return failuresBetween(before, w.state, org);
}

describe('a treatment fails', () => {
  const soon = at('04-02 12:00');

  it('where its owner does not accept what is left, or management does not: it is assessed anew by itself', () => {
    expect(told({ kind: 'risk-acceptance', slot: 'accept' }, soon, ['sam', '/reject because it is too much'])).toEqual([
      {
        because: 'happened',
        kind: 'failed-treatment',
        id: 'o7',
        title: 'R-1 Theft',
        risk: 'R-1',
        failed: { how: 'not-accepted', because: { text: 'it is too much' }, follows: ['assessment'] },
        by: 'sam',
        at: at('04-02 10:00'),
      },
    ]);
    const conceding = { kind: 'risk-concession', slot: 'concession', owner: 'elena', barred: ['sam'] } as const;
    expect(told({ ...conceding, barred: ['sam'] }, soon, ['elena', '/deny because no'])).toMatchObject([
      { id: 'o7', failed: { how: 'not-conceded' }, by: 'elena' },
    ]);
  });

  it('where what was to be done is missed, or the acceptance waived: a nonconformity follows by itself', () => {
    const implement = { kind: 'risk-treatment', slot: 'implement', hardLimit: endOf('04-30') } as const;
    expect(told(implement, at('05-02 10:00'))).toMatchObject([
      { failed: { how: 'missed', follows: ['nonconformity'] }, at: endOf('04-30').at },
    ]);
    expect(told(implement, at('05-02 10:00'))[0]).not.toHaveProperty('by');
    const accept = { kind: 'risk-acceptance', slot: 'accept' } as const;
    const waiving = told(accept, soon, ['sam', '/waive because we sell the site'], ['elena', '/approve']);
    expect(waiving).toMatchObject([
      { failed: { how: 'waived', because: { text: 'we sell the site' }, follows: ['nonconformity'] }, by: 'elena' },
    ]);
  });

  it('waived with what covers it, nothing follows by itself; and it is told of once, in the step that ended it', () => {
    const before = world(rules, { org, terms: { evidence: [], risks, kind: 'risk-acceptance', slot: 'accept' } }).state;
    const waived = (covering?: string): TaskState => ({
      ...before,
      stage: 'ended',
      verdict: 'waived',
      waived: { by: 'elena', at: soon, reason: { text: 'sold' }, ...(covering && { covering }) },
    });
    expect(failuresBetween(before, waived('RT-7K2'), org)).toMatchObject([{ failed: { how: 'waived', follows: [] } }]);
    expect(failuresBetween(before, waived(), org)).toMatchObject([{ failed: { follows: ['nonconformity'] } }]);
    expect(failuresBetween(waived(), waived(), org)).toEqual([]);
    const treating: Partial<TaskTerms> = { evidence: [], risks, kind: 'risk-treatment', slot: 'implement' };
    const missed = { ...world(rules, { org, terms: treating }).state, missed: { at: soon, noticed: soon } };
    expect(failuresBetween(missed, missed, org)).toEqual([]);
  });

  it('not where it is accepted, where a plan is missed, or before anything is decided', () => {
    const accepted = told({ kind: 'risk-acceptance', slot: 'accept' }, soon, [
      'sam',
      '/accept 2027-12-31 because later',
    ]);
    expect(accepted).toEqual([]);
    const plan = { kind: 'risk-plan', slot: 'plan', hardLimit: endOf('04-30') } as const;
    expect(told(plan, at('05-02 10:00'))).toEqual([]);
    expect(told({ kind: 'risk-acceptance', slot: 'accept' }, soon)).toEqual([]);
  });
});

describe('its triage', () => {
  const risk: Risk = {
    noun: 'risk',
    id: 'R-1',
    title: { text: 'Theft' },
    owner: 'mara',
    identified: at('01-01 00:00'),
    ratings: [],
    acceptances: [],
    treatments: [],
  };

  function triage(failed?: Failure, owner = 'sam') {
    const occasion: Occasion = {
      kind: 'failed-treatment',
      id: 'f1',
      display: 'FAIL-2027-001',
      title: { text: 'R-1 Theft' },
      at: at('04-01 00:00'),
      risk: 'R-1',
      ...(failed && { failed }),
    };
    const own = failureDuty(org.programme);
    const view = viewOf(own, { documented: [{ ...risk, owner }] }, { duties: [own, ...duties] });
    const [draft] = lackingIn('failed-treatment', 'task', { ...view, occurrence: { ...view.occurrence, occasion } });
    return draft;
  }

  it('asks everything of what somebody told, and of the rest what does not follow by itself', () => {
    const asked = (failed?: Failure) => triage(failed)?.terms.evidence.map(({ id }) => id);
    expect(asked()).toEqual(['reassess', 'nonconformity']);
    expect(asked({ how: 'not-accepted', follows: ['assessment'] })).toEqual(['nonconformity']);
    expect(asked({ how: 'missed', follows: ['nonconformity'] })).toEqual(['reassess']);
  });

  it('is the lead’s, but for a risk of their own', () => {
    expect(triage()).toMatchObject({ assignee: 'mara', terms: { kind: 'triage', barred: ['sam'] } });
    expect(triage(undefined, 'mara')).toMatchObject({ assignee: 'elena' });
  });
});
