import { describe, expect, it } from '@jest/globals';
import type { Documented } from '../../rules/documented.ts';
import { rowsOf } from '../../rules/documented.ts';
import { at, elena, mara, priya, sam } from './harness/people.ts';
import { isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const programme = isms(`
  management-review:
    kind: management-review
    title: Management review
    ask: Review the ISMS with top management.
    clause: 9.3
    process: governance
    owner: mara
    every: 6 months
    first: 2027-04-16
    ladder: L2
  context:
    kind: review
    title: Context and parties
    ask: Review the context.
    clause: [4.1, 4.2]
    process: governance
    owner: priya
    every: 1 year
    first: 2027-04-13
    ladder: L2
    lead: 20 days
`);
const from = '2027-03-20T08:00';
const REVIEW = 'Management review';
const on = (who: typeof mara, text: string) => who.says(text, REVIEW);
const considered = `/decide a none were open
/decide b new office in Lyon; no effect
/decide c two customers ask for a certificate
/decide d patching got slower; see action
/decide e an auditor praised the records
/decide f no risk above the criteria
/decide g the lead will collect ideas
/decide i none, because the next audit comes first
/present Elena Costa, Mara Lindt, Sam Okoro`;

describe('a management review', () => {
  it('is signed once everything is considered; its actions open, and what is open is carried into the next', async () => {
    const script = [
      at('2027-03-26T10:00', priya.closes('Context')),
      at('2027-04-12T09:00', on(mara, considered)),
      at('2027-04-12T10:00', on(elena, '/sign')),
      at('2027-04-12T11:00', on(sam, '/decide m none'), on(sam, '/sign')),
      at('2027-04-12T12:00', on(mara, '/decide m none')),
      at('2027-04-12T12:30', on(mara, '/decide m scope now holds the office in Lyon')),
      at('2027-04-12T12:40', on(mara, '/decide d patches: 14 days from now on')),
      at('2027-04-12T12:50', on(mara, '/action @sam-okoro 2027-05-14 Automate patching of laptops')),
      at('2027-04-12T12:55', on(mara, '/action @nobody 2027-05-14 Something')),
      at('2027-04-12T13:00', on(mara, '/action @priya-nair 2027-06-30 Extend the scope document')),
      at('2027-04-13T10:00', on(elena, '/sign')),
      at('2027-04-14T10:00', on(mara, '/decide a something else')),
      at('2027-04-14T11:00', on(elena, '/reject because I changed my mind')),
      at('2027-05-10T10:00', sam.attaches('proof.txt', '', 'Automate'), sam.closes('Automate')),
      at('2027-05-11T10:00', mara.says('/accept', 'Automate')),
    ];
    const story = await simulate({ programme, from, until: '2027-10-05', script });
    const [, review] = story.tickets;
    expect(review?.title).toBe('Management review, 2027 H1');
    const said = review?.said ?? [];
    expect(said.slice(0, 5)).toEqual([
      '`/sign` does not count yet and is kept as refused: one thing is open: **m**. The chair writes `/decide m …`.',
      expect.stringContaining('`/decide` was not recorded: on this ticket Mara Lindt or their delegate may use it'),
      expect.stringContaining('`/sign` was not recorded: on this ticket Elena Costa may sign'),
      expect.stringContaining('"none" needs a reason, too'),
      expect.stringMatching(/nobody is nobody in the programme/),
    ]);
    expect(said[5]).toContain('Signed by Elena Costa on 13 April, on time. The minutes are locked. 2 actions open now');
    expect(said.slice(6)).toEqual([
      expect.stringContaining('`/decide` was not recorded: the minutes are locked'),
      expect.stringContaining('`/reject` was not recorded: the minutes are locked'),
    ]);
    expect(review?.state).toBe('done');
    expect(review?.body.split('\n').filter((l) => l.trim() !== '').length).toBeLessThanOrEqual(20);
    expect(review?.body).toContain(
      '✓ **d**: `patching got slower; see action`, Mara Lindt, 12 Apr · `patches: 14 days',
    );
    expect(story.occurrences.find((o) => o.duty === 'management-review')).toMatchObject({ state: 'verified' });
    expect(story.events.filter((e) => e.kind === 'signature-refused').map((e) => [e.actor, e.body.open])).toEqual([
      ['person:elena', ['m']],
    ]);
    const minutes = story.documented.find((d): d is Documented & { noun: 'decision' } => d.noun === 'decision');
    expect(minutes).toMatchObject({ chair: 'mara', signed: { by: 'elena', at: '2027-04-13T08:00:00.000Z' } });
    expect(minutes && rowsOf(minutes).map((r) => r.topic)).toEqual([...'abcddefgim', 'present', 'refused']);
    expect(story.documented.flatMap((d) => (d.noun === 'action' ? [[d.owner, d.state, d.closed?.by]] : []))).toEqual([
      ['sam', 'done', 'mara'],
      ['priya', 'open', undefined],
    ]);
    const next = story.tickets.find((t) => t.title === 'Management review, 2027 H2');
    expect(next?.body).toMatch(
      /○ \*\*a\*\*: earlier actions: 1 open \(\[#\d\]\([^)]+\)\), 1 of them late; 1 closed since 1 April/,
    );
    expect(next?.body).toMatch(
      /○ \*\*b\*\*: external and internal issues: last done: Context and parties: 26 March \(\[#1\]/,
    );
    expect(story.nonconformities).toEqual([]);
  });

  it('held late is chased, counts as late by the day on which it was handed in, and is signed all the same', async () => {
    const minutes = `${considered}\n/decide m none, because nothing asks for it`;
    const script = [
      at('2027-04-22T09:00', on(mara, minutes), mara.closes(REVIEW)),
      at('2027-04-23T09:00', on(elena, '/sign')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-25', script });
    const review = story.tickets.find((t) => t.title.includes(REVIEW));
    expect(review?.state).toBe('done');
    expect(review?.body).toContain('6 days late');
    expect(review?.said.at(-1)).toContain('Signed by Elena Costa on 23 April, 6 days late. The minutes are locked.');
    const task = story.tasks.find((t) => t.terms.kind === 'management-review');
    expect(task?.rungs.map((r) => r.id)).toEqual(['3-days-before-due', 'at-due', '3-days-after-due']);
    expect(task?.missed).toBeUndefined();
    expect(story.nonconformities).toEqual([]);
  });

  it('is handed in by its chair, rejected, mended, and signed by top management alone', async () => {
    const script = [
      at(
        '2027-04-12T09:00',
        on(mara, `${considered}\n/decide m none, because nothing asks for it`),
        mara.closes(REVIEW),
      ),
      at('2027-04-13T09:00', on(mara, '/sign'), on(elena, '/accept')),
      at('2027-04-13T10:00', on(elena, '/reject because d says nothing of the audit')),
      at('2027-04-13T11:00', elena.assigns('priya-nair', REVIEW)),
      at('2027-04-14T09:00', on(mara, '/decide d the audit found two minors'), mara.closes(REVIEW)),
      at('2027-04-20T09:00', on(elena, '/sign')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-22', script });
    const review = story.tickets.find((t) => t.title.includes(REVIEW));
    expect(review?.said.slice(0, 4)).toEqual([
      expect.stringContaining(
        'handed this in on 12 April, on time. Are the minutes right? `/sign` or `/reject because …`, by 26 April',
      ),
      expect.stringContaining('`/sign` was not recorded: on this ticket Elena Costa may sign'),
      expect.stringContaining('`/accept` decides nothing here. Top management decides by `/sign`'),
      expect.stringContaining('Elena Costa did not accept this: `d says nothing of the audit`'),
    ]);
    expect(review?.said[4]).toContain('This stays with Mara Lindt, who chairs the review');
    expect(review?.assignees).toEqual(['mara-lindt']);
    expect(story.occurrences.find((o) => o.duty === 'management-review')).toMatchObject({ state: 'verified' });
    expect(story.tale('documented')).toEqual(['signed']);
  });

  it('is given more time by somebody else than its chair, and held by then is in time', async () => {
    const minutes = `${considered}\n/decide m none, because nothing asks for it`;
    const script = [
      at('2027-04-12T09:00', on(mara, '/extend 2027-04-23 because the board meets on the 22nd')),
      at('2027-04-12T10:00', on(mara, '/approve'), on(elena, '/approve')),
      at('2027-04-22T09:00', on(mara, minutes), mara.closes(REVIEW)),
      at('2027-04-23T09:00', on(elena, '/sign')),
    ];
    const story = await simulate({ programme, from, until: '2027-05-03', script });
    const task = story.tasks.find((t) => t.terms.kind === 'management-review');
    expect(task).toMatchObject({ due: { date: '2027-04-23' }, extended: [{ by: 'elena' }] });
    const review = story.tickets.find((t) => t.title.includes(REVIEW));
    expect(review?.said).toContainEqual(expect.stringContaining('`/approve` was not recorded: on this ticket'));
    expect(review?.said.at(-1)).toContain('Signed by Elena Costa on 23 April, on time.');
    expect(story.nonconformities.filter(({ terms }) => terms.clauses.includes('9.3'))).toEqual([]);
  });

  it('closed too soon comes back; never held it is missed, which is major; waived only by top management', async () => {
    const early = [at('2027-04-12T09:00', mara.closes(REVIEW))];
    const missed = await simulate({ programme, from, until: '2027-05-03', script: early });
    const review = missed.tickets.find((t) => t.title.includes(REVIEW));
    expect(review?.said[0]).toContain('Reopened, because 10 things are missing: **a**, earlier actions');
    expect(missed.occurrences.find((o) => o.duty === 'management-review')?.missed).toBeDefined();
    const raised = missed.nonconformities.filter(({ terms }) => terms.clauses.includes('9.3'));
    expect(raised).toMatchObject([{ grade: 'major', terms: { source: { kind: 'missed' } } }]);
    const script = [
      at('2027-04-12T09:00', on(mara, '/waive because the board meets in June')),
      at('2027-04-13T09:00', on(elena, '/approve')),
    ];
    const waived = await simulate({ programme, from, until: '2027-04-15', script });
    expect(waived.occurrences.find((o) => o.duty === 'management-review')).toMatchObject({ state: 'waived' });
    expect(waived.tale('documented')).toEqual([]);
  });
});
