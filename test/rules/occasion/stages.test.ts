import { describe, expect, it } from '@jest/globals';
import { changeStages } from '../../../rules/change/stages.ts';
import { incidentStages } from '../../../rules/incident/stages.ts';
import { measurementStages } from '../../../rules/measurement/stages.ts';
import type { Occasion } from '../../../rules/occasion/occasion.ts';
import type { Followed, OccasionRecord } from '../../../rules/occasion/record.ts';
import { incidentRow } from '../../../rules/occasion/tables.ts';
import type { Duty, DutyKind } from '../../../rules/programme.ts';
import { failureStages } from '../../../rules/risk-treatment/failure.ts';
import type { Stages, StageView } from '../../../rules/stage.ts';
import { lackingIn, mayNeedMore, meanwhileOf } from '../../../rules/stages.ts';
import type { TaskState, Verdict } from '../../../rules/task/state.ts';
import { duty, ms } from '../programmes.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at, endOf } from '../task/terms.ts';
import { lastComment, run, says, world } from '../task/world.ts';

const HOUR = 3_600_000;
const lost = (kind: 'incident' | 'change'): Occasion => ({
  kind,
  id: 'i',
  display: 'INC-2027-001',
  title: { text: 'lost laptop' },
  at: at('04-01 08:00'),
});

/** A duty of Mara's, who leads; Elena is top management. */
function view(kind: DutyKind, tasks: TaskState[] = [], parts: Partial<StageView['occurrence']> = {}): StageView {
  const authorities = [{ id: 'dpa', title: 'the DPA', within: ms(72 * HOUR), owner: 'priya' }];
  const owed = duty({ kind, owner: 'mara', verifier: 'role:lead', evidence: [], ladder: 'L1' });
  const org = organisation({ duties: [owed], authorities });
  return {
    key: 'o7',
    occurrence: {
      duty: 'access-review',
      period: '2027-04-01',
      periodName: '2027 Q2',
      cause: 'event:i',
      opens: at('04-01 09:00'),
      due: endOf('04-16'),
      hardLimit: endOf('04-30'),
      version: 1,
      zone: 'Europe/Berlin',
      openedLateBy: 0,
      ...((kind === 'incident' || kind === 'change') && { occasion: lost(kind) }),
      ...parts,
    },
    version: org.programme,
    org,
    tasks,
    documented: [],
    now: at('04-02 10:00'),
  };
}

/** A task of a stage as it ended. */
function ended(stages: Stages, slot: string, of: StageView, parts: Partial<TaskState> = {}): TaskState {
  const [draft] = stages.tasks[slot]?.(of) ?? [];
  if (!draft) throw new Error(`nothing is drafted for ${slot}`);
  const { terms, assignee } = draft;
  const made = {
    terms: { ...terms, key: slot, display: slot },
    assignee,
    stage: 'ended',
    given: [],
    extended: [],
    thread: {},
  };
  return { ...made, ...parts } as unknown as TaskState;
}
const drafts = (stages: Stages, slot: string, of: StageView) => stages.tasks[slot]?.(of) ?? [];
const answers = (given: Record<string, boolean>) =>
  Object.entries(given).map(([item, yes]) => ({
    item,
    by: 'elena',
    at: at('04-02 09:00'),
    how: 'text' as const,
    name: { text: `${yes ? 'yes' : 'no'}, because x` },
    says: { yes },
  }));

describe('the triage of an incident', () => {
  it('asks whether the treatment of a risk failed where risks are treated', () => {
    const bare = view('incident');
    const treating = ['risk-treatment', 'risk-assessment'].map((kind) => duty({ id: kind, kind: kind as DutyKind }));
    const programme = { ...bare.org.programme, duties: [...bare.org.programme.duties, ...treating] };
    const asked = (of: StageView) => drafts(incidentStages, 'triage', of)[0]?.terms.evidence ?? [];
    expect(asked(bare).map(({ id }) => id)).toEqual(['notify-dpa', 'reassess', 'nonconformity']);
    const both = asked({ ...bare, org: { ...bare.org, programme } });
    expect(both.map(({ id }) => id)).toEqual(['notify-dpa', 'reassess', 'treatment', 'nonconformity']);
    expect(both[2]?.form).toEqual({ starts: { what: 'failure', duty: 'risk-assessment' } });
  });
});

