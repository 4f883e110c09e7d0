import { describe, expect, it } from '@jest/globals';
import { documentedBy } from '../../../rules/documented.ts';
import { startedBy } from '../../../rules/follow-ups.ts';
import type { Item, TaskTerms } from '../../../rules/task/state.ts';
import { duty } from '../programmes.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { assigns, closes, down, heard, kinds, lastComment, run, says, step, world } from '../task/world.ts';

const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const item = (id: string, word: Item['word']): Item => ({
  id,
  text: { text: id },
  file: false,
  kept: false,
  ...(word && { word }),
});
const delegate = (powers: 'risk'[]) => ({ sam: { to: 'priya', from: '2027-04-01', until: '2027-04-30', powers } });

function rating(parts: Partial<TaskTerms> = {}, org = organisation()) {
  const evidence = [item('R-1', 'risk'), item('R-2', 'risk'), item('new', 'risk')];
  const { verifier: _, ...terms } = {
    verifier: undefined,
    kind: 'risk-rating' as const,
    slot: 'rate/sam',
    evidence,
    risks: { criteria },
    ...parts,
  };
  const w = world(rules, { terms: { ...terms, verifier: 'mara' }, org });
  w.now = at('04-02 10:00');
  return w;
}

describe('rating risks', () => {
  it.each([
    [
      '/risk R-1 consequence=4 likelihood=3 because of trains',
      { what: 'rate', id: 'R-1', consequence: 4, likelihood: 3 },
    ],
    ['/risk likelihood=3, consequence=4 r-1', { what: 'rate', id: 'R-1' }],
    ['/risk retire R-2 because it was sold', { what: 'retire', id: 'R-2', because: { text: 'it was sold' } }],
    ['/risk none because nothing came up', { what: 'none' }],
    [
      '/risk add Phishing consequence=3 likelihood=4 because we were hit',
      { what: 'add', title: { text: 'Phishing' }, owner: 'sam' },
    ],
  ])('hears %s', (text, says) => {
    const w = rating();
    heard(w, 'sam', text);
    expect(w.state.given.at(-1)?.says).toMatchObject(says);
    expect(w.comments).toEqual([]);
  });

  it.each([
    ['/risk R-1 consequence=4', 'it needs both, such as consequence=4 likelihood=3'],
    ['/risk R-1 consequence=6 likelihood=1', 'consequence is a whole number, 1 to 5'],
    ['/risk R-1 consequence=1 likelihood=0', 'likelihood is a whole number, 1 to 5'],
    ['/risk R-9 consequence=1 likelihood=1', 'it begins with a risk, one of R-1, R-2, add, retire, or none'],
    ['/risk retire R-1', 'it needs a reason'],
    ['/risk none', 'it needs a reason'],
    ['/risk add consequence=1 likelihood=1', 'it needs the risk, in a few words'],
    ['/risk add Phishing', 'it needs both'],
    ['/risk add Phishing consequence=1 likelihood=1 @ken-adeyemi', 'what is rated here is yours'],
    ['/risk add Phishing consequence=1 likelihood=1 @nobody-at-all', '@nobody-at-all is nobody in the programme'],
  ])('says what is wrong with %s', (text, wrong) => {
    const w = rating();
    expect(heard(w, 'sam', text)).toContain(wrong);
    expect(w.state.given).toEqual([]);
  });

  it('is the owner’s, and a delegate’s only where the delegation says so', () => {
    expect(heard(rating(), 'jonas', '/risk R-1 consequence=1 likelihood=1')).toContain(
      'on this ticket Sam Okoro may use it',
    );
    const without = rating({}, organisation({}, delegate([])));
    heard(without, 'priya', '/risk R-1 consequence=1 likelihood=1');
    expect(without.state.given).toEqual([]);
    const power = rating({}, organisation({}, delegate(['risk'])));
    heard(power, 'priya', '/risk R-1 consequence=1 likelihood=1');
    expect(power.state.given).toMatchObject([{ by: 'priya' }]);
  });

  it('stays with the owner when somebody reassigns it, and is the lead’s once the owner has left', () => {
    const w = rating();
    assigns(w, 'sam', 'ken');
    run(w, at('04-02 11:00'));
    expect(w.state.assignee).toBe('sam');
    expect(lastComment(w)).toBe('This stays with Sam Okoro: only the owner decides about a risk.');
    expect(kinds(w)).toContain('put-back');
    const left = organisation();
    const people = left.programme.people.filter((p) => p.id !== 'sam');
    const alone = rating({ owner: 'sam' }, { ...left, programme: { ...left.programme, people } });
    heard(alone, 'mara', '/risk R-1 consequence=1 likelihood=1');
    expect(alone.state.given).toMatchObject([{ by: 'mara' }]);
  });

  it('records each risk as it was said last; one that was added has an id that no other task gives', () => {
    const w = rating();
    heard(w, 'sam', '/risk R-1 consequence=5 likelihood=5');
    heard(w, 'sam', '/risk R-1 consequence=2 likelihood=2 because it was a typo');
    heard(w, 'sam', '/risk retire R-2 because it was sold');
    heard(w, 'sam', '/risk add Phishing consequence=3 likelihood=4');
    const id = String(w.state.given.at(-1)?.says?.id);
    heard(w, 'sam', `/risk ${id} consequence=3 likelihood=5`);
    closes(w, 'sam');
    run(w, at('04-03 10:00'));
    says(w, 'mara', '/accept');
    run(w, at('04-03 11:00'));
    expect(w.state.verdict).toBe('verified');
    const events = documentedBy(w.state).map((e) => [e.stream.replace('documented/risk/', ''), e.kind, e.body.level]);
    expect(events).toEqual([
      ['R-1', 'rated', 4],
      ['R-2', 'retired', undefined],
      [id, 'identified', undefined],
      [id, 'rated', 15],
    ]);
    expect(id).toMatch(/^R-[0-9A-Z]{5}$/);
    const other = rating({ key: 'k8' });
    heard(other, 'sam', '/risk add Phishing consequence=3 likelihood=4');
    expect(other.state.given.at(-1)?.says?.id).not.toBe(id);
  });

  it('gives each risk that is added an id of its own, also two in one ticket', () => {
    const w = rating();
    heard(w, 'sam', '/risk add Phishing consequence=3 likelihood=4');
    heard(w, 'sam', '/risk add Flood consequence=2 likelihood=1');
    const ids = w.state.given.map((e) => e.says?.id);
    expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
  });

  it('is not for whoever prepares: they name what is missing and its owner, who rates it', () => {
    const w = rating({ kind: 'risk-assessment', slot: 'prepare', evidence: [item('new', 'risk')] });
    expect(heard(w, 'sam', '/risk add Phishing consequence=3 likelihood=4 @ken-adeyemi')).toContain(
      'its owner rates it; name them, @owner',
    );
    expect(w.state.given).toEqual([]);
    heard(w, 'sam', '/risk add Phishing @ken-adeyemi');
    expect(w.state.given.at(-1)?.says).toMatchObject({ what: 'add', owner: 'ken' });
    expect(w.state.given.at(-1)?.says).not.toHaveProperty('consequence');
    const id = String(w.state.given.at(-1)?.says?.id);
    expect(heard(w, 'sam', `/risk ${id} consequence=5 likelihood=5 because we were hit`)).toContain(
      `${id} is rated by its owner, Ken Adeyemi, in a ticket of their own that opens after this one; here it can only be retired`,
    );
    expect(heard(w, 'sam', '/risk R-1 consequence=1 likelihood=1')).toContain(
      'risks are rated by their owners, each in a ticket of their own that opens after this one; here: add TITLE @owner, retire what was added here, or none because …',
    );
    expect(lastComment(w)).toContain('It is written /risk add TITLE @owner.');
    expect(w.state.given).toHaveLength(1);
    heard(w, 'sam', `/risk retire ${id} because it is on the list already`);
    expect(w.state.given.at(-1)?.says).toMatchObject({ what: 'retire', id });
  });

  it('leaves nothing rated by whoever prepared', () => {
    const w = rating({ kind: 'risk-assessment', slot: 'prepare', evidence: [item('new', 'risk')] });
    heard(w, 'sam', '/risk add Phishing @ken-adeyemi');
    heard(w, 'sam', `/risk ${w.state.given[0]?.says?.id} consequence=5 likelihood=5`);
    closes(w, 'sam');
    run(w, at('04-03 10:00'));
    says(w, 'mara', '/accept');
    run(w, at('04-03 11:00'));
    expect(documentedBy(w.state).map((e) => e.kind)).toEqual(['identified']);
  });

  it('leaves nothing on record where the rating was waived', () => {
    const w = rating();
    heard(w, 'sam', '/risk R-1 consequence=5 likelihood=5');
    heard(w, 'sam', '/risk add Phishing consequence=3 likelihood=4');
    heard(w, 'sam', '/waive because the programme is being sold');
    heard(w, 'jonas', '/approve');
    expect(w.state.verdict).toBe('waived');
    expect(documentedBy(w.state)).toEqual([]);
  });

  it('is over once it is handed in: what is rated after that does not count', () => {
    const w = rating({ evidence: [item('R-1', 'risk')] });
    heard(w, 'sam', '/risk R-1 consequence=4 likelihood=4');
    closes(w, 'sam');
    run(w, at('04-03 10:00'));
    expect(heard(w, 'sam', '/risk R-1 consequence=1 likelihood=1')).toContain('this has been handed in');
    says(w, 'mara', '/accept');
    run(w, at('04-03 11:00'));
    expect(documentedBy(w.state)).toMatchObject([{ kind: 'rated', body: { level: 16 } }]);
  });

  it('starts a treatment only for one that was assessed anew and is still too high', () => {
    const org = organisation({ duties: [duty({ id: 'treating', kind: 'risk-treatment' })] });
    const ended = (alone: boolean, level: string) => {
      const w = rating({ evidence: [item('R-1', 'risk')], risks: { criteria, ...(alone && { alone }) } }, org);
      heard(w, 'sam', `/risk R-1 ${level}`);
      closes(w, 'sam');
      run(w, at('04-03 10:00'));
      says(w, 'mara', '/accept');
      run(w, at('04-03 11:00'));
      return startedBy(w.state, org).map((call) => [call.duty, call.cause]);
    };
    expect(ended(true, 'consequence=3 likelihood=3')).toEqual([['treating', 'risk:R-1:rated:o7']]);
    expect(ended(true, 'consequence=4 likelihood=2')).toEqual([]);
    expect(ended(false, 'consequence=3 likelihood=3')).toEqual([]);
  });

  it('starts the treatment of what is too high once it is taken up again, for the report may be written by then', () => {
    const org = organisation({ duties: [duty({ id: 'treating', kind: 'risk-treatment' })] });
    const w = rating({ evidence: [item('R-1', 'risk'), item('R-2', 'risk')] }, org);
    const rated = (text: string) => {
      heard(w, 'sam', text);
      closes(w, 'sam');
      heard(w, 'mara', '/accept');
      return startedBy(w.state, org).map((call) => [call.duty, call.cause, call.reason]);
    };
    expect(rated('/risk R-1 consequence=2 likelihood=2\n/risk R-2 consequence=1 likelihood=1')).toEqual([]);
    const rejected = w.now;
    heard(w, 'mara', '/reject because R-1 is not 4');
    expect(rated('/risk R-1 consequence=5 likelihood=4')).toEqual([
      ['treating', `risk:R-1:rated:${rejected}`, 'R-1 is at level 20; at most 8 may be retained'],
    ]);
  });
});

