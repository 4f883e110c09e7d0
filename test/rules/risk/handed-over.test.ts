import { describe, expect, it } from '@jest/globals';
import { documentedBy } from '../../../rules/documented.ts';
import type { Item, TaskTerms } from '../../../rules/task/state.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { closes, heard, kinds, run, ticketOf, type World, world } from '../task/world.ts';

const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const current = { level: 6, limit: 8, criteria: '5x5/8' };
const about = { criteria, risk: { id: 'R-1', title: { text: 'Theft' } } };
const item = (id: string, word: Item['word'] = 'risk'): Item => ({
  id,
  text: { text: id },
  file: false,
  kept: false,
  ...(word && { word }),
});

function opened(terms: Partial<TaskTerms>, org = organisation()): World {
  const w = world(rules, { org, terms: { evidence: [], origin: { occurrence: 'o7' }, ...terms } });
  w.now = at('04-02 10:00');
  return w;
}

/** The import names other owners, and the engine looks. */
function over(w: World, owners: Record<string, string>): World {
  w.seen.owners = owners;
  return run(w, at('04-02 11:00'));
}

const accepting = () => opened({ kind: 'risk-acceptance', slot: 'accept', risks: { ...about, current } });
const planning = () =>
  opened({ kind: 'risk-plan', slot: 'plan', evidence: [item('treatment', 'treat')], risks: { ...about, current } });
const rating = () =>
  opened({
    kind: 'risk-rating',
    slot: 'rate/sam',
    evidence: [item('R-1'), item('R-2'), item('new')],
    risks: { criteria },
  });
const assignees = (w: World) => ticketOf(w).ticket.assignees.map(({ login }) => login);

describe('an acceptance whose risk is handed over while it is open', () => {
  it('is the new owner’s: the ticket goes to them, they are told once, and their word counts', () => {
    const w = over(accepting(), { 'R-1': 'ken' });
    expect(assignees(w)).toEqual(['ken-adeyemi']);
    expect(w.comments.map(({ text, told }) => [text, told])).toEqual([
      ['This is Ken Adeyemi’s from now on: it is not Sam Okoro’s to decide any more.', ['ken']],
    ]);
    expect(JSON.stringify(w.block)).toContain('Ken Adeyemi decides, as the risk’s owner.');
    heard(w, 'ken', '/accept');
    expect(documentedBy(w.state)).toMatchObject([{ kind: 'risk-accepted', body: { by: 'ken' } }]);
  });

  it('is no longer for its former owner to accept or to reject', () => {
    const w = over(accepting(), { 'R-1': 'ken' });
    expect(heard(w, 'sam', '/accept')).toContain('on this ticket Ken Adeyemi may accept');
    expect(heard(w, 'sam', '/reject because no')).toContain('on this ticket Ken Adeyemi may reject');
    expect(w.state.stage).toBe('open');
  });

  it('is the former owner’s again once the risk comes back to them', () => {
    const w = over(accepting(), { 'R-1': 'ken' });
    w.seen.owners = { 'R-1': 'sam' };
    run(w, at('04-02 12:00'));
    expect([w.state.assignee, assignees(w)]).toEqual(['sam', ['sam-okoro']]);
    heard(w, 'sam', '/accept');
    expect(w.state.verdict).toBe('approved');
  });

  it('stays as it ended where that was before', () => {
    const w = accepting();
    heard(w, 'sam', '/accept');
    const before = kinds(w);
    over(w, { 'R-1': 'ken' });
    expect([kinds(w), w.state.assignee, assignees(w)]).toEqual([before, 'sam', ['sam-okoro']]);
  });

  it('is told beside the ticket to a new owner who has no account there', () => {
    const org = organisation();
    const w = opened(
      { kind: 'risk-acceptance', slot: 'accept', risks: { ...about, current } },
      { ...org, accounts: org.accounts.filter(({ person }) => person !== 'ken') },
    );
    over(w, { 'R-1': 'ken' });
    expect(w.state.assignee).toBe('ken');
    expect(w.notices.filter(({ to }) => to === 'ken').map(({ lines }) => lines[0])).toEqual([
      'This is Ken Adeyemi’s from now on: it is not Sam Okoro’s to decide any more.',
    ]);
    expect(over(accepting(), { 'R-1': 'ken' }).notices).toEqual([]);
  });

  it('stays as it is where the risk is still theirs, or the lead has it for somebody who left', () => {
    const mine = over(accepting(), { 'R-1': 'sam' });
    const left = over(opened({ kind: 'risk-acceptance', owner: 'mara', risks: { ...about, current } }), {
      'R-1': 'nobody-any-more',
    });
    for (const w of [mine, left]) expect([kinds(w), w.comments]).toEqual([['planned', 'opened'], []]);
    heard(left, 'mara', '/accept');
    expect(left.state.verdict).toBe('approved');
  });
});