describe('whoever outside has to be told', () => {
  it.each([
    ['incident', incidentStages],
    ['change', changeStages],
  ] as const)('has a ticket while the triage of the %s is under way, once', (kind, stages) => {
    const before = kind === 'change' ? [ended(stages, 'describe', view(kind))] : [];
    const asked = { stage: 'open', given: answers({ 'notify-dpa': true }) } as unknown as Partial<TaskState>;
    const triage = ended(stages, 'triage', view(kind, before), asked);
    expect([meanwhileOf(kind, 'triage'), meanwhileOf(kind, 'notify')]).toEqual(['notify', 'notify']);
    const told = lackingIn(kind, 'notify', view(kind, [...before, triage]));
    expect(told.map(({ terms }) => terms.slot)).toEqual(['notify/dpa']);
    const notice = { ...triage, terms: { ...triage.terms, slot: 'notify/dpa' } };
    expect(lackingIn(kind, 'notify', view(kind, [...before, triage, notice]))).toEqual([]);
    expect(mayNeedMore(kind, 'notify')).toBe(true);
  });
});

describe('a nonconformity that a triage raises', () => {
  const starts = (form: unknown) => (form as { starts: { finding: object } }).starts.finding;
  const asked = (stages: Stages, of: StageView, slot = 'triage') =>
    starts(drafts(stages, slot, of)[0]?.terms.evidence.find(({ id }) => id === 'nonconformity')?.form);

  it('names what it follows from: the incident with its ticket, the risk, the change', () => {
    const thread = { ref: { number: '#7', url: 'https://t/7' } } as TaskState['thread'];
    const responded = ended(incidentStages, 'respond', view('incident'), { thread });
    const link = { key: 'respond', display: 'INC-2027-001', number: '#7', url: 'https://t/7' };
    expect(asked(incidentStages, view('incident', [responded]))).toMatchObject({
      source: { kind: 'incident' },
      links: [link],
    });
    const failed: Occasion = { ...lost('incident'), kind: 'failed-treatment', risk: 'R-1' };
    const failing = view('failed-treatment', [], { occasion: failed });
    expect(asked(failureStages, failing, 'task')).toMatchObject({
      source: { kind: 'risk' },
      links: [{ key: 'i', display: 'R-1' }],
    });
    const change = asked(changeStages, view('change', [ended(changeStages, 'describe', view('change'))]));
    expect(change).toMatchObject({ links: [{ key: 'describe', display: 'INC-2027-001' }] });
    expect(change).not.toHaveProperty('source');
  });
});

describe('the triage of a change', () => {
  it('has the scope reviewed where that moves, if the programme has a duty for it', () => {
    const asked = (clauses: string[], subjects: Duty['subjects'] = []) => {
      const bare = view('change', [ended(changeStages, 'describe', view('change'))]);
      const programme = {
        ...bare.org.programme,
        duties: [...bare.org.programme.duties, duty({ id: 'area', clauses, subjects })],
      };
      return drafts(changeStages, 'triage', { ...bare, org: { ...bare.org, programme } })[0]?.terms.evidence[0];
    };
    expect(asked(['4.3'])).toMatchObject({ id: 'scope', form: { starts: { what: 'duty', duty: 'area' } } });
    expect(asked(['4.2'])).toMatchObject({ id: 'scope', form: {} });
    expect(asked(['4.3'], [{ id: 'paris', title: 'Paris' }])?.form).not.toHaveProperty('starts');
  });
});

it('the triage of a change has the time that an extension gave to its description', () => {
  const of = view('change');
  const extended = [{ by: 'elena', at: at('04-05 10:00'), from: endOf('04-16'), to: endOf('05-14') }];
  const described = ended(changeStages, 'describe', of, { extended, hardLimit: endOf('05-28') });
  const [triage] = drafts(changeStages, 'triage', view('change', [described]));
  expect(triage?.terms).toMatchObject({ due: endOf('04-16'), hardLimit: endOf('05-28') });
});

