import { describe, expect, it } from '@jest/globals';
import { restingOn } from '../../../rules/audit/at-risk.ts';
import { auditStages } from '../../../rules/audit/stages.ts';
import type { Risk, Treatment } from '../../../rules/risk/state.ts';

const treated = (controls: string[], at: string, done?: string) =>
  ({ controls, at, ...(done && { done: { at: done } }) }) as Treatment;
const risk = (treatments: Treatment[], retired?: Risk['retired']) =>
  ({ noun: 'risk', treatments, ...(retired && { retired }) }) as Risk;

describe('what risks rest on', () => {
  it('is read for the plan of an audit', () => {
    expect(auditStages.needs).toContain('risk');
  });

  it('are the controls of the last treatment of each, since they are in place, until then since they were decided', () => {
    const risks = [
      risk([treated(['A.5.1'], '2027-01-10T10:00:00.000Z'), treated(['A.8.1'], '2027-02-10T10:00:00.000Z')]),
      risk([treated(['A.8.2'], '2027-01-10T10:00:00.000Z', '2027-03-31T22:30:00.000Z')]),
      risk([treated([], '2027-01-10T10:00:00.000Z')]),
      risk([]),
    ];
    expect(restingOn(risks, 'Europe/Berlin')).toEqual([
      { rows: ['A.8.1'], on: '2027-02-10' },
      { rows: ['A.8.2'], on: '2027-04-01' },
    ]);
  });

  it('are none of a risk that was retired', () => {
    const retired = { by: 'sam', at: '2027-02-01T10:00:00.000Z', because: { text: 'sold' } };
    expect(restingOn([risk([treated(['A.8.1'], '2027-01-10T10:00:00.000Z')], retired)], 'Europe/Berlin')).toEqual([]);
  });
});