describe('deciding how a risk is treated', () => {
  const planning = () => {
    const risks = { criteria, risk: { id: 'R-1', title: { text: 'Laptop theft' } } };
    return rating({ kind: 'risk-plan', slot: 'plan', evidence: [item('treatment', 'treat')], risks });
  };

  it.each([
    [
      '/treat R-1 modify controls=A.8.1,A.5.10 @ken-adeyemi 2027-06-01 Encrypt',
      { option: 'modify', controls: ['A.8.1', 'A.5.10'] },
    ],
    [
      '/treat 2027-06-01 share Insure them @ken-adeyemi',
      { option: 'share', controls: [], text: { text: 'Insure them' } },
    ],
    [
      '/treat modify controls=A.9.2.5,A.18.2.3,A.5.18 @ken-adeyemi 2027-06-01 Review',
      { option: 'modify', controls: ['A.5.18', 'A.5.36', 'A.8.8'] },
    ],
    ['/treat retain because there is no money', { option: 'retain', text: { text: 'there is no money' } }],
    ['/treat take controls=X-3 @ken-adeyemi 2027-06-01 Open a shop', { option: 'take', controls: ['X-3'] }],
  ])('hears %s', (text, said) => {
    const w = planning();
    heard(w, 'sam', text);
    expect(w.state.given.at(-1)?.says).toMatchObject(said);
  });

  it.each([
    ['/treat', 'it needs one of modify, retain, avoid, share, take'],
    ['/treat modify @ken-adeyemi 2027-06-01 Encrypt', 'it needs the controls'],
    ['/treat modify controls=A.8.99 @ken-adeyemi 2027-06-01 Encrypt', 'A.8.99 is no control of Annex A'],
    ['/treat avoid 2027-06-01 Stop it', 'it needs who does it, @owner'],
    ['/treat avoid @nobody-at-all 2027-06-01 Stop it', '@nobody-at-all is nobody in the programme'],
    ['/treat avoid @ken-adeyemi Stop it', 'it needs a date to come'],
    ['/treat avoid @ken-adeyemi 2027-03-01 Stop it', 'it needs a date to come'],
    ['/treat avoid @ken-adeyemi 2027-06-01', 'it needs what will be done'],
    ['/treat retain', 'it needs a reason'],
  ])('says what is wrong with %s', (text, wrong) => {
    const w = planning();
    expect(heard(w, 'sam', text)).toContain(wrong);
    expect(kinds(w).filter((kind) => kind === 'evidence-given')).toEqual([]);
  });

  it('takes a date that was to come when it was written, however late it is read', () => {
    const w = planning();
    says(w, 'sam', '/treat avoid @ken-adeyemi 2027-04-05 Stop it');
    step(down(w, at('04-07 10:00')));
    expect(w.state.given).toMatchObject([{ at: at('04-02 10:00'), says: { action: { due: { date: '2027-04-05' } } } }]);
  });

  it('said again, the last word counts: that is what is recorded', () => {
    const w = planning();
    heard(w, 'sam', '/treat modify controls=A.8.1 @ken-adeyemi 2027-06-01 Encrypt');
    heard(w, 'sam', '/treat retain because there is no money');
    closes(w, 'sam');
    run(w, at('04-03 10:00'));
    says(w, 'mara', '/accept');
    run(w, at('04-03 11:00'));
    expect(documentedBy(w.state)).toMatchObject([{ kind: 'treatment-decided', body: { option: 'retain' } }]);
    expect(documentedBy(w.state)).toHaveLength(1);
  });
});
