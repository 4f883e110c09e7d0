import { describe, expect, it } from '@jest/globals';
import { evolveDocumented } from '../../rules/documented.ts';
import type { Risk } from '../../rules/risk/state.ts';
import { riskRow } from '../../rules/risk/table.ts';
import { controlsOf, type Statement } from '../../rules/statement/state.ts';
import type { Outcome } from './harness/outcome.ts';
import { at, dana, elena, mara, priya, sam } from './harness/people.ts';
import { company, imports, mustTreat, TOO_HIGH } from './harness/risks.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const from = '2027-06-01T08:00';
const SOA = `control,included,reason,status
A.8.1,yes,laptops are ours,planned
A.7.4,no,no site of our own,
`;
const begun = at('2027-06-01T10:00', imports('risks', TOO_HIGH), imports('statement', SOA), mustTreat('R-1'));
const PLAN = 'Treat R-1';
const DONE = 'Encrypt';
const LEFT = 'what is left';
const ACCEPT = 'accept it?';

function folded<D>(story: Outcome, stream: string): D {
  const events = story.events.filter((e) => e.stream === `documented/${stream}`);
  return events.reduce<ReturnType<typeof evolveDocumented> | undefined>(evolveDocumented, undefined) as D;
}
const row = (story: Outcome) => riskRow(folded<Risk>(story, 'risk/R-1'));

