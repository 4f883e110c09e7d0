import { describe, expect, it } from '@jest/globals';
import { type Followed, followedBy } from '../../../rules/occasion/record.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { question } from '../../../rules/triage/questions.ts';
import { duty } from '../programmes.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { down, lastComment, run, says, step, world } from '../task/world.ts';

const questions = [
  question('reassess', 'again?', { starts: { what: 'duty', duty: 'access-review' } }),
  question('scope', 'does the scope change?'),
  question('notify', 'does anybody outside have to be told?'),
];

function triage(evidence = questions) {
  const w = world(rules, { terms: { kind: 'triage', slot: 'triage', evidence, owner: 'mara', barred: ['sam'] } });
  w.now = at('04-02 10:00');
  const heard = (text: string) => {
    says(w, 'mara', text);
    run(w, new Date(Date.parse(w.now) + 60_000).toISOString());
    return lastComment(w);
  };
  return { w, heard };
}

/** The answers, as the record of an incident keeps them. */
function recorded({ terms, ...state }: TaskState) {
  const occasion = { kind: 'incident', id: 'i' } as const;
  const [followed] = followedBy({ ...state, terms: { ...terms, occasion } });
  return (followed?.body as unknown as Followed | undefined)?.answers;
}

describe('an answer of a triage', () => {
  it('that has started something stands: its record would say that nothing was', () => {
    const { w, heard } = triage();
    heard('/answer reassess yes because it hit us');
    expect(heard('/answer reassess no because it was a false alarm')).toContain(
      'reassess was answered with yes, and what follows from that has begun',
    );
    expect(w.calls).toMatchObject([{ because: 'asked', duty: 'access-review' }]);
    expect(w.state.given.map((e) => e.says)).toEqual([{ yes: true }]);
  });

  it('names its question before or after yes and no', () => {
    const { w, heard } = triage();
    heard('/answer scope no, because nothing new');
    heard('/answer no notify because nobody is hurt');
    expect(w.state.given.map((e) => [e.item, e.says])).toEqual([
      ['scope', { yes: false }],
      ['notify', { yes: false }],
    ]);
  });

  it('that has started nothing may be put right until the last one is given', () => {
    const { w, heard } = triage();
    heard('/answer reassess no because nothing new');
    heard('/answer reassess yes because it is new after all');
    heard('/answer scope yes because a new site');
    heard('/answer scope no because the site was there');
    expect(w.calls).toHaveLength(1);
    expect(w.state.given.at(-1)?.says).toEqual({ yes: false });
    heard('/answer notify no because nobody was hit');
    expect(w.state.verdict).toBe('decided');
  });

  it('that a treatment failed names its risk, which is recorded and assessed anew', () => {
    const evidence = [question('treatment', 'did one fail?', { starts: { what: 'failure', duty: 'access-review' } })];
    const { w, heard } = triage(evidence);
    expect(heard('/answer treatment yes because nothing was encrypted')).toContain('it names the risk');
    heard('/answer treatment yes because of r-7: nothing was encrypted');
    expect(w.calls).toMatchObject([
      { because: 'happened', kind: 'failed-treatment', risk: 'R-7', failed: { how: 'incident' }, by: 'mara' },
      { because: 'asked', duty: 'access-review', cause: 'risk:R-7:failed:answer:k7:treatment' },
    ]);
    expect(w.state.verdict).toBe('decided');
    const known = triage(evidence);
    known.w.seen.risks = ['R-1', 'OPS-3'];
    expect(known.heard('/answer treatment yes because of R-7')).toContain('there are: R-1, OPS-3');
    known.heard('/answer treatment yes because of ops-3');
    expect(known.w.calls).toMatchObject([{ risk: 'OPS-3' }, { cause: 'risk:OPS-3:failed:answer:k7:treatment' }]);
    const other = triage(evidence);
    other.heard('/answer treatment no because all held');
    expect([other.w.calls, other.w.state.verdict]).toEqual([[], 'decided']);
  });

  it('dates the nonconformity that it raises by its own day, not by the reading: the clocks count from there', () => {
    const finding = { title: 'x', nature: 'x', clauses: ['7.2'], process: 'access', grade: 'minor' as const };
    const { w } = triage([question('nonconformity', 'is it one?', { starts: { what: 'nonconformity', finding } })]);
    w.now = at('04-30 23:59');
    says(w, 'mara', '/answer nonconformity yes because a lock was missing');
    step(down(w, at('05-01 00:01')));
    expect(w.calls).toMatchObject([{ because: 'found', at: at('04-30 23:59'), finding: { raisedOn: '2027-04-30' } }]);
  });

  it('starts the duty that the programme has now for the same, and the record names that one', () => {
    const { w, heard } = triage();
    const duties = [duty({ id: 'risks-anew', kind: 'risk-assessment' }), duty({ id: 'rest' })];
    w.org = { ...w.org, programme: { ...w.org.programme, duties } };
    heard('/answer reassess yes because it hit us');
    expect(w.calls).toMatchObject([{ because: 'asked', duty: 'risks-anew', cause: 'answer:k7:reassess' }]);
    heard('/answer scope no because so');
    expect(heard('/answer notify no because so')).not.toContain('nothing');
    expect(recorded(w.state)?.[0]).toMatchObject({ question: 'reassess', starts: 'risks-anew' });
  });

  it('starts no duty that is gone or was given subjects meanwhile, says so at once and in the end, and the record names none', () => {
    const { w, heard } = triage();
    const subjects = [{ id: 'paris', title: 'Paris' }];
    const given = w.org.programme.duties.map((d) => (d.id === 'access-review' ? { ...d, subjects } : d));
    w.org = { ...w.org, programme: { ...w.org.programme, duties: given } };
    const nothing = 'reassess starts nothing: the programme has no duty for it any more, or only one with subjects';
    expect(heard('/answer reassess yes because it hit us')).toContain(nothing);
    expect([given.length > 0, w.calls]).toEqual([true, []]);
    heard('/answer scope no because so');
    expect(heard('/answer notify no because so')).toContain(nothing);
    expect(recorded(w.state)?.[0]).toEqual(expect.not.objectContaining({ starts: expect.anything() }));
    expect(recorded(w.state)?.[0]).toMatchObject({ question: 'reassess', yes: true });
  });

  it('that started nothing may be put right, or given again once the programme has a duty for it', () => {
    const { w, heard } = triage();
    const { programme } = w.org;
    w.org = { ...w.org, programme: { ...programme, duties: [] } };
    heard('/answer reassess yes because it hit us');
    w.org = { ...w.org, programme };
    heard('/answer reassess yes because it hit us');
    expect(w.calls).toMatchObject([{ because: 'asked', duty: 'access-review' }]);
    expect(heard('/answer reassess no because so')).toContain('has begun');
  });

  it('says of a treatment that failed that its risk is assessed anew only where something assesses it', () => {
    const evidence = [question('treatment', 'did one fail?', { starts: { what: 'failure', duty: 'gone' } })];
    const none = triage(evidence);
    none.heard('/answer treatment yes because of R-7');
    expect(none.w.calls).toMatchObject([{ because: 'happened', failed: { follows: ['nonconformity'] } }]);
    const { w, heard } = triage(evidence);
    const duties = [duty({ id: 'risks-anew', kind: 'risk-assessment' })];
    w.org = { ...w.org, programme: { ...w.org.programme, duties } };
    heard('/answer treatment yes because of R-7');
    expect(w.calls).toMatchObject([{ failed: { follows: ['assessment', 'nonconformity'] } }, { duty: 'risks-anew' }]);
  });

  it('raises what it starts also where the programme has dropped the process meanwhile', () => {
    const said = { title: 'x', clauses: ['7.2'], process: 'gone' };
    const finding = { ...said, nature: 'x', grade: 'minor' as const };
    const evidence = [
      question('nonconformity', 'is it one?', { starts: { what: 'nonconformity', finding } }),
      question('improvement', 'better?', { starts: { what: 'improvement', suggestion: { ...said, text: 'x' } } }),
    ];
    const { w, heard } = triage(evidence);
    heard('/answer nonconformity yes because so');
    heard('/answer improvement yes because so');
    expect(w.calls).toMatchObject([
      { because: 'found', finding: { process: 'gone', owner: 'mara' } },
      { because: 'improvement', suggestion: { process: 'access', owner: 'mara' } },
    ]);
  });
});
