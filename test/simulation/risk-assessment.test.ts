import { describe, expect, it } from '@jest/globals';
import { textOf } from '../../rules/event.ts';
import { riskRow } from '../../rules/risk/table.ts';
import { at, dana, elena, mara, priya, sam } from './harness/people.ts';
import { company, imports, REGISTER } from './harness/risks.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const from = '2027-04-12T08:00';
const imported = at('2027-04-13T10:00', imports('risks', REGISTER));
const prepared = [
  at(
    '2027-04-16T10:00',
    mara.says(
      '/evidence scope all of it; we moved to AWS in January\n/risk none because the list was gone through',
      'prepare',
    ),
    mara.closes('prepare'),
  ),
  at('2027-04-16T12:00', elena.says('/accept', 'prepare')),
];
const begun = [imported, at('2027-04-15T10:00', elena.says('/approve', 'the criteria')), ...prepared];
const SAMS = 'risks of Sam';
const PRIYAS = 'risks of Priya';
const rated =
  '/risk R-1 consequence=4 likelihood=3 because they work on trains now\n/risk R-2 consequence=5 likelihood=1';
const none = '/risk none because nothing else came up';

describe('a risk assessment', () => {
  it('has its criteria approved, is prepared, rated by each owner, reported, and starts the treatment of what is too high', async () => {
    const script = [
      ...begun,
      at(
        '2027-04-20T10:00',
        sam.says(rated, SAMS),
        sam.says('/risk add Phishing of sales likelihood=4 consequence=3 because three tries in March', SAMS),
        sam.closes(SAMS),
      ),
      at(
        '2027-04-21T10:00',
        priya.says(`/risk retire R-7 because we run it ourselves now\n${none}`, PRIYAS),
        priya.closes(PRIYAS),
      ),
      at('2027-04-22T10:00', mara.says('/accept', SAMS), mara.says('/accept', PRIYAS)),
      at(
        '2027-04-26T10:00',
        mara.says('/evidence report sent to the management team', 'the results'),
        mara.closes('the results'),
      ),
      at('2027-04-27T10:00', elena.says('/accept', 'the results')),
    ];
    const story = await simulate({ programme: company, from, until: '2027-04-29', script });
    expect(story.occurrences.map((o) => [o.duty, o.state])).toEqual([
      ['risk-assessment', 'verified'],
      ['risk-treatment', 'open'],
      ['risk-treatment', 'open'],
    ]);
    const risks = story.documented.filter((d) => d.noun === 'risk').map(riskRow);
    expect(Object.fromEntries(risks.map((r) => [r.id, r.brought_along === '']))).toMatchObject({
      'R-1': true,
      'R-7': false,
    });
    const [criteria, prepare, ...rest] = story.tickets;
    expect(criteria?.said).toEqual([
      'Approved by Elena Costa: consequence 1 to 5, likelihood 1 to 5; a risk up to level 8 may be retained.',
    ]);
    expect(prepare?.body).toContain('Due Fri 30 Apr 2027');
    const [, , results] = rest;
    expect(results?.title).toBe('Risk assessment, 2027: the results');
    expect(results?.body).toContain('3 risks, 2 to be treated. Due Fri 14 May 2027.');
    expect(results?.body).toMatch(
      /1\. R-1 `Laptop theft`: 12 \(4 × 3\), above 8; \+4\n2\. R-\w+ `Phishing of sales`: 12 \(3 × 4\), above 8; new\n3\. R-2 `Cloud account taken over`: 5 \(5 × 1\); as before\n4\. R-7 `Supplier goes out of business`: retired, `we run it ourselves now`/,
    );
    const treated = story.tickets.filter((t) => t.title.startsWith('Treat '));
    expect(treated.map((t) => t.assignees)).toEqual([['sam-okoro'], ['sam-okoro']]);
    expect(treated.some((t) => t.title === 'Treat R-1 Laptop theft')).toBe(true);
    // Nobody was reminded in the first third of a stage's own time.
    expect(story.tickets.flatMap((t) => t.said).filter((s) => s.includes('Still missing'))).toEqual([]);
    expect(story.events.filter((e) => e.kind === 'retired')).toMatchObject([
      { stream: 'documented/risk/R-7', body: { by: 'priya' } },
    ]);
  });

  it('lets only owners rate, leaves nothing unrated, and takes back what the verifier rejects', async () => {
    const script = [
      imported,
      at('2027-04-14T10:00', mara.says('/approve', 'the criteria')),
      at('2027-04-14T11:00', elena.says('/deny', 'the criteria')),
      at('2027-04-14T12:00', elena.says('/deny because 8 is too much', 'the criteria')),
      at('2027-04-15T10:00', elena.says('/approve because it is not', 'the criteria')),
      ...prepared,
      at('2027-04-19T10:00', sam.assigns('dana-roth', SAMS)),
      at('2027-04-20T10:00', dana.says('/risk R-1 consequence=1 likelihood=1', SAMS)),
      at('2027-04-20T11:00', sam.says('/risk R-1 consequence=6 likelihood=1', SAMS)),
      at('2027-04-20T12:00', sam.says(`/risk R-1 consequence=4 likelihood=2\n${none}`, SAMS), sam.closes(SAMS)),
      at('2027-04-21T10:00', sam.says('/risk R-2 consequence=5 likelihood=1', SAMS), sam.closes(SAMS)),
      at('2027-04-22T10:00', mara.says('/reject because nobody believes R-1', SAMS)),
      at('2027-04-23T10:00', sam.says('/risk R-1 consequence=4 likelihood=4', SAMS), sam.closes(SAMS)),
      at('2027-04-26T10:00', mara.says('/accept', SAMS)),
      at('2027-04-27T10:00', priya.says('/extend 2027-05-12 because of the move', PRIYAS)),
      at('2027-04-28T10:00', dana.says('/approve', PRIYAS)),
      at('2027-04-29T10:00', priya.says('/waive because it is one risk', PRIYAS)),
      at('2027-04-30T10:00', mara.says('/approve', PRIYAS)),
      at('2027-04-30T11:00', elena.says('/approve', PRIYAS)),
    ];
    const story = await simulate({ programme: company, from, until: '2027-05-03', script });
    const [criteria, , ...rates] = story.tickets;
    expect(criteria?.said).toEqual([
      expect.stringContaining('on this ticket Elena Costa may approve'),
      expect.stringContaining('it needs a reason'),
      expect.stringContaining('Elena Costa did not approve these criteria: `8 is too much`'),
      expect.stringContaining('Approved by Elena Costa'),
    ]);
    const said = rates.find((t) => t.title.includes(SAMS))?.said ?? [];
    expect(said).toEqual(
      expect.arrayContaining([
        'This stays with Sam Okoro: only the owner decides about a risk.',
        expect.stringContaining('`/risk` was not recorded: on this ticket Sam Okoro may use it'),
        expect.stringContaining('consequence is a whole number, 1 to 5'),
        expect.stringContaining('one thing is missing: **R-2**'),
        expect.stringContaining('Mara Lindt did not accept this: `nobody believes R-1`'),
      ]),
    );
    const ratings = story.events.filter((e) => e.kind === 'rated' && e.body.occurrence !== undefined);
    expect(ratings.map((e) => [e.stream, e.body.level, e.body.by])).toEqual([
      ['documented/risk/R-1', 16, 'sam'],
      ['documented/risk/R-2', 5, 'sam'],
    ]);
    expect(story.tasks.find((t) => t.assignee === 'priya')).toMatchObject({
      verdict: 'waived',
      waived: { by: 'elena' },
    });
    // Nothing covers it, so a nonconformity does.
    expect(story.nonconformities).toMatchObject([{ terms: { clauses: ['6.1.2', '8.2'] } }]);
    expect(story.tickets.find((t) => t.title.endsWith('the results'))?.body).toContain(
      'R-7 `Supplier goes out of business`: not rated this time, 4 last time',
    );
  });

  it('is reported only once what was imported while others rated is rated, too', async () => {
    const fresh = at('2027-04-21T11:00', imports('risks', 'id,title,owner\nR-9,Flood,sam\n'));
    const script = [
      ...begun,
      at('2027-04-20T10:00', sam.says(`${rated}\n${none}`, SAMS), sam.closes(SAMS)),
      at('2027-04-21T10:00', mara.says('/accept', SAMS)),
      fresh,
      at('2027-04-22T10:00', priya.says(`/risk R-7 consequence=2 likelihood=2\n${none}`, PRIYAS), priya.closes(PRIYAS)),
      at('2027-04-23T10:00', mara.says('/accept', PRIYAS)),
      at('2027-04-26T10:00', sam.says('/risk R-9 consequence=1 likelihood=2', 'R-9'), sam.closes('R-9')),
      at('2027-04-27T10:00', mara.says('/accept', 'R-9')),
    ];
    const story = await simulate({ programme: company, from, until: '2027-04-29', script });
    const [results, ...others] = story.tickets.filter((t) => t.title.endsWith('the results'));
    expect(others).toEqual([]);
    expect(results?.body).toContain('R-9 `Flood`: 2 (1 × 2); new');
    expect(story.tickets.find((t) => t.title.endsWith('R-9, Flood'))?.assignees).toEqual(['sam-okoro']);
  });

  it('rated and reported late is chased and counts; nothing is missed, and what is too high is treated', async () => {
    const script = [
      ...begun,
      at('2027-05-24T10:00', sam.says(`${rated}\n${none}`, SAMS), sam.closes(SAMS)),
      at('2027-05-25T10:00', priya.says(`/risk R-7 consequence=2 likelihood=2\n${none}`, PRIYAS), priya.closes(PRIYAS)),
      at('2027-05-26T10:00', mara.says('/accept', SAMS), mara.says('/accept', PRIYAS)),
      at('2027-05-28T10:00', mara.says('/evidence report sent to the management team', 'the results')),
      at('2027-05-28T11:00', mara.closes('the results')),
      at('2027-05-31T10:00', elena.says('/accept', 'the results')),
    ];
    const story = await simulate({ programme: company, from, until: '2027-06-02', script });
    expect(story.occurrences.map((o) => [o.duty, o.state, o.missed])).toEqual([
      ['risk-assessment', 'verified', undefined],
      ['risk-treatment', 'open', undefined],
    ]);
    expect(story.tickets.find((t) => t.title.includes(SAMS))?.said.at(-1)).toContain('17 days late');
    expect(story.tickets.find((t) => t.title.includes('the results'))?.said.at(-1)).toContain('14 days late');
    expect(story.nonconformities).toEqual([]);
  });

  it('that nobody works on is chased, missed as a whole, and followed by one major nonconformity', async () => {
    const story = await simulate({ programme: company, from, until: '2027-06-15', script: begun });
    expect(story.occurrences[0]).toMatchObject({ state: 'open', missed: { at: '2027-06-11T22:00:00.000Z' } });
    expect(story.nonconformities).toMatchObject([{ grade: 'major', terms: { source: { kind: 'missed' } } }]);
    expect(story.nonconformities.map(({ terms }) => textOf(terms.nature))).toEqual([
      expect.stringMatching(/ Open beside it when last read: RA-\w+ \((Sam Okoro|Priya Nair)\)\.$/),
    ]);
    expect(story.tale('task', ['missed'])).toHaveLength(2);
    const late = story.tickets.find((t) => t.title.includes(SAMS));
    expect(late?.said.some((s) => s.startsWith('@mara-lindt'))).toBe(true);
  });

  it('of which one stage was waived uncovered and another missed has one nonconformity, which both tickets name', async () => {
    const script = [
      imported,
      at('2027-04-15T10:00', elena.says('/approve', 'the criteria')),
      at('2027-04-16T10:00', mara.says('/waive because nothing changed', 'prepare')),
      at('2027-04-16T12:00', elena.says('/approve', 'prepare')),
    ];
    const story = await simulate({ programme: company, from, until: '2027-06-15', script });
    expect(story.tickets.find((t) => t.title.endsWith('prepare'))?.said.at(-1)).toContain(
      'A major nonconformity is raised, since nothing covers it.',
    );
    expect(story.nonconformities).toMatchObject([{ grade: 'major', terms: { source: { kind: 'waived' } } }]);
    expect(story.occurrences[0]).toMatchObject({ state: 'open', missed: { at: '2027-06-11T22:00:00.000Z' } });
    for (const whose of [SAMS, PRIYAS])
      expect(story.tickets.find((t) => t.title.includes(whose))?.said.at(-1)).toMatch(
        /counts as missed since the end of 11 June\. NC-2027-001 \(.*\) follows it up\./,
      );
  });
});
