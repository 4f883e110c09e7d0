import { describe, expect, it } from '@jest/globals';
import { at, elena, mara, sam } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
/** A surveillance on 15 June 2027; what is owed beside it begins two years later. */
const programme = isms(
  accessReview('').replace('first: 2027-04-16', 'first: 2029-04-16'),
  'certificate: { body: Example Cert, decided: 2026-12-01, expires: 2029-11-30, surveillance: [2027-06-15] }',
);
const from = '2027-03-20T08:00';
const [READY, FOUND, MARK] = ['be ready', 'findings entered', 'and its mark'];

const prepares = (who: typeof mara) => [
  who.attaches('plan.pdf', 'plan', READY),
  who.says('requests: none needed, because nothing was asked for', READY),
  who.closes(READY),
];

describe('the certification body’s audit', () => {
  it('is prepared by its day, what it found is entered, and the mark is looked at meanwhile', async () => {
    const script = [
      at('2027-05-28T10:00', mara.attaches('pages.csv', 'pages', MARK), mara.closes(MARK)),
      at('2027-05-29T10:00', elena.says('/accept', MARK)),
      at('2027-06-01T10:00', ...prepares(mara)),
      at('2027-06-02T10:00', elena.says('/accept', READY)),
      at('2027-06-18T10:00', mara.attaches('report.pdf', 'report', FOUND)),
      at('2027-06-18T11:00', mara.says('findings: none needed, because there were none', FOUND), mara.closes(FOUND)),
      at('2027-06-19T10:00', elena.says('/accept', FOUND)),
    ];
    const story = await simulate({ programme, from, until: '2027-07-02', script });
    expect(story.occurrences).toMatchObject([
      { duty: 'certification:surveillance-1', opens: '2027-03-31T22:00:00.000Z', state: 'verified' },
      { duty: 'certification:mark', period: '2027-06-01', state: 'verified' },
    ]);
    expect(story.tasks.map(({ terms }) => [terms.slot, terms.opens, terms.due.date])).toEqual([
      ['ready', '2027-03-31T22:00:00.000Z', '2027-06-15'],
      ['task', '2027-05-01T22:00:00.000Z', '2027-06-01'],
      ['findings', '2027-06-14T22:00:00.000Z', '2027-06-29'],
    ]);
    expect(story.tickets.map((t) => t.state)).toEqual(['done', 'done', 'done']);
    expect(story.tickets[0]?.body).toContain('dutybound records prints the tables');
    // The day is theirs: no extension is offered.
    expect(story.tickets[0]?.said[0]).toBe('Mara, this is due on Tuesday, 15 June. Still missing: plan, requests.');
  });

  it('that nobody prepares is heard of by top management on the day; what is not entered, and the mark, are missed', async () => {
    const story = await simulate({ programme, from, until: '2027-07-16' });
    const chased = (title: string) =>
      story.mails.filter((m) => m.subject.includes(title)).map((m) => `${m.at.slice(0, 10)} ${m.to}`);
    expect(chased(READY)).toEqual([
      '2027-05-17 mara@example.com',
      '2027-06-01 mara@example.com',
      '2027-06-15 elena@example.com',
    ]);
    expect(story.occurrences.map((o) => [o.duty, o.state, o.missed?.at])).toEqual([
      ['certification:surveillance-1', 'open', '2027-07-13T22:00:00.000Z'],
      ['certification:mark', 'open', '2027-06-29T22:00:00.000Z'],
    ]);
    expect(story.nonconformities.map((n) => [n.terms.title, n.grade])).toEqual([
      [{ text: 'Use of the certificate and its mark, 2027 Q2, was missed' }, 'minor'],
      [{ text: 'Surveillance audit 1, 15 Jun 2027: findings entered, was missed' }, 'minor'],
    ]);
  });

  it('is not moved by us; handed over and sent back like other work, and given up only with top management', async () => {
    const script = [
      at('2027-04-05T10:00', mara.says('/extend 2027-07-01 because of holidays', READY)),
      at('2027-05-01T10:00', mara.assigns('sam-okoro', READY)),
      at('2027-05-02T10:00', ...prepares(sam)),
      at('2027-05-04T10:00', elena.says('/reject the day is missing', READY)),
      at('2027-05-10T10:00', sam.says('/waive because the body moved it', READY)),
      at('2027-05-11T10:00', mara.says('/approve', READY)),
      at('2027-05-12T10:00', elena.says('/approve', READY)),
    ];
    const story = await simulate({ programme, from, until: '2027-06-20', script });
    const [ready] = story.tasks;
    // Of an audit that was given up nothing is entered.
    expect(story.tasks.map(({ terms }) => terms.slot)).toEqual(['ready', 'task']);
    expect(ready).toMatchObject({
      assignee: 'sam',
      verdict: 'waived',
      due: { date: '2027-06-15' },
      extended: [],
      rejections: [{ by: 'elena' }],
      waived: { by: 'elena' },
    });
    const said = story.tickets[0]?.said.join('\n') ?? '';
    expect(said).toContain('this date is set from outside and cannot be moved here');
    expect(said).toContain('`/approve` was not recorded: on this ticket Elena Costa may approve');
    expect(story.occurrences[0]).toMatchObject({ state: 'waived' });
  });
});