describe('whoever leads it never answers what follows from it', () => {
  it('of an incident, nor of a change', () => {
    const [triage] = drafts(incidentStages, 'triage', view('incident'));
    expect(triage).toMatchObject({ assignee: 'elena', terms: { barred: ['mara'], kind: 'triage' } });
    const described = ended(changeStages, 'describe', view('change'), { assignee: 'ken' });
    const [decides] = drafts(changeStages, 'triage', view('change', [described]));
    expect(decides).toMatchObject({ assignee: 'elena', terms: { barred: ['mara', 'ken'] } });
  });

  it('nor does whoever measured a value', () => {
    const value = { item: 'value', by: 'mara', says: { met: false, value: 31, target: { is: '<=', than: 14 } } };
    const base = view('measurement');
    const target = { target: { is: '<=' as const, than: 14 } };
    const version = {
      ...base.version,
      duties: base.version.duties.map((d) => ({ ...d, owner: 'sam', measure: target })),
    };
    const submission = { items: [value], by: 'sam' } as unknown as NonNullable<TaskState['submission']>;
    const measured = ended(
      measurementStages,
      'measure',
      { ...base, version },
      { submission, verdict: 'recorded', endedAt: base.now },
    );
    const [decides] = drafts(measurementStages, 'decide', { ...base, version, tasks: [measured] });
    expect(decides).toMatchObject({ assignee: 'elena', terms: { barred: ['sam', 'mara'] } });
  });

  it('also not in somebody else’s place', () => {
    const org = organisation({}, { mara: { to: 'sam', powers: ['plan'] }, elena: { to: 'ken', powers: ['plan'] } });
    const question = { id: 'reassess', text: { text: 'x' }, file: false, kept: false, word: 'answer' as const };
    const triage = (barred: string[]) => {
      const terms = { kind: 'triage' as const, slot: 'triage', owner: 'mara', barred, evidence: [question] };
      const w = world(rules, { org, terms });
      says(w, 'sam', '/answer reassess no because it was mine');
      return run(w, at('04-02 10:00'));
    };
    expect(triage([]).state.verdict).toBe('decided');
    const w = triage(['sam']);
    expect([w.state.stage, lastComment(w)]).toEqual(['open', expect.stringContaining('Mara Lindt may')]);
  });
});

describe('what is given up', () => {
  it('of a change is not carried out, at whichever stage', () => {
    const described = (verdict: Verdict) => ended(changeStages, 'describe', view('change'), { verdict });
    const plan = (verdict: Verdict) =>
      ended(changeStages, 'plan', view('change', [described('recorded')]), { verdict });
    const left = (slot: string, ...tasks: TaskState[]) => drafts(changeStages, slot, view('change', tasks)).length;
    expect(['triage', 'plan'].map((slot) => left(slot, described('waived')))).toEqual([0, 0]);
    expect(['triage', 'plan'].map((slot) => left(slot, described('recorded')))).toEqual([1, 1]);
    expect(left('carry-out', described('recorded'), plan('waived'))).toBe(0);
    expect(left('carry-out', described('recorded'), plan('verified'))).toBe(1);
  });

  it('of an incident teaches nothing; from others somebody learns within 30 days, unhurried', () => {
    const of = (verdict: Verdict) => {
      const response = ended(incidentStages, 'respond', view('incident'), { verdict });
      return drafts(incidentStages, 'lessons', view('incident', [response]));
    };
    expect(of('waived')).toEqual([]);
    expect(of('recorded')).toMatchObject([
      {
        terms: { verifier: 'role:lead', ladder: { id: 'L2' }, due: endOf('05-02'), hardLimit: { date: '2027-05-16' } },
      },
    ]);
  });
});

describe('telling an authority', () => {
  it('is due on its own clock, counted from when it was known, and missed the moment that it ends', () => {
    const triage = ended(incidentStages, 'triage', view('incident'), { given: answers({ 'notify-dpa': true }) });
    const due = { at: at('04-04 08:00') };
    const [notice, ...others] = drafts(incidentStages, 'notify', view('incident', [triage]));
    expect(others).toEqual([]);
    expect(notice).toMatchObject({
      assignee: 'priya',
      terms: { slot: 'notify/dpa', due, hardLimit: due, external: true, ladder: { contactHours: false } },
    });
    const no = ended(incidentStages, 'triage', view('incident'), { given: answers({ 'notify-dpa': false }) });
    expect(drafts(incidentStages, 'notify', view('incident', [no]))).toEqual([]);
  });

  it('is on record as late from that moment on', () => {
    const told = (when: string): Followed => ({
      duty: 'incident',
      slot: 'notify/dpa',
      task: when,
      display: 'I-1',
      verdict: 'recorded',
      due: { at: at('04-04 08:00') },
      at: at(when),
    });
    const { kind: _, ...occasion } = lost('incident');
    const noticed = (when: string) => {
      const record: OccasionRecord<'incident'> = {
        ...occasion,
        noun: 'incident',
        toldAt: at('04-01 09:00'),
        toldBy: 'person:sam',
        followed: [told(when)],
      };
      return incidentRow(record)[0]?.notices;
    };
    expect(noticed('04-04 07:59')).toMatch(/in time$/);
    expect(noticed('04-04 08:00')).toMatch(/late$/);
  });
});
