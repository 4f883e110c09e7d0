import { describe, expect, it } from '@jest/globals';
import { type Minor, majorFor, proposalTerms, repeating } from '../../../rules/nonconformity/repeats.ts';
import type { Organisation } from '../../../rules/organisation.ts';
import { plain } from '../../../rules/plain.ts';
import { advanceTask } from '../../../rules/task/advance.ts';
import { draftTask } from '../../../rules/task/draft.ts';
import { evolveTask } from '../../../rules/task/evolve.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import type { Ticket } from '../../../rules/ticket.ts';
import { endOf, organisation, programme, summer } from './fixture.ts';

const org = organisation();
const now = summer('2027-05-03 09:00');
const ref = { tracker: 'main', id: 'i-9', number: '#300', url: 'https://github.com/example/isms/issues/300' };

function minor(key: string, raisedOn: string): Minor {
  const url = `https://github.com/example/isms/issues/${key}`;
  return { link: { key, display: `NC-${key}`, number: `#${key}`, url }, title: `finding ${key}`, raisedOn };
}

function keys(minors: Minor[], raised: string, on: Organisation = org): string[] | undefined {
  return repeating(minors, raised, on.programme.clocks.repeats, on.calendar)?.map((m) => m.link.key);
}

const three = [minor('1', '2026-05-04'), minor('2', summer('2026-09-01 10:00')), minor('3', '2027-05-03')];

describe('minors that repeat on one process', () => {
  it('are three within twelve months from the first, its day not counted, the oldest first', () => {
    expect(keys([...three].reverse(), '3')).toEqual(['1', '2', '3']);
    expect(keys([minor('1', '2026-05-03'), ...three.slice(1)], '3')).toEqual(['1', '2', '3']);
    expect(keys([minor('1', '2026-05-02'), ...three.slice(1)], '3')).toBeUndefined();
    expect(keys(three.slice(1), '3')).toBeUndefined();
  });

  it('count those that were raised after one that is entered late', () => {
    expect(keys(three, '1')).toEqual(['1', '2', '3']);
  });

  it('without the one just raised propose nothing', () => {
    expect(keys([...three, minor('4', '2029-01-01')], '4')).toBeUndefined();
  });

  it('are as many, and within as long, as the programme says', () => {
    const { clocks } = programme();
    const strict = organisation({ clocks: { ...clocks, repeats: { minors: 2, within: { unit: 'days', n: 244 } } } });
    expect(keys(three.slice(1), '3', strict)).toEqual(['2', '3']);
    const quick = organisation({ clocks: { ...clocks, repeats: { minors: 2, within: { unit: 'days', n: 243 } } } });
    expect(keys(three.slice(1), '3', quick)).toBeUndefined();
  });
});

function proposal(on: Organisation = org): TaskState {
  const { terms, assignee } = proposalTerms(three, 'joiners', on, { key: 'p1', display: 'REP-1A', version: 2 }, now);
  const body = JSON.parse(JSON.stringify({ terms, assignee }));
  const at = { stream: 'task/p1', actor: 'engine', at: now };
  return evolveTask(evolveTask(undefined, { ...at, kind: 'planned', body }), { ...at, kind: 'opened', body: { ref } });
}

function read(state: TaskState, said: [who: string, text: string][], on = org, changes: Partial<Ticket> = {}) {
  const at = summer('2027-05-04 10:00');
  const reading: Ticket = {
    ref,
    asOf: summer('2027-05-04 11:00'),
    updated: at,
    createdAt: now,
    title: '',
    labels: [],
    category: 'open',
    assignees: [{ id: `u-${state.assignee}`, login: state.assignee }],
    comments: said.map(([who, text], i) => ({
      id: `c${i}`,
      author: { id: `u-${who}`, login: who },
      at,
      edited: false,
      text,
      attachments: [],
    })),
    changes: [],
    fence: 'intact',
    ...changes,
  };
  const decision = advanceTask(state, 2, { reading, files: {}, othersReadable: true }, on, reading.asOf);
  const replies = decision.effects.flatMap((e) => (e.kind === 'comment' ? [plain(e.text)] : []));
  return { decision, replies, state: decision.state };
}

