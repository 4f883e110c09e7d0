import { describe, expect, it } from '@jest/globals';
import { draftNonconformity } from '../../../rules/nonconformity/draft.ts';
import { evolveNonconformity } from '../../../rules/nonconformity/evolve.ts';
import type { Grounds } from '../../../rules/nonconformity/finding.ts';
import { raiseFinding, raiseForTask, raiseFrom } from '../../../rules/nonconformity/raise.ts';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import { plain } from '../../../rules/plain.ts';
import { evolveTask } from '../../../rules/task/evolve.ts';
import type { TaskState, TaskTerms } from '../../../rules/task/state.ts';
import { without } from '../../../rules/without.ts';
import { days, endOf, organisation, programme, summer } from './fixture.ts';

const org = organisation();
const noticed = summer('2027-05-03 09:00');
const limit = endOf('2027-04-30');

function missedTask(changes: Partial<TaskTerms> = {}): TaskState {
  const [ladder] = programme().ladders;
  if (!ladder) throw new Error('no ladder');
  const terms: TaskTerms = {
    key: 'ar7k2',
    display: 'AR-7K2',
    kind: 'evidence-request',
    origin: { occurrence: 'o1' },
    slot: 'task',
    title: { text: 'Access review: production AWS, 2027 Q2' },
    ask: { text: 'Check who can reach production AWS.' },
    instructions: [],
    evidence: [],
    clauses: ['A.5.18'],
    process: 'joiners',
    tracker: 'main',
    owner: 'sam',
    selfVerification: false,
    ladder,
    extensions: 2,
    missedGrade: 'minor',
    opens: summer('2027-04-01 00:00'),
    due: endOf('2027-04-16'),
    hardLimit: limit,
    version: 2,
    ...changes,
  };
  const body = { terms: JSON.parse(JSON.stringify(terms)), assignee: 'sam' };
  return evolveTask(undefined, { stream: 'task/ar7k2', kind: 'planned', actor: 'engine', at: terms.opens, body });
}

function raisedFrom(task: TaskState, because: 'missed' | 'waived' = 'missed', on = org): NonconformityState {
  const raising = { key: 'nc2', display: 'NC-2027-021', org: on, version: 2, now: noticed };
  const [event, ...rest] = raiseForTask(raising, task, { because, at: limit.at, noticed });
  if (!event || rest.length > 0) throw new Error('one event');
  expect(event).toMatchObject({ stream: 'nonconformity/nc2', kind: 'raised', at: limit.at, actor: 'engine' });
  return evolveNonconformity(undefined, event);
}

describe('the nonconformity of a missed duty', () => {
  it('belongs to the process’s owner, is dated by the hard limit, and counts from the day it was noticed', () => {
    const state = raisedFrom(missedTask());
    expect(state.assignee).toBe('priya');
    expect(state.terms).toMatchObject({ dated: limit.at, raisedOn: noticed, ownGrade: 'minor', clauses: ['A.5.18'] });
    expect(state.clocks).toEqual({ plan: endOf('2027-05-17'), resolve: endOf('2027-08-01') });
    expect(state.terms.ladder.hardLimit).toBeUndefined();
  });

  it('of a duty without such a process belongs to the duty’s owner; the grade is the duty’s', () => {
    const state = raisedFrom(missedTask({ process: 'other', missedGrade: 'major' }));
    expect(state.assignee).toBe('sam');
    expect(state.grade).toBe('major');
    expect(state.clocks.resolve).toEqual(endOf('2027-06-02'));
  });

  it('says which task it follows, and what was missed', () => {
    const opened = {
      ref: { tracker: 'main', id: '7', number: '#231', url: 'https://github.com/example/isms/issues/231' },
    };
    const task = evolveTask(missedTask(), {
      stream: 'task/ar7k2',
      kind: 'opened',
      actor: 'engine',
      at: noticed,
      body: opened,
    });
    const draft = draftNonconformity(raisedFrom(task), org, true);
    expect(draft.assignee).toBe('priya');
    const block = draft.block.map((part) => plain('items' in part ? part.items : [part.text]));
    expect(block[0]).toContain(
      'Access review: production AWS, 2027 Q2, was due on 16 April 2027 and was not done by the end of 30 April 2027.',
    );
    expect(block).toContain('#231 counts as missed since 30 Apr. It has to be done there all the same.');
  });

  it('names the other tasks of the occurrence that were open, but no parts of one', () => {
    const beside = (changes: Partial<TaskTerms>) => missedTask({ key: 'x', ...changes });
    const others = [
      beside({ display: 'AR-1AA' }),
      beside({ display: 'AR-2BB', partOf: 'ar7k2' }),
      { ...beside({ display: 'AR-3CC' }), stage: 'ended' as const },
    ];
    const raising = { key: 'nc2', display: 'NC-2027-021', org, version: 2, now: noticed };
    const call = { because: 'missed', at: limit.at, noticed } as const;
    const [event] = raiseForTask(raising, missedTask(), call, others);
    expect(JSON.stringify(event?.body)).toContain('30 April 2027. Open beside it when last read: AR-1AA (Sam Okoro)."');
    expect(JSON.stringify(raiseForTask(raising, missedTask(), call))).not.toContain('beside');
  });

  it('that was waived uncovered names that', () => {
    expect(raisedFrom(missedTask({ clauses: ['9.2'] }), 'waived').terms).toMatchObject({
      source: { kind: 'waived', occurrence: 'o1', task: { display: 'AR-7K2' } },
      title: { text: 'Access review: production AWS, 2027 Q2, was waived' },
    });
  });

  it('lacks a ladder nowhere: a programme without one is an error that says what to add', () => {
    const without = organisation({ ladders: programme().ladders.map((l) => ({ ...l, id: 'mine' })) });
    expect(() => raisedFrom(missedTask(), 'missed', without)).toThrow(
      /found mine; nonconformities are chased by L2\. Add it/,
    );
  });
});

