import { describe, expect, it } from '@jest/globals';
import { KINDS } from './harness/board/board.ts';
import { type Act, at, mara, sam } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const handsIn = at('2027-04-14T10:00', sam.attaches('export.csv'), sam.closes());
const accepts = at('2027-04-15T10:00', mara.says('/accept'));

describe('what a task costs people', () => {
  it('is one comment and no command, done on time without a verifier', async () => {
    const story = await simulate({
      programme: isms(accessReview('')),
      from: '2027-03-31',
      until: '2027-04-18',
      script: [handsIn],
    });
    expect(story.tasks[0]).toMatchObject({ verdict: 'recorded' });
    expect(story.tickets[0]?.said).toHaveLength(1);
    expect(story.mails).toEqual([]);
  });

  it('is three comments, verified on time', async () => {
    const story = await simulate({
      programme: isms(accessReview()),
      from: '2027-03-31',
      until: '2027-04-18',
      script: [handsIn, accepts],
    });
    expect(story.tasks[0]).toMatchObject({ verdict: 'verified' });
    expect(story.tickets[0]?.said).toHaveLength(3);
  });

  it('is at most seven comments up the whole ladder, done and verified after it was missed', async () => {
    const script = [
      at('2027-05-05T10:00', sam.attaches('export.csv'), sam.closes()),
      at('2027-05-06T10:00', mara.says('/accept')),
    ];
    const story = await simulate({ programme: isms(accessReview()), from: '2027-03-31', until: '2027-05-08', script });
    expect(story.tasks[0]).toMatchObject({ verdict: 'verified', missed: { at: '2027-04-30T22:00:00.000Z' } });
    expect(story.tasks[0]?.rungs.map((r) => r.id)).toHaveLength(4);
    expect(story.tickets[0]?.said.length).toBeLessThanOrEqual(7);
  });
});

describe('what a contested task costs whoever watches its ticket', () => {
  it.each(KINDS)('is a rewrite for each turn that it takes; at most eight where each mails them (%s)', async (kind) => {
    const rounds = ['05', '06', '07', '08', '09', '12'].flatMap((day) => [
      at(`2027-04-${day}T10:00`, sam.attaches(`export-${day}.csv`), sam.closes()),
      at(`2027-04-${day}T15:00`, mara.says('/reject because two accounts are missing')),
    ]);
    let before = '';
    const looks: Act = ({ board }) => {
      before = board.seen()[0]?.body ?? '';
    };
    const story = await simulate({
      at: kind,
      programme: isms(accessReview()),
      from: '2027-03-31',
      until: '2027-04-18',
      script: [...rounds, at('2027-04-13T10:00', looks), handsIn, accepts],
    });
    const rewrites = story.writes.filter((what) => what === 'edit').length;
    expect(Math.min(rewrites, 9)).toBe(kind === 'jira' ? 8 : 9);
    expect(before.includes('this text stays as it is')).toBe(kind === 'jira');
    expect(story.tasks[0]).toMatchObject({ verdict: 'verified' });
    expect(story.tickets[0]?.state).toBe('done');
    expect(story.tickets[0]?.body).toContain('Mara Lindt checked it, 15 Apr');
    expect(story.tickets[0]?.body).not.toContain('this text stays as it is');
  });
});

describe('what a task costs the tracker and Temporal', () => {
  it.each(KINDS)('is at most 8 writes and 12 calls, opened, handed in, and verified (%s)', async (kind) => {
    const script = [
      at('2027-04-01T10:00', sam.attaches('export.csv'), sam.closes()),
      at('2027-04-01T11:00', mara.says('/accept')),
    ];
    const programme = isms(accessReview());
    const story = await simulate({ at: kind, programme, from: '2027-03-31T23:00', until: '2027-04-01T12:00', script });
    expect(story.tasks[0]).toMatchObject({ verdict: 'verified' });
    expect(story.writes.length).toBeLessThanOrEqual(8);
    expect(Object.values(story.calls).reduce((all, n) => all + n, 0)).toBeLessThanOrEqual(12);
  });

  it('is at most 60 events, opened, reminded twice, handed in, and verified within a day', async () => {
    const duty = accessReview()
      .replace('every: 3 months', 'every: 120 hours')
      .replace('first: 2027-04-16', 'first: 2027-04-16T16:00:00Z')
      .replace('ladder: L2', 'ladder: quick');
    const rungs = '[{ at: -6 hours, to: assignee }, { at: -3 hours, to: assignee }]';
    const quick = `ladders: { quick: { lead: 12 hours, hard_limit: 1 day, contact_hours: false, rungs: ${rungs} } }`;
    const script = [
      at('2027-04-16T14:00Z', sam.attaches('export.csv'), sam.closes()),
      at('2027-04-16T15:00Z', mara.says('/accept')),
    ];
    const programme = isms(duty, quick);
    const story = await simulate({ programme, from: '2027-04-16T03:00Z', until: '2027-04-16T20:00Z', script });
    expect(story.tasks[0]).toMatchObject({ verdict: 'verified' });
    expect(story.tasks[0]?.rungs).toHaveLength(2);
    expect(story.histories[`task/${story.tasks[0]?.terms.key}`]).toBeLessThanOrEqual(60);
  });
});
