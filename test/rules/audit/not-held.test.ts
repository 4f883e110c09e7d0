import { describe, expect, it } from '@jest/globals';
import { type PlannedAudit, unrecorded } from '../../../rules/audit/planned.ts';
import { type Audit, evolveAudit } from '../../../rules/audit/record.ts';
import { auditRows } from '../../../rules/audit/table.ts';
import type { OccurrenceState } from '../../../rules/occurrence-state.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { at, endOf } from '../task/terms.ts';

const event = (kind: string, body: object = {}) => ({
  stream: 'documented/audit/o7',
  kind,
  actor: 'person:sam',
  at: at('04-08 10:00'),
  body: { title: { text: 'Audit, 2027 H1' }, period: '2027-04-16', auditor: 'sam', ...body },
});
const record = (...kinds: string[]) =>
  kinds.map((kind) => event(kind, kind === 'reported' ? { report: { at: at('04-10 10:00'), to: [] } } : {}));
const planned = (occurrence: Partial<OccurrenceState>, tasks: object[] = []): PlannedAudit => ({
  key: 'o7',
  occurrence: {
    duty: 'audit',
    period: '2027-04-16',
    periodName: '2027 H1',
    title: { text: 'Audit' },
    due: endOf('04-16'),
    state: 'open',
    ...occurrence,
  } as OccurrenceState,
  tasks: tasks as TaskState[],
});
const line = (of: PlannedAudit, ...kinds: string[]) => {
  const folded = record(...kinds).reduce<Audit | undefined>(evolveAudit, undefined);
  return auditRows(folded ?? unrecorded(of), of)[0];
};
const missed = { missed: { at: at('05-01 00:00'), noticed: at('05-01 00:01') } };
const waived = { by: 'elena', at: at('04-06 10:00'), reason: { text: 'nobody is there' } };

describe('an audit in the table', () => {
  it('that has no record yet has a line: open, missed, or waived, with who, when, and why', () => {
    expect(line(planned({}))).toMatchObject({
      audit: 'Audit, 2027 H1',
      state: 'open',
      due: '2027-04-16',
      auditor: '',
      missed: '',
      occurrence: 'o7',
    });
    const opened = { terms: { slot: 'plan', audit: { title: { text: 'Internal audit' } } }, assignee: 'sam' };
    expect(line(planned(missed, [opened]))).toMatchObject({
      audit: 'Internal audit',
      state: 'missed',
      missed: at('05-01 00:00'),
      auditor: 'sam',
    });
    expect(line(planned({ state: 'waived' }, [{ ...opened, verdict: 'waived', waived }]))).toMatchObject({
      state: 'waived',
      waived: 'plan: elena, because nobody is there',
    });
  });

  it('whose fieldwork was waived after it had been planned is not planned for ever', () => {
    const given = [{ terms: { slot: 'fieldwork' }, verdict: 'waived', waived }];
    expect(line(planned({}), 'planned')).toMatchObject({ state: 'planned', waived: '' });
    expect(line(planned(missed), 'planned')).toMatchObject({ state: 'missed' });
    expect(line(planned({ state: 'recorded' }, given), 'planned')).toMatchObject({
      state: 'waived',
      waived: 'fieldwork: elena, because nobody is there',
    });
  });

  it('that was held stays so, also late or with its report waived', () => {
    expect(line(planned({ ...missed, state: 'verified' }), 'planned', 'examined', 'reported')).toMatchObject({
      state: 'reported',
      missed: at('05-01 00:00'),
    });
    const report = [{ terms: { slot: 'report' }, verdict: 'waived', waived }];
    expect(line(planned({ state: 'recorded' }, report), 'planned', 'examined')).toMatchObject({
      state: 'examined',
      waived: 'report: elena, because nobody is there',
    });
  });
});
