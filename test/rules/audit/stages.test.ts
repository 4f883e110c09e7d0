import { describe, expect, it } from '@jest/globals';
import { auditedBy } from '../../../rules/audit/history.ts';
import { ROWS } from '../../../rules/audit/ranges.ts';
import { type Audit, coveredBy, evolveAudit } from '../../../rules/audit/record.ts';
import { auditRows } from '../../../rules/audit/table.ts';
import { textOf } from '../../../rules/event.ts';
import { reviewStages } from '../../../rules/review/stages.ts';
import type { StageView } from '../../../rules/stage.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { duty } from '../programmes.ts';
import { at } from '../task/terms.ts';
import { competence, drafted, ended, gives, planned, view } from './conduct.ts';

describe('the plan of an audit', () => {
  it('is the auditor’s, proposes a scope, and asks for criteria and sample', () => {
    const [draft] = drafted('plan', view());
    expect(draft).toMatchObject({
      assignee: 'ken',
      terms: { slot: 'plan', owner: 'ken', selfVerification: false, audit: { opening: { person: 'ken', bars: [] } } },
    });
    expect(draft?.terms.verifier).toBeUndefined();
    expect(draft?.terms.evidence.map(({ id, word }) => [id, word])).toEqual([
      ['scope', 'scope'],
      ['criteria', undefined],
      ['sample', undefined],
    ]);
    expect(textOf(draft?.terms.evidence[1]?.text)).toBe('against which of our rules');
    const proposed = draft?.terms.evidence[0]?.form?.proposed;
    expect(proposed).toEqual(expect.arrayContaining(['A.5.18', 'A.8.13', '4.1']));
    expect(textOf(draft?.terms.instructions[1])).toBe('Key controls, each time: A.5.18, A.8.13.');
  });

  it('is due as far ahead as the duty says', () => {
    const base = view();
    const days = (n: number) => ({ unit: 'days' as const, n });
    const duties = base.version.duties.map((d) => ({ ...d, stages: { plan: days(-10), fieldwork: days(-3) } }));
    const dated = { version: { ...base.version, duties } };
    expect(drafted('plan', view(dated))[0]?.terms.due.date).toBe('2027-04-06');
    expect(drafted('fieldwork', view({ ...dated, tasks: [planned()] }))[0]?.terms.due.date).toBe('2027-04-13');
  });

  it('proposes the controls that treat risks, for much hangs on them', () => {
    const risk = { noun: 'risk', treatments: [{ controls: ['A.8.34'], at: at('03-01 10:00') }] };
    const lines = drafted('plan', view({ documented: [risk as unknown as Audit] }))[0]?.terms.instructions.map(textOf);
    expect(lines).toContain('Risks are treated by these, not audited since: A.8.34.');
  });

  it('proposes all that was not audited before the certificate’s stage 2', () => {
    const { org } = view();
    const programme = { ...org.programme, certificate: { body: 'b', stage2: '2027-05-01', surveillance: [] } };
    const [draft] = drafted('plan', view({ org: { ...org, programme } }));
    expect(draft?.terms.evidence[0]?.form?.proposed).toEqual(ROWS);
  });

  it('leaves out what its auditor may not audit, and says why', () => {
    const work = [{ display: 'AR-1', rows: ['4.1', 'A.5.18'], did: ['ken'], verified: [], approved: [] }];
    const [draft] = drafted('plan', view({ past: { work, found: [{ rows: ['A.8.34'], on: '2027-03-01' }] } }));
    const proposed = draft?.terms.evidence[0]?.form?.proposed as string[];
    expect(proposed).not.toContain('4.1');
    expect(proposed).not.toContain('A.5.18');
    expect(proposed).toContain('A.8.34');
    const lines = draft?.terms.instructions.map(textOf) ?? [];
    expect(lines).toContain('Nonconformities since it was last audited: A.8.34.');
    expect(lines).toContain('Not for Ken Adeyemi: did AR-1 (4.1, A.5.18).');
  });

  it('goes to the first holder of the role who is competent; without any to the first, with what stands against them', () => {
    expect(drafted('plan', view({}, ['priya']))[0]?.assignee).toBe('priya');
    const [none] = drafted('plan', view({}, []));
    expect(none).toMatchObject({
      assignee: 'ken',
      terms: { audit: { opening: { bars: [{ text: 'is not named as competent to audit in the programme' }] } } },
    });
  });
});

describe('what follows the plan', () => {
  it('is fieldwork on its scope; none while it is open, or once it was waived', () => {
    const [draft] = drafted('fieldwork', view({ tasks: [planned()], now: at('04-08 10:00') }));
    expect(draft).toMatchObject({
      assignee: 'ken',
      terms: { slot: 'fieldwork', opens: at('04-08 10:00'), openedLateBy: 0, audit: { scope: ['7.2', 'A.5.18'] } },
    });
    expect(textOf(draft?.terms.instructions[0])).toBe('Scope: 7.2, A.5.18 ([#1](https://t/1)).');
    expect(drafted('fieldwork', view({ tasks: [planned({ stage: 'open' })] }))).toEqual([]);
    expect(drafted('fieldwork', view({ tasks: [planned({ verdict: 'waived' })] }))).toEqual([]);
    expect(drafted('report', view({ tasks: [planned()] }))).toEqual([]);
  });

  it('is for whoever took it over, once the lead approved them', () => {
    const formerly = [{ assignee: 'ken', until: at('04-05 10:00') }];
    const approved = [{ person: 'priya', by: 'mara', at: at('04-05 11:00') }];
    const by = (audit?: TaskState['audit']) =>
      drafted('fieldwork', view({ tasks: [planned({ assignee: 'priya', formerly, ...(audit && { audit }) })] }))[0]
        ?.assignee;
    expect(by({ checks: [], approved })).toBe('priya');
    expect(by()).toBe('ken');
  });

  it('and a report, kept, for top management and the owners of what was audited, that somebody else verifies', () => {
    const tasks = [planned()];
    const fieldwork = ended('fieldwork', view({ tasks }), [gives('findings', 'none, because', { none: true })]);
    const [draft] = drafted('report', view({ tasks: [...tasks, fieldwork] }));
    expect(draft?.terms).toMatchObject({ verifier: 'elena', selfVerification: false, slot: 'report' });
    expect(draft?.terms.evidence.map(({ id, file, kept }) => [id, file, kept])).toEqual([
      ['report', true, true],
      ['attendance', false, false],
    ]);
    expect(textOf(draft?.terms.instructions[0])).toContain('It goes to Elena Costa and Mara Lindt once it is in');
  });
});