describe('the treatment of a risk', () => {
  it('is decided by its owner, done and verified by others, rated, and accepted by the owner; the statement follows', async () => {
    const script = [
      begun,
      at('2027-06-02T10:00', priya.says('/treat retain because I say so', PLAN)),
      at('2027-06-02T11:00', sam.says('/treat modify controls=A.8.99 @dana-roth 2027-07-09 Encrypt all laptops', PLAN)),
      at(
        '2027-06-02T12:00',
        sam.says('/treat R-1 modify controls=A.8.1,A.8.24 @dana-roth 2027-07-09 Encrypt all laptops', PLAN),
        sam.closes(PLAN),
      ),
      at('2027-07-08T10:00', dana.attaches('proof.txt', '', DONE), dana.closes(DONE)),
      at('2027-07-09T10:00', priya.says('/accept', DONE)),
      at(
        '2027-07-12T10:00',
        sam.says('/risk R-1 consequence=2 likelihood=3 because a thief gets nothing', LEFT),
        sam.closes(LEFT),
      ),
      at('2027-07-13T10:00', priya.says('/accept', LEFT)),
      at('2027-07-14T10:00', priya.says('/accept', ACCEPT)),
      at('2027-07-14T11:00', sam.closes(ACCEPT)),
      at('2027-07-15T10:00', sam.says('/accept', ACCEPT)),
    ];
    const story = await simulate({ programme: company, from, until: '2027-07-17', script });
    expect(story.occurrences.find((o) => o.cause.startsWith('risk:'))).toMatchObject({ state: 'verified' });
    expect(story.tale('documented/risk')).toEqual([
      'identified',
      'rated',
      'treatment-decided',
      'treatment-done',
      'residual-rated',
      'risk-accepted',
    ]);
    const [plan, done, left, accept] = story.tickets.filter((t) => t.title.includes('R-1'));
    expect(plan?.said).toEqual([
      expect.stringContaining('on this ticket Sam Okoro may use it'),
      expect.stringContaining('A.8.99 is no control of Annex A'),
    ]);
    expect(plan?.body).toContain('✓ **treatment**: `modify by A.8.1, A.8.24: Encrypt all laptops; Dana Roth, 9 July`');
    expect(done).toMatchObject({ title: 'R-1 Laptop theft: Encrypt all laptops', assignees: ['dana-roth'] });
    expect(done?.body).toContain('Due Fri 9 Jul 2027.');
    expect(left?.body).toContain('Priya Nair checked it');
    expect(accept?.said).toEqual([
      expect.stringContaining('on this ticket Sam Okoro may accept'),
      expect.stringContaining('Reopened, because closing decides nothing here.'),
      'Accepted by Sam Okoro.',
    ]);
    expect(row(story)).toMatchObject({
      standing: 'accepted',
      level: 6,
      level_before_treatment: 12,
      change: 'new',
      option: 'modify',
      controls: 'A.8.1 A.8.24',
      action_owner: 'dana',
      verified_by: 'priya',
      evidence: 'proof.txt',
      residual: 6,
      accepted_by: 'sam',
      approved_by: undefined,
    });
    const statement = folded<Statement>(story, 'statement/soa');
    expect(statement.versions.map((v) => Object.keys(v.changed))).toEqual([
      ['A.7.4', 'A.8.1'],
      ['A.8.24'],
      ['A.8.1', 'A.8.24'],
    ]);
    expect(controlsOf(statement)).toMatchObject({
      'A.7.4': { included: false },
      'A.8.1': { included: true, status: 'implemented', reason: { text: 'laptops are ours' } },
      'A.8.24': { included: true, status: 'implemented', reason: { text: 'treats R-1' } },
    });
  });

  it('above the criteria is a concession with a reason, an end, and management; it runs out, and the risk is treated anew', async () => {
    const script = [
      begun,
      at('2027-06-02T10:00', sam.says('/treat retain because there is no money this year', PLAN), sam.closes(PLAN)),
      at('2027-06-03T10:00', mara.assigns('priya-nair', ACCEPT)),
      at('2027-06-03T11:00', sam.says('/accept', ACCEPT)),
      at('2027-06-03T12:00', sam.says('/accept 2027-08-20', ACCEPT)),
      at('2027-06-04T10:00', sam.says('/accept 2027-08-20 because the new laptops come in August', ACCEPT)),
      at('2027-06-07T10:00', mara.says('/approve', 'concession')),
      at('2027-06-07T11:00', sam.says('/approve', 'concession')),
      at('2027-06-08T10:00', elena.says('/approve', 'concession')),
    ];
    const early = await simulate({ programme: company, from, until: '2027-06-10', script });
    const [, accept, concession] = early.tickets.filter((t) => t.title.includes('R-1'));
    expect(accept?.said).toEqual([
      'This stays with Sam Okoro: only the owner decides about a risk.',
      expect.stringContaining('12 is above 8: it needs the last day'),
      expect.stringContaining('12 is above 8: it needs a reason'),
      'Accepted by Sam Okoro. It holds once top management has approved it.',
    ]);
    expect(concession).toMatchObject({ assignees: ['elena-costa'], state: 'done' });
    expect(concession?.said.filter((s) => s.includes('may approve'))).toHaveLength(2);
    expect(row(early)).toMatchObject({
      standing: 'conceded',
      accepted_level: 12,
      accepted_limit: 8,
      accepted_by: 'sam',
      approved_by: 'elena',
      expires: '2027-08-20',
      justification: 'the new laptops come in August',
    });
    // The quarter's own occurrence opens on 26 August: that is the next round of the planner.
    const assessed = at('2027-08-24T10:00', mustTreat('R-1', 'another assessment'));
    const later = await simulate({ programme: company, from, until: '2027-08-28', script: [...script, assessed] });
    expect(later.tale('documented/risk').at(-1)).toBe('acceptance-expired');
    const anew = later.tickets.filter((t) => t.title === 'Treat R-1 Laptop theft');
    // An assessment that finds it too high meanwhile does not have it treated twice at the same time.
    expect(anew.map((t) => t.state)).toEqual(['done', 'open']);
    const quarter = later.tickets.find((t) => t.title.startsWith('Risk treatment'));
    expect(quarter?.body).toContain('Statement of applicability: version 1, which changed A.7.4, A.8.1');
    expect(row(later)).toMatchObject({ standing: 'unacceptable', accepted_by: undefined });
  });

  it('that its owner does not accept has failed: the risk is assessed anew, by them alone, and treated again', async () => {
    const script = [
      begun,
      at('2027-06-02T10:00', sam.says('/treat share @dana-roth 2027-06-25 Insure the laptops', PLAN), sam.closes(PLAN)),
      at('2027-06-30T10:00', dana.attaches('proof.txt', '', 'Insure'), dana.closes('Insure')),
      at('2027-07-01T10:00', priya.says('/accept', 'Insure')),
      at('2027-07-02T10:00', sam.says('/risk R-1 consequence=3 likelihood=3', LEFT), sam.closes(LEFT)),
      at('2027-07-05T10:00', priya.says('/accept', LEFT)),
      at('2027-07-06T10:00', sam.says('/reject', ACCEPT)),
      at('2027-07-06T11:00', sam.says('/reject because the premium doubled', ACCEPT)),
      at(
        '2027-07-07T10:00',
        sam.says('/risk R-1 consequence=4 likelihood=3', 'Risk assessment'),
        sam.closes('Risk assessment'),
      ),
      at('2027-07-08T10:00', mara.says('/accept', 'Risk assessment')),
    ];
    const story = await simulate({ programme: company, from, until: '2027-07-10', script });
    const late = story.tasks.find((t) => t.terms.slot === 'implement');
    expect(late?.rungs.length).toBeGreaterThan(0);
    expect(story.tale('documented/risk')).toEqual([
      'identified',
      'rated',
      'treatment-decided',
      'treatment-done',
      'residual-rated',
      'treatment-failed',
      'rated',
    ]);
    const again = story.tickets.find((t) => t.title.startsWith('Risk assessment'));
    expect(again?.title).toMatch(/: R-1, Laptop theft$/);
    const occurrences = story.occurrences.filter((o) => o.cause.startsWith('risk:'));
    expect(occurrences.map((o) => [o.duty, o.cause.split(':')[2], o.state])).toEqual([
      ['risk-treatment', 'rated', 'verified'],
      ['risk-assessment', 'failed', 'verified'],
      ['risk-treatment', 'rated', 'open'],
    ]);
    expect(story.tickets.filter((t) => t.title === 'Treat R-1 Laptop theft').map((t) => t.state)).toEqual([
      'done',
      'open',
    ]);
  });

  it('stays with its owner while it is decided, whom their manager gives more time; carried out, it is handed over and sent back', async () => {
    const treats = sam.says('/treat R-1 modify controls=A.8.24 @dana-roth 2027-07-09 Encrypt all laptops', PLAN);
    const script = [
      begun,
      at('2027-06-02T10:00', sam.says('/extend 2027-06-25 because we wait for an offer', PLAN)),
      at('2027-06-02T11:00', priya.says('/approve', PLAN), dana.says('/approve', PLAN)),
      at('2027-06-03T10:00', mara.assigns('priya-nair', PLAN)),
      at('2027-06-21T10:00', treats, sam.closes(PLAN)),
      at('2027-06-22T10:00', dana.assigns('mara-lindt', DONE)),
      at('2027-07-01T10:00', mara.says('/extend 2027-07-16 because two laptops travel', DONE)),
      at('2027-07-01T11:00', priya.says('/approve', DONE)),
      at('2027-07-12T10:00', mara.attaches('proof.txt', '', DONE), mara.closes(DONE)),
      at('2027-07-13T10:00', priya.says('/reject one laptop is missing', DONE)),
      at('2027-07-14T10:00', mara.attaches('proof-2.txt', '', DONE), mara.closes(DONE)),
      at('2027-07-15T10:00', priya.says('/accept', DONE)),
    ];
    const story = await simulate({ programme: company, from, until: '2027-07-17', script });
    const [plan, done, residual] = story.tasks;
    expect(plan).toMatchObject({ assignee: 'sam', due: { date: '2027-06-25' }, extended: [{ by: 'dana' }] });
    expect(story.tickets[0]?.said.join('\n')).toContain('on this ticket Dana Roth may approve');
    expect(done).toMatchObject({
      assignee: 'mara',
      due: { date: '2027-07-16' },
      extended: [{ by: 'priya' }],
      rejections: [{ by: 'priya', did: ['mara'] }],
      verdict: 'verified',
    });
    expect(residual?.terms.slot).toBe('residual');
    expect(row(story)).toMatchObject({ standing: 'in-treatment', verified_by: 'priya', evidence: 'proof-2.txt' });
    expect(story.nonconformities).toEqual([]);
  });

  it('is given up by top management alone, at the price of a nonconformity; the risk stays too high', async () => {
    const script = [
      begun,
      at('2027-06-02T10:00', sam.says('/waive because the laptops are sold', PLAN)),
      at('2027-06-02T11:00', dana.says('/approve', PLAN), mara.says('/approve', PLAN)),
      at('2027-06-03T10:00', elena.says('/approve', PLAN)),
    ];
    const story = await simulate({ programme: company, from, until: '2027-06-10', script });
    expect(story.tasks).toMatchObject([{ verdict: 'waived', waived: { by: 'elena' } }]);
    expect(story.tickets[0]?.said.filter((s) => s.includes('on this ticket Elena Costa may approve'))).toHaveLength(2);
    expect(story.occurrences.find((o) => o.cause.startsWith('risk:'))).toMatchObject({ state: 'waived' });
    expect(story.nonconformities).toMatchObject([
      { grade: 'minor', terms: { source: { kind: 'waived' }, clauses: ['6.1.3', '8.3'], owner: 'mara' } },
    ]);
    expect(row(story)).toMatchObject({ standing: 'unacceptable', level: 12, accepted_by: undefined });
    expect(story.tale('documented/risk')).toEqual(['identified', 'rated']);
  });

  it('decided late is chased, and goes on as ever', async () => {
    const script = [
      begun,
      at('2027-06-21T10:00', sam.says('/treat R-1 avoid controls=A.8.1 @dana-roth 2027-07-09 No laptops', PLAN)),
      at('2027-06-21T11:00', sam.closes(PLAN)),
    ];
    const story = await simulate({ programme: company, from, until: '2027-06-23', script });
    expect(story.occurrences.find((o) => o.cause.startsWith('risk:'))).toMatchObject({ state: 'open' });
    const [plan, done] = story.tickets;
    expect(plan).toMatchObject({ state: 'done' });
    expect(plan?.said.at(-1)).toMatch(
      /^@mara-lindt This task is 5 days late\. Sam Okoro was reminded on 14 and 16 June/,
    );
    expect(done).toMatchObject({ title: 'R-1 Laptop theft: No laptops', assignees: ['dana-roth'], state: 'open' });
    expect(story.nonconformities).toEqual([]);
  });

  it('that its owner never decides is missed, and leads to a nonconformity', async () => {
    const story = await simulate({ programme: company, from, until: '2027-07-02', script: [begun] });
    expect(story.occurrences.find((o) => o.cause.startsWith('risk:'))?.missed).toBeDefined();
    expect(story.nonconformities).toMatchObject([{ terms: { source: { kind: 'missed' }, clauses: ['6.1.3', '8.3'] } }]);
  });
});