describe('a treatment whose risk is handed over before it is decided', () => {
  it('is decided by whoever owns it now', () => {
    const w = over(planning(), { 'R-1': 'ken' });
    expect(heard(w, 'sam', '/treat R-1 retain because it is small')).toContain('on this ticket Ken Adeyemi may use it');
    heard(w, 'ken', '/treat R-1 retain because it is small');
    expect(w.state.given.map(({ by }) => by)).toEqual(['ken']);
  });
});

describe('a rating of several risks', () => {
  const rated = (w: World) => w.state.given.map(({ by, says }) => [says?.id, by]);

  it('leaves each of them to whoever owns it now; who takes one over is asked in the ticket, which stays', () => {
    const w = over(rating(), { 'R-1': 'sam', 'R-2': 'ken' });
    expect([w.state.assignee, assignees(w)]).toEqual(['sam', ['sam-okoro']]);
    expect(w.comments.map(({ text, told }) => [text, told])).toEqual([
      ['@ken-adeyemi R-2 is yours from now on: please rate it here.', ['ken']],
    ]);
    expect(heard(w, 'sam', '/risk r-2 consequence=1 likelihood=1')).toContain('on this ticket Ken Adeyemi may use it');
    expect(heard(w, 'ken', '/risk R-1 consequence=1 likelihood=1')).toContain('on this ticket Sam Okoro may use it');
    heard(w, 'sam', '/risk R-1 consequence=1 likelihood=1');
    heard(w, 'ken', '/risk retire R-2 because it was sold');
    expect(rated(w)).toEqual([
      ['R-1', 'sam'],
      ['R-2', 'ken'],
    ]);
  });

  it('keeps what its former owner rated while it was theirs, until the new one rates it', () => {
    const w = rating();
    heard(w, 'sam', '/risk R-2 consequence=1 likelihood=1');
    over(w, { 'R-1': 'sam', 'R-2': 'ken' });
    expect(rated(w)).toEqual([['R-2', 'sam']]);
    heard(w, 'ken', '/risk R-2 consequence=2 likelihood=2');
    expect(documentedBy(w.state)).toMatchObject([{ kind: 'rated', body: { by: 'ken', level: 4 } }]);
  });

  it('that was handed in is verified as it is; nobody is asked any more', () => {
    const w = rating();
    for (const risk of ['R-1', 'R-2']) heard(w, 'sam', `/risk ${risk} consequence=1 likelihood=1`);
    heard(w, 'sam', '/risk none because nothing came up');
    closes(w, 'sam');
    run(w, at('04-02 10:30'));
    expect(w.state.stage).toBe('submitted');
    const said = w.comments.length;
    over(w, { 'R-1': 'ken', 'R-2': 'ken' });
    expect([w.state.assignee, assignees(w), w.comments.length]).toEqual(['sam', ['sam-okoro'], said]);
  });

  it('goes to the new owner as a whole once none is left to the former one', () => {
    const w = over(rating(), { 'R-1': 'ken', 'R-2': 'ken' });
    expect([w.state.assignee, assignees(w)]).toEqual(['ken', ['ken-adeyemi']]);
    heard(w, 'ken', '/risk add Phishing consequence=2 likelihood=2');
    expect(w.state.given.at(-1)?.says).toMatchObject({ what: 'add', owner: 'ken' });
    expect(heard(w, 'sam', '/risk none because nothing came up')).toContain('Ken Adeyemi may use it');
  });
});

describe('a concession whose risk is handed over to top management', () => {
  const asked = { by: 'sam', at: at('04-01 10:00'), because: { text: 'winter' }, expires: '2027-12-31', task: 'k6' };
  const conceding = (top: string[]) =>
    opened(
      { kind: 'risk-concession', slot: 'concession', owner: 'elena', barred: ['sam'], risks: { ...about, asked } },
      organisation({ roles: { lead: ['mara'], top } }),
    );

  it('is approved by somebody else of top management: who owns it never does', () => {
    const w = over(conceding(['elena', 'priya']), { 'R-1': 'elena' });
    expect(assignees(w)).toEqual(['priya-nair']);
    expect(heard(w, 'elena', '/approve')).toContain('on this ticket Priya Nair may approve');
    heard(w, 'priya', '/approve');
    expect(w.state.verdict).toBe('approved');
  });

  it('is not handed over by what everybody knew: whose delegate accepted it', () => {
    const risks = { ...about, asked: { ...asked, by: 'ken' } };
    const terms = {
      kind: 'risk-concession' as const,
      slot: 'concession',
      owner: 'elena',
      barred: ['ken', 'sam'],
      risks,
    };
    const w = over(opened(terms), { 'R-1': 'sam' });
    expect(kinds(w)).toEqual(['planned', 'opened']);
  });

  it('stays with the only one there is', () => {
    const w = over(conceding(['elena']), { 'R-1': 'elena' });
    heard(w, 'elena', '/approve');
    expect(w.state.verdict).toBe('approved');
  });
});