describe('the record of an audit', () => {
  const tasks = [planned()];
  const found = [
    gives('findings', 'minor, A.5.18, access: they had access', {
      grade: 'minor',
      clause: 'A.5.18',
      process: 'access',
      n: 1,
      nonconformity: 'k9',
    }),
    gives('findings', '2 so far, the last: ofi, 7.2, access: show the effect', {
      grade: 'ofi',
      clause: '7.2',
      process: 'access',
      n: 2,
    }),
  ];
  const checks = [
    {
      person: 'ken',
      at: at('04-01 00:00'),
      because: 'opening' as const,
      rows: [],
      competence: competence.auditor,
      bars: [],
    },
  ];
  const fieldwork = ended('fieldwork', view({ tasks }), found, { audit: { checks, approved: [] } });
  const report = ended('report', view({ tasks: [...tasks, fieldwork] }), [gives('report', 'report.pdf')], {
    audit: { checks: [], approved: [], reported: { at: at('04-08 10:00'), to: ['elena', 'mara'] } },
    verified: { by: 'elena', at: at('04-08 10:00'), self: false },
  });
  const events = [...tasks, fieldwork, report].flatMap(auditedBy);

  it('says scope, findings, checks, and who got the report', () => {
    const state = events.reduce<Audit | undefined>(evolveAudit, undefined);
    expect(events.map((e) => [e.kind, e.stream])).toEqual([
      ['planned', 'documented/audit/o7'],
      ['examined', 'documented/audit/o7'],
      ['reported', 'documented/audit/o7'],
    ]);
    expect(state?.findings).toMatchObject([
      { grade: 'minor', text: { text: 'they had access' }, nonconformity: 'k9' },
      { grade: 'ofi', text: { text: 'show the effect' } },
    ]);
    expect(state && auditRows(state)).toMatchObject([
      {
        audit: 'Internal audit, 2027 H1',
        state: 'reported',
        auditor: 'ken',
        competence: 'until 2027-12-31: lead auditor, 2025',
        checked: '2027-03-31T22:00:00.000Z ken (opening): nothing against it',
        scope: '7.2, A.5.18',
        criteria: 'ours',
        findings: 2,
        nonconformities: 'k9',
        report_to: 'elena mara',
        verified_by: 'elena',
      },
    ]);
  });

  it('covers its scope from the fieldwork on, not from the plan', () => {
    const covered = (n: number) => {
      const state = events.slice(0, n).reduce<Audit | undefined>(evolveAudit, undefined);
      return coveredBy(state ? [state] : [], 'Europe/Berlin');
    };
    expect(covered(1)).toEqual([]);
    expect(covered(2)).toEqual([{ title: 'Internal audit, 2027 H1', on: '2027-04-07', rows: ['7.2', 'A.5.18'] }]);
  });

  it('says once what a stage says again that was taken up again, and covers what its fieldwork covered', () => {
    const [more] = [planned({ given: [gives('scope', 'more', { rows: ['7.2', 'A.5.18', 'A.8.1'] })] })];
    const again = [...events, ...[fieldwork, more].flatMap((task) => (task ? auditedBy(task) : []))];
    const state = again.reduce<Audit | undefined>(evolveAudit, undefined);
    expect(state?.checks).toHaveLength(checks.length);
    expect(state?.scope).toEqual(['7.2', 'A.5.18']);
    const replanned = [planned(), more].flatMap((task) => (task ? auditedBy(task) : []));
    expect(replanned.reduce<Audit | undefined>(evolveAudit, undefined)?.scope).toContain('A.8.1');
  });

  it('keeps nothing of what was waived', () => {
    expect(auditedBy(planned({ verdict: 'waived' }))).toEqual([]);
  });
});

describe('a review of the audit programme', () => {
  const reviewing = (clauses: string[], documented: StageView['documented'] = []) => {
    const review = duty({ id: 'audit-programme', clauses, instructions: ['Look at the grid.'] });
    const base = view({ documented });
    const programme = { ...base.org.programme, duties: [...base.org.programme.duties, review] };
    const occurrence = { ...base.occurrence, duty: 'audit-programme' };
    const [draft] =
      reviewStages.tasks.task?.({ ...base, occurrence, version: programme, org: { ...base.org, programme } }) ?? [];
    return draft?.terms.instructions.map(textOf);
  };

  it('carries what no audit has covered yet; another review does not', () => {
    expect(reviewing(['9.2.2'])).toEqual([
      'Look at the grid.',
      'To be audited by 31 Dec 2027: 4.1–10.2 (23 of 23); 2 audits are planned by then.',
      'To be audited by 31 Dec 2029: A.5.1–A.8.34 (93 of 93); 6 audits are planned by then.',
    ]);
    expect(reviewing(['9.1'])).toEqual(['Look at the grid.']);
  });
});
