import { describe, expect, it } from '@jest/globals';
import { L3 } from '../../../config/defaults.ts';
import { certificationStages } from '../../../rules/certification/stages.ts';
import { textOf } from '../../../rules/event.ts';
import { owedBy } from '../../../rules/plan/renewals.ts';
import type { StageView } from '../../../rules/stage.ts';
import { days, duty, L1, L2, programme } from '../programmes.ts';
import { endedAs, viewOf } from '../stage-view.ts';
import { at, endOf } from '../task/terms.ts';

const certificate = { body: 'TUV Example', stage1: '2027-04-03', stage2: '2027-04-16', surveillance: [] };
const roles = { lead: ['mara'], top: ['elena'] };
const ladders = [L1, L2, L3];

/** What the stages of one of the body's audits are drafted from, the second one if not said otherwise. */
function view(parts: Partial<StageView> = {}, id = 'certification:stage-2', more = {}): StageView {
  const [audit = duty()] = owedBy(programme([], { certificate, roles, ladders })).filter((d) => d.id === id);
  return viewOf({ ...audit, ...more }, parts, { certificate, roles, ladders });
}

const drafted = (stage: 'ready' | 'findings', of: StageView) => certificationStages.tasks[stage]?.(of) ?? [];

describe('an audit of the certification body', () => {
  it('is to be ready for by its day, which is theirs, on the ladder of the duty', () => {
    expect(drafted('ready', view())).toMatchObject([
      {
        assignee: 'mara',
        terms: {
          slot: 'ready',
          title: { text: 'Stage 2 audit, 2027 Q2: be ready' },
          external: true,
          ladder: { id: 'L3' },
          verifier: 'role:top',
          due: endOf('04-16'),
          evidence: [{ id: 'plan' }, { id: 'requests' }],
        },
      },
    ]);
  });

  it('has what it found entered within two weeks from its day on, unhurriedly, and by our own date', () => {
    const ready = endedAs(drafted('ready', view())[0]);
    const [found] = drafted('findings', view({ tasks: [ready] }));
    expect(found).toMatchObject({
      assignee: 'mara',
      terms: {
        slot: 'findings',
        title: { text: 'Stage 2 audit, 2027 Q2: findings entered' },
        opens: at('04-16 00:00'),
        due: endOf('04-30'),
        hardLimit: endOf('05-14'),
        ladder: { id: 'L2' },
        verifier: 'role:top',
        shift: 'next',
        evidence: [{ id: 'report' }, { id: 'findings' }],
      },
    });
    expect(found?.terms).not.toHaveProperty('external');
    // 1 May 2027 is a Saturday.
    const later = view({ occurrence: { ...view().occurrence, period: '2027-04-17' } });
    expect(drafted('findings', later)[0]?.terms.due).toEqual(endOf('05-03'));
    const sooner = view({}, 'certification:stage-2', { stages: { findings: days(7) } });
    expect(drafted('findings', sooner)[0]?.terms.due).toEqual(endOf('04-23'));
  });

  it('is named where its findings are entered; at stage 2 what stage 1 left as a concern is graded', () => {
    const asked = (id: string) => drafted('findings', view({}, id))[0]?.terms.instructions.map(textOf).join('\n');
    expect(asked('certification:stage-1')).toContain('--external --stage 1,');
    expect(asked('certification:stage-1')).not.toContain('concern');
    expect(asked('certification:stage-2')).toContain('--external --stage 2,');
    expect(asked('certification:stage-2')).toContain('What stage 1 left as a concern is graded now');
  });

  it('is not entered where it was given up before its day', () => {
    const given = endedAs(drafted('ready', view())[0], { verdict: 'waived' });
    expect(drafted('findings', view({ tasks: [given] }))).toEqual([]);
  });

  it('of an exact moment, has both due then', () => {
    const moment = '2027-04-16T10:00:00.000Z';
    const exact = view({ occurrence: { ...view().occurrence, period: moment, due: { at: moment } } });
    expect(drafted('findings', exact)[0]?.terms).toMatchObject({ opens: moment, due: { at: moment } });
  });
});