describe('the nonconformity that a person raises', () => {
  const raising = { key: 'nc1', display: 'NC-2027-014', org, version: 2, now: noticed };
  const finding = {
    by: 'jonas',
    title: 't',
    nature: 'n',
    clauses: ['9.2'],
    process: 'joiners',
    grade: 'major' as const,
  };

  it('stands under the raiser’s name and how it was asserted', () => {
    const [event] = raiseFinding(raising, {
      ...finding,
      owner: 'sam',
      asserted: 'asserted at the command line by j@host',
    });
    expect(event).toMatchObject({ actor: 'person:jonas (asserted at the command line by j@host)', at: noticed });
    expect(event?.body).toMatchObject({
      terms: { owner: 'sam', raisedBy: 'jonas', source: { kind: 'person', by: 'jonas' }, tracker: 'main' },
    });
  });

  it('needs a process or an owner', () => {
    expect(() => raiseFinding(raising, { ...finding, process: 'nowhere' })).toThrow(/found nowhere; allowed: joiners/);
    expect(raiseFinding(raising, { ...finding, process: 'nowhere', owner: 'sam' })).toHaveLength(1);
  });

  it('keeps the clocks that it was raised under', () => {
    const [event] = raiseFinding(raising, finding);
    if (!event) throw new Error('no event');
    const state = evolveNonconformity(undefined, event);
    expect(state.terms.clocks.minor.resolve).toEqual(days(90));
  });
});

describe('the nonconformity that a record calls for', () => {
  const raising = { key: 'nc3', display: 'NC-2027-022', org, version: 2, now: noticed };
  const audit = { key: 'ia1', display: 'IA-1', number: '#12', url: 'https://github.com/example/isms/issues/12' };
  const grounds: Grounds = {
    source: { kind: 'finding' },
    title: 'leavers kept VPN access',
    nature: 'Two of nine leavers still had VPN access.',
    clauses: ['A.5.18'],
    process: 'joiners',
    grade: 'major',
    raisedBy: 'jonas',
    raisedOn: '2027-05-01',
    links: [audit],
  };

  function raised(changes: Partial<Grounds> = {}): NonconformityState {
    const [event, ...rest] = raiseFrom(raising, { ...grounds, ...changes });
    if (!event || rest.length > 0) throw new Error('one event');
    return evolveNonconformity(undefined, event);
  }

  it('counts from the raiser’s own date, belongs to the process’s owner, and keeps what it follows from', () => {
    const state = raised();
    expect(state.terms).toMatchObject({
      source: { kind: 'finding' },
      links: [audit],
      owner: 'priya',
      raisedBy: 'jonas',
    });
    expect(state.terms).toMatchObject({ dated: '2027-05-01', raisedOn: '2027-05-01', entered: noticed });
    expect(state.clocks).toEqual({ plan: endOf('2027-05-08'), resolve: endOf('2027-05-31') });
  });

  it.each([
    ['finding', 'A finding of IA-1 (#12). Raised by Jonas Weber, 1 May.'],
    ['measurement', 'A measurement: IA-1 (#12). Raised by Jonas Weber, 1 May.'],
    ['incident', 'Follows the incident IA-1 (#12). Raised by Jonas Weber, 1 May.'],
    ['risk', 'Follows the risk IA-1 (#12). Raised by Jonas Weber, 1 May.'],
  ] as const)('says in its ticket that it comes from a %s', (kind, words) => {
    const block = draftNonconformity(raised({ source: { kind } }), org, true).block;
    expect(block.map((part) => plain('items' in part ? part.items : [part.text]))).toContain(words);
  });

  it('raised by the engine names nobody, and counts from now unless it says otherwise', () => {
    const [event] = raiseFrom(raising, { ...without(grounds, 'raisedOn', 'links'), raisedBy: 'engine' });
    expect(event).toMatchObject({ actor: 'engine', at: noticed });
    const state = event && evolveNonconformity(undefined, event);
    expect(state?.terms).toMatchObject({ raisedOn: noticed, dated: noticed });
    expect(state?.terms.links).toBeUndefined();
  });

  it('needs a process of the programme, or an owner', () => {
    expect(() => raised({ process: 'nowhere' })).toThrow(/found nowhere; allowed: joiners/);
    expect(raised({ process: 'nowhere', owner: 'sam' }).assignee).toBe('sam');
  });
});

describe('the log of a nonconformity', () => {
  it('that does not begin with raised is damaged', () => {
    const event = { stream: 'nonconformity/x', kind: 'resolved', actor: 'engine', at: noticed, body: {} };
    expect(() => evolveNonconformity(undefined, event)).toThrow(/begins with resolved, not with raised/);
  });
});
