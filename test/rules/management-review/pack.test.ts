import { describe, expect, it } from '@jest/globals';
import { packPage } from '../../../activities/management-review/page.ts';
import type { Action } from '../../../rules/action/record.ts';
import type { PlannedAudit } from '../../../rules/audit/planned.ts';
import { type Audit, NO_AUDIT } from '../../../rules/audit/record.ts';
import type { Improvement } from '../../../rules/improvement/record.ts';
import { makePack } from '../../../rules/management-review/make-pack.ts';
import type { OccurrenceLine, PackSources } from '../../../rules/management-review/pack.ts';
import type { Series } from '../../../rules/measurement/series.ts';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import { duty } from '../programmes.ts';
import { organisation } from '../task/people.ts';

const at = (day: string) => `2027-${day}T10:00:00.000Z`;
const text = (words: string) => ({ text: words });

function action(id: string, state: Action['state'], due: string, more: Partial<Action> = {}): Action {
  const deadline = { at: at(due), date: `2027-${due}` };
  const decided = { by: 'mara', at: at('01-10'), due: deadline };
  return {
    noun: 'action',
    id,
    from: 'MR-7K2',
    text: text('Do <it>'),
    owner: 'sam',
    due: deadline,
    decided,
    state,
    ...more,
  };
}

function improvement(state: Improvement['state'], more: Partial<Improvement> = {}): Improvement {
  const said = {
    title: text('a'),
    text: text('b'),
    clauses: ['10.1'],
    process: 'access',
    owner: 'sam',
    tracker: 'github',
  };
  return {
    noun: 'improvement',
    id: 'OFI-1A',
    occurrence: 'o',
    ...said,
    raised: { by: 'sam', at: at('01-02') },
    state,
    ...more,
  };
}

function occurrence(
  key: string,
  of: string,
  due: string,
  state: OccurrenceLine['state'],
  more: Partial<OccurrenceLine> = {},
): OccurrenceLine {
  const course = state === 'open' || state === 'waived' ? state : 'done';
  return { key, duty: of, due: at(due), state, course, ...more };
}

const value = { target: { is: '<=' as const, than: 14 }, period: '2027-05', source: text('x'), by: 'sam', task: 'k' };
const series: Series = {
  noun: 'measurement',
  id: 'patch-age',
  values: [
    { ...value, value: 9, met: true, at: at('02-01') },
    { ...value, value: 31, met: false, at: at('05-01') },
  ],
};

function sources(parts: Partial<PackSources> = {}): PackSources {
  const duties = [
    duty({ id: 'context', title: 'Context', clauses: ['4.1'] }),
    duty({ id: 'risks', title: 'Risks', clauses: ['8.2'] }),
  ];
  return {
    org: organisation({ duties }),
    now: at('06-01'),
    since: at('01-14'),
    head: { sequence: 812, hash: 'f00d'.repeat(16) },
    occurrences: [],
    tasks: [],
    nonconformities: [],
    documented: [],
    audits: [],
    versions: [],
    ...parts,
  };
}

