import { describe, expect, it } from '@jest/globals';
import { acted, agreed, checked, DEADLINE, FROM, planned, programme, raised } from './harness/nonconformity.ts';
import { at, elena, mara, priya, tracker } from './harness/people.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const from = FROM;
const down: [string, string][] = [['2027-04-25T20:00', '2027-04-28T10:00']];
const graded = ['graded', 'deadline-kept', 'resolved', 'overdue'];

describe('minor to major', () => {
  it('happens at the instant when the deadline passes, and is told to those concerned', async () => {
    const story = await simulate({ programme, from, until: '2027-04-27T12:00', script: [raised] });
    expect(story.first('graded')).toMatchObject({
      at: DEADLINE,
      body: { grade: 'major', rule: 'nc.minor.overdue', clocks: { resolve: { date: '2027-05-06' } } },
    });
    expect(story.tickets[0]?.labels).toEqual(['isms', 'isms/major', 'isms/nc']);
    expect(story.tickets[0]?.title).toBe('NC-2027-001 (major): leavers kept VPN access');
    expect(story.tickets[0]?.said.join('\n')).toContain(
      '**This nonconformity is now major.** It was to be resolved by the end of 25 April and was not',
    );
    const told = story.mails
      .filter((m) => m.subject.includes('now major'))
      .map((m) => m.to)
      .sort();
    expect(told).toEqual(['dana@example.com', 'elena@example.com', 'mara@example.com']);
  });

  it('is noticed late after a downtime, and counts from the deadline', async () => {
    const story = await simulate({ programme, from, until: '2027-04-29', script: [raised], downtime: down });
    expect(story.first('graded').at).toBe(DEADLINE);
    expect(story.nonconformities[0]?.grades.at(-1)?.noticed.slice(0, 13)).toBe('2027-04-28T08');
    expect(story.nonconformities[0]?.clocks.resolve.date).toBe('2027-05-06');
    expect(story.tickets[0]?.said.join('\n')).toContain('noticed on 28 April');
  });

  it('is kept off by the last action handed in a minute before, however late that is read', async () => {
    const script = [raised, planned, agreed, acted('2027-04-25T23:59')];
    const story = await simulate({ programme, from, until: '2027-04-29', script, downtime: down });
    expect(story.tale('nonconformity/', graded)).toEqual(['resolved', 'deadline-kept']);
    expect(story.nonconformities[0]).toMatchObject({ grade: 'minor', resolved: { at: '2027-04-25T21:59:00.000Z' } });
  });

  it('is not kept off by one handed in a minute after', async () => {
    const script = [raised, planned, agreed, acted('2027-04-26T00:01')];
    const story = await simulate({ programme, from, until: '2027-04-29', script, downtime: down });
    expect(story.tale('nonconformity/', graded).slice(0, 1)).toEqual(['graded']);
    expect(story.first('graded').at).toBe(DEADLINE);
  });

  it('follows a rejection after the deadline, at that instant', async () => {
    const script = [
      raised,
      planned,
      agreed,
      acted('2027-04-24T10:00'),
      at('2027-04-27T10:00', mara.says('/reject because it fails for contractors', 'Fix the')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-28', script });
    expect(story.first('graded')).toMatchObject({
      at: '2027-04-27T08:00:00.000Z',
      body: { rule: 'nc.minor.rejected' },
    });
  });

  it('lets an extension lapse that nobody decided', async () => {
    const script = [
      raised,
      at('2027-04-20T10:00', priya.says('/extend 2027-05-10 because the vendor is late', '(minor)')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-27', script });
    expect(story.tale('nonconformity/', ['extension-asked', 'extension-lapsed', 'graded'])).toEqual([
      'extension-asked',
      'extension-lapsed',
      'graded',
    ]);
  });

  it('waits for the date that the lead agreed to', async () => {
    const script = [
      raised,
      at('2027-04-20T10:00', priya.says('/extend 2027-04-29 because the vendor is late', '(minor)')),
      at('2027-04-21T10:00', mara.says('/approve', '(minor)')),
    ];
    const story = await simulate({ programme, from, until: '2027-05-01', script });
    expect(story.first('graded').at).toBe('2027-04-29T22:00:00.000Z');
  });

  it('waits for a reading while the tracker does not answer; the lead hears at once', async () => {
    const script = [
      raised,
      planned,
      agreed,
      at('2027-04-25T23:30', tracker.fails),
      at('2027-04-25T23:45', ...acted('2027-04-25').acts),
      at('2027-04-26T00:20', tracker.recovers),
    ];
    const story = await simulate({ programme, from, until: '2027-04-26T12:00', script });
    expect(story.tale('nonconformity/', ['unread', ...graded])).toEqual(['unread', 'resolved', 'deadline-kept']);
    expect(story.mails.filter((m) => /unread/i.test(m.subject)).map((m) => m.to)).toEqual(['mara@example.com']);
  });
});

describe('a major', () => {
  it('needs a fresh agreement of its plan, while its actions go on', async () => {
    const script = [
      raised,
      planned,
      agreed,
      at('2027-04-27T10:00', mara.says('/approve', '(major)')),
      acted('2027-04-28T10:00'),
      checked('2027-04-29T10:00'),
    ];
    const story = await simulate({ programme, from, until: '2027-04-30', script });
    expect(story.tale('nonconformity/', ['plan-agreed', 'graded', 'resolved', 'verified'])).toEqual([
      'plan-agreed',
      'graded',
      'plan-agreed',
      'resolved',
      'verified',
    ]);
    expect(story.tickets).toHaveLength(2);
  });

  it('past its own deadline goes to top management at once, and weekly until it is resolved', async () => {
    const story = await simulate({ programme, from, until: '2027-05-25', script: [raised] });
    expect(story.first('overdue').at).toBe('2027-05-06T22:00:00.000Z');
    const told = story.mails.filter((m) => m.to === 'elena@example.com' && m.at > '2027-05-06T22');
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told[0]?.at.slice(0, 13)).toBe('2027-05-07T07');
  });

  it('is annulled by top management alone, with a new deadline; both records stay', async () => {
    const annul = '/annul 2027-05-20 because the vendor failed';
    const script = [
      raised,
      at('2027-04-27T10:00', mara.says(annul, '(major)')),
      at('2027-04-27T11:00', elena.says(annul, '(major)')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-28', script });
    expect(story.nonconformities[0]?.grades.map((g) => [g.grade, g.rule])).toEqual([
      ['minor', 'raised'],
      ['major', 'nc.minor.overdue'],
      ['minor', 'annul'],
    ]);
    expect(story.nonconformities[0]?.clocks.resolve.date).toBe('2027-05-20');
    expect(story.tickets[0]?.labels).toContain('isms/minor');
  });

  it('is made of a minor by the lead', async () => {
    const script = [raised, at('2027-04-08T10:00', mara.says('/regrade major because customers were hit', '(minor)'))];
    const story = await simulate({ programme, from, until: '2027-04-09', script });
    expect(story.first('graded')).toMatchObject({
      at: '2027-04-08T08:00:00.000Z',
      body: { rule: 'regrade', by: mara.id },
    });
    expect(story.nonconformities[0]?.terms.ownGrade).toBe('minor');
    expect(story.nonconformities[0]?.clocks.resolve.date).toBe('2027-04-18');
  });
});