describe('the proposal to raise a major', () => {
  it('goes to the lead with the links, and says how it is decided', () => {
    const state = proposal();
    const draft = draftTask(state, org, true);
    const text = draft.block.map((part) => plain('items' in part ? part.items : [part.text])).join('\n');
    expect(draft).toMatchObject({
      assignee: 'mara',
      title: 'Three minors on joiners and leavers: are they a major?',
      labels: ['isms', 'isms/repeats'],
    });
    expect(text).toContain(
      'Decide whether three minor nonconformities on joiners and leavers within 12 months are a major. Due Mon 10 May 2027.',
    );
    expect(text).toContain('NC-1: finding 1, raised Mon 4 May 2026');
    expect(text).toContain('Mara Lindt decides, because they do not own the process.');
    expect(JSON.stringify(draft.block)).toContain('"href":"https://github.com/example/isms/issues/2"');
  });

  it('goes to top management where the lead owns the process', () => {
    const owned = organisation({ processes: [{ id: 'joiners', title: 'joiners and leavers', owner: 'mara' }] });
    const state = proposal(owned);
    expect(state).toMatchObject({ assignee: 'elena', due: endOf('2027-05-17') });
    expect(read(state, [['mara', '/accept']], owned).state.decided).toBeUndefined();
    expect(read(state, [['elena', '/accept']], owned).state.decided).toMatchObject({ by: 'elena' });
  });

  it('accepted, asks for a major of the process that names the minors', () => {
    const { state, replies, decision } = read(proposal(), [['mara', '/accept']]);
    expect(decision.ended).toBe(true);
    expect(state).toMatchObject({ verdict: 'accepted', decided: { decision: 'accepted', by: 'mara' } });
    expect(replies[0]).toMatch(/^Accepted by Mara Lindt: a major nonconformity is raised/);
    expect(majorFor(state, ['A.5.18', 'A.8.2', 'A.5.18'], org)).toEqual({
      source: { kind: 'repeats' },
      title: 'Three minors on joiners and leavers',
      nature: expect.stringContaining('within 12 months'),
      clauses: ['A.5.18', 'A.8.2'],
      process: 'joiners',
      grade: 'major',
      raisedBy: 'mara',
      raisedOn: summer('2027-05-04 10:00'),
      links: three.map((m) => m.link),
    });
  });

  it('rejected with a reason, asks for nothing', () => {
    const { state, replies } = read(proposal(), [['mara', '/reject because three different causes']]);
    expect(state).toMatchObject({ verdict: 'rejected', decided: { reason: { text: 'three different causes' } } });
    expect(replies[0]).toContain('three different causes');
    expect(majorFor(state, ['A.5.18'], org)).toBeUndefined();
  });

  it('is not decided without a reason, by the owner, a stranger, or other words; nor by a close or twice', () => {
    for (const [who, text] of [
      ['mara', '/reject'],
      ['priya', '/accept'],
      ['nobody', '/accept'],
      ['mara', '/approve'],
      ['mara', '/waive because of time'],
    ] as const) {
      const { state, replies } = read(proposal(), [[who, text]]);
      expect([who, text, state.stage, state.decided]).toEqual([who, text, 'open', undefined]);
      expect(replies).toHaveLength(1);
    }
    const closed = { by: { id: 'u-mara', login: 'mara' }, at: summer('2027-05-04 10:30') };
    const { state, replies } = read(proposal(), [], org, { category: 'done', closed });
    expect(state.stage).toBe('open');
    expect(replies[0]).toMatch(/closing decides nothing here.*\/accept.*\/reject because …/);
    const decided = read(proposal(), [['mara', '/accept']]).state;
    expect(read(decided, [['mara', '/reject because of doubts']], org, { category: 'done' }).state.verdict).toBe(
      'accepted',
    );
  });

  it('of a process that is no longer in the programme leaves the major to whoever accepted it', () => {
    const { state } = read(proposal(), [['mara', '/accept']]);
    expect(majorFor(state, [], organisation({ processes: [] }))).toMatchObject({ owner: 'mara' });
  });
});