const line = (input: 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g', parts: Partial<PackSources> = {}) =>
  makePack(sources(parts)).sections[input].line;

describe('the pack of a management review', () => {
  it('stands at an event of the register, and says where there is nothing', () => {
    const pack = makePack(sources());
    expect(pack).toMatchObject({ sequence: 812, head: 'f00d'.repeat(16), made: at('06-01'), since: at('01-14') });
    expect(Object.keys(pack.sections)).toEqual([...'abcdefg']);
    expect(pack.sections.a.line).toBe('0 open, 0 of them late; 0 closed since 14 January');
    expect(pack.sections.b.line).toBe('last done: Context: not done yet; the programme did not change');
    expect(pack.sections.c.line).toBe('no duty of the programme is on 4.2');
  });

  it('carries open actions, the most urgent first, and counts what is late or closed since', () => {
    const documented = [
      action('MR-7K2-1', 'open', '07-01'),
      action('MR-7K2-2', 'open', '05-01'),
      action('MR-7K2-3', 'done', '03-01', { closed: { at: at('03-01'), task: 'A-1' } }),
      action('MR-7K2-4', 'done', '01-02', { closed: { at: at('01-03'), task: 'A-2' } }),
    ];
    const tasks = [{ key: 'a3', display: 'A-3', action: 'MR-7K2-2', number: '#9', url: 'https://git.example.com/9' }];
    const { line: said, tables } = makePack(sources({ documented, tasks })).sections.a;
    expect(said).toBe('2 open ([#9](https://git.example.com/9), MR-7K2-1), 1 of them late; 1 closed since 14 January');
    expect(tables[0]?.rows.map((r) => r.action)).toEqual(['MR-7K2-2', 'MR-7K2-1', 'MR-7K2-3']);
    const carriedOut = { stage: 'submitted', submission: { at: at('04-28') }, due: { at: at('05-01') }, extended: [] };
    const [task] = tasks;
    const handedIn = { ...task, carriedOut } as unknown as PackSources['tasks'][number];
    expect(makePack(sources({ documented, tasks: [handedIn] })).sections.a.line).toContain(', 0 of them late;');
  });

  it('says when the duties on a clause were last done, and what of the programme became weaker', () => {
    const done = occurrence('o1', 'context', '03-01', 'verified', { closedAt: at('03-02') });
    const older = occurrence('o0', 'context', '02-01', 'verified', { closedAt: at('02-02') });
    const waived = occurrence('o2', 'context', '05-01', 'waived', { closedAt: at('05-02') });
    const tasks = [{ key: 'c1', display: 'C-1', occurrence: 'o1', number: '#3', url: 'https://git.example.com/3' }];
    const asked = { at: at('02-01'), state: 'superseded', changed: '', weaker: [] };
    const versions = [
      { ...asked, version: 1, at: at('01-01'), state: 'effective' },
      { ...asked, version: 2, because: 'fewer systems', weaker: ['duties.context.every'] },
      { ...asked, version: 3, because: 'an audit', state: 'effective' },
    ];
    expect(line('b', { occurrences: [done, older, waived], tasks, versions })).toBe(
      'last done: Context: 2 March ([#3](https://git.example.com/3)); the programme has 2 new versions, 1 with something weaker (duties.context.every)',
    );
    expect(line('f')).toBe('last done: Risks: not done yet');
  });

  it('names what of the programme became weaker, for what purpose, and what was decided about it', () => {
    const decided = { decision: 'approved', by: 'elena', at: at('02-02') } as const;
    const weaker = ['a', 'b', 'c', 'd'].map((id) => `duties.${id}.every`);
    const changed = 'duties.a.every: every 3 months -> 6 months; …';
    const versions = [{ version: 2, at: at('02-01'), state: 'effective', because: 'staff', changed, weaker, decided }];
    const { line: said, tables } = makePack(sources({ versions })).sections.b;
    expect(said).toContain('1 with something weaker (duties.a.every, duties.b.every, duties.c.every and 1 more)');
    expect(tables.at(-1)?.rows).toEqual([
      {
        ...{ version: 2, at: at('02-01'), state: 'effective', changed, weaker: weaker.join(', '), purpose: 'staff' },
        ...{ decision: 'approved', decided_by: 'elena', decided: at('02-02') },
      },
    ]);
  });

  it('has what was asked before the last review where it was decided on since', () => {
    const asked = { version: 2, at: at('01-02'), state: 'effective', changed: '', weaker: ['clocks.minor.plan'] };
    const on = (day: string) => [{ ...asked, decided: { decision: 'approved', by: 'elena', at: at(day) } as const }];
    expect(line('b', { versions: on('01-20') })).toContain(
      'the programme has 1 earlier version decided on since, 1 with something weaker (clocks.minor.plan)',
    );
    expect(line('b', { versions: on('01-10') })).toContain('the programme did not change');
  });

  it('tells performance by nonconformities, duties, and values against their targets', () => {
    const occurrences = [
      occurrence('o1', 'context', '03-01', 'verified', { closedAt: at('03-02') }),
      occurrence('o2', 'context', '04-01', 'open', { course: 'missed' }),
      occurrence('o6', 'context', '04-02', 'recorded', { course: 'late' }),
      occurrence('o3', 'context', '01-01', 'verified', { closedAt: at('01-01') }),
      occurrence('o4', 'opportunity:for-improvement', '04-01', 'recorded'),
      occurrence('o5', 'context', '07-01', 'open'),
    ];
    expect(line('d', { occurrences, documented: [series] })).toBe(
      'nonconformities: 0 open (0 major), 0 raised since 14 January (0 in as long before), 0 closed; duties: 1 of 3 on time, 1 late, 1 missed; measurements: 0 of 1 on target; audits: no duty of the programme is on 9.2',
    );
    expect(
      line('g', {
        documented: [
          improvement('raised'),
          improvement('declined', {
            evaluated: { decision: 'declined', by: 'sam', reason: text('no'), at: at('02-01') },
          }),
        ],
      }),
    ).toBe('1 to be decided; since 14 January 0 adopted, 1 declined, 0 checked for their benefit');
  });

  it('counts nonconformities raised since, and those of as long before beside them', () => {
    const raised = (day: string, parts: object = {}) =>
      ({
        terms: { display: day, title: text('x'), clauses: ['8.2'], process: 'access', raisedOn: day, entered: day },
        grade: 'minor',
        clocks: { resolve: { at: at('09-01') } },
        thread: {},
        steps: {},
        plan: {},
        ...parts,
      }) as unknown as NonconformityState;
    const nonconformities = [
      raised(at('05-01')),
      raised(at('01-20'), { grade: 'major' }),
      raised(at('01-10'), { closed: { at: at('03-01') } }),
      raised(at('01-02'), { closed: { at: at('01-12') } }),
      raised('2025-01-02T10:00:00.000Z', { closed: { at: '2025-06-02T10:00:00.000Z' } }),
    ];
    expect(line('d', { nonconformities })).toMatch(
      /^nonconformities: 2 open \(1 major\), 2 raised since 14 January \(2 in as long before\), 1 closed;/,
    );
  });

  it('shows an audit that was planned and not held as missed or waived, also one without a record', () => {
    const owed = { duty: 'audit', period: '2027', periodName: '2027', title: text('Audit'), state: 'open' };
    const planned = (key: string, more: object, tasks: object[] = []) =>
      ({ key, occurrence: { ...owed, due: { at: at('03-01'), date: '2027-03-01' }, ...more }, tasks }) as PlannedAudit;
    const fieldwork = { terms: { slot: 'fieldwork' }, verdict: 'waived', waived: { by: 'elena', reason: text('no') } };
    const audits = [
      planned('a1', { state: 'waived' }, [fieldwork]),
      planned('a2', { missed: { at: at('03-15') }, due: { at: at('04-01'), date: '2027-04-01' } }),
    ];
    const documented: Audit[] = [{ ...NO_AUDIT, noun: 'audit', id: 'a1', title: text('First'), planned: at('02-01') }];
    const tables = makePack(sources({ audits, documented })).sections.d.tables;
    expect(tables.at(-1)).toMatchObject({
      title: 'Audits and their results',
      rows: [
        { audit: 'First', state: 'waived', waived: 'fieldwork: elena, because no', due: '2027-03-01' },
        { audit: 'Audit, 2027', state: 'missed', missed: at('03-15'), due: '2027-04-01' },
      ],
    });
  });

  it('prints as a page that loads nothing, with what people wrote made inert', () => {
    const org = organisation();
    const evil = action('MR-7K2-1', 'open', '07-01', {
      text: text('<script>alert("x")</script> & [x](https://evil.example)'),
    });
    const tasks = [{ key: 'a3', display: 'A-3', action: 'MR-7K2-1', number: '#9', url: 'https://git.example.com/9' }];
    const page = packPage(makePack(sources({ documented: [evil], tasks })), org);
    expect(page).toContain('Register: event 812, head <code>f00df00d');
    expect(page).toContain('&lt;script>alert(&quot;x&quot;)&lt;/script> &amp; [x](https://evil.example)');
    expect(page).toContain('<a href="https://git.example.com/9">#9</a>');
    expect(page).not.toMatch(/<script|<img|<link|javascript:|src=/i);
    expect(page.match(/<h2>/g)).toHaveLength(7);
  });

  it('shows days as people read them, tickets by their number, people by their name, and no column that is empty', () => {
    const done = occurrence('o1', 'context', '03-01', 'verified', { closedAt: '2027-03-01T23:30:00.000Z' });
    const tasks = [
      { key: 'c1', display: 'C-1', occurrence: 'o1', number: '#3', url: 'https://git.example.com/issues/3' },
      { key: 'k', display: 'M-1', number: 'ISMS-8', url: 'https://jira.example.com/browse/ISMS-8' },
    ];
    const page = packPage(makePack(sources({ occurrences: [done], tasks, documented: [series] })), organisation());
    expect(page).toContain('<time datetime="2027-03-01T23:30:00.000Z">2 Mar 2027</time>');
    expect(page).toContain('<td><a href="https://git.example.com/issues/3">#3</a></td>');
    expect(page).toContain('<td><a href="https://jira.example.com/browse/ISMS-8">ISMS-8</a></td>');
    expect(page).toContain('<td>Sam Okoro</td>');
    expect(page).not.toMatch(/<th>(decision|brought along|task)<\/th>/);
  });

  it('shortens no other address, and names all whom a cell holds, or leaves it as it is written', () => {
    const sections = makePack(sources()).sections;
    const row = {
      report: 'https://docs.example.com/d/x/edit',
      told_by: 'person:sam',
      decided_by: 'mara jonas',
      verified_by: 'sam zoe',
    };
    const a = { line: '', tables: [{ title: 'x', rows: [row] }] };
    const page = packPage({ ...makePack(sources()), sections: { ...sections, a } }, organisation());
    expect(page).toContain('<a href="https://docs.example.com/d/x/edit">https://docs.example.com/d/x/edit</a>');
    expect(page).toContain('<td>Sam Okoro</td><td>Mara Lindt and Jonas Weber</td><td>sam zoe</td>');
  });

  it('calls duties that a certificate demands by their titles', () => {
    const certificate = { body: 'B', decided: '2026-12-01', expires: '2029-11-30', surveillance: [] };
    const of = sources({ occurrences: [occurrence('o1', 'certification:mark', '03-01', 'recorded')] });
    const org = organisation({ certificate });
    const [table] = makePack({ ...of, org }).sections.d.tables;
    expect(table?.rows).toMatchObject([{ duty: 'Use of the certificate and its mark', owed: 1, 'on time': 1 }]);
  });
});
