import { describe, expect, it } from '@jest/globals';
import { at, sam } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const programme = isms(accessReview(''));

describe('a downtime', () => {
  it('over a rung and a due date sends only the highest rung that passed', async () => {
    const story = await simulate({
      programme,
      from: '2027-03-31',
      until: '2027-04-17',
      downtime: [['2027-04-12T18:00', '2027-04-16T12:00']],
    });
    const sent = story.tasks[0]?.rungs ?? [];
    expect(sent.map((r) => [r.id, r.to])).toEqual([
      ['3-days-before-due', []],
      ['at-due', ['sam', 'dana']],
    ]);
    expect(sent[1]?.at.slice(0, 13)).toBe('2027-04-16T10');
  });

  it('over a hard limit dates the missing by the limit, says when it was noticed, and raises one nonconformity', async () => {
    const story = await simulate({
      programme,
      from: '2027-03-31',
      until: '2027-05-05',
      downtime: [['2027-04-29T18:00', '2027-05-03T12:00']],
    });
    const missed = story.tasks[0]?.missed;
    expect([missed?.at, missed?.noticed.slice(0, 13)]).toEqual(['2027-04-30T22:00:00.000Z', '2027-05-03T10']);
    expect(story.nonconformities).toHaveLength(1);
  });

  it('is itself on record', async () => {
    const story = await simulate({
      programme,
      from: '2027-03-31',
      until: '2027-04-10',
      downtime: [['2027-04-05T18:00', '2027-04-06T12:00']],
    });
    const { at: began, body } = story.first('downtime');
    expect([began, String(body.from), String(body.until)].map((i) => i.slice(0, 16))).toEqual([
      '2027-04-05T16:00',
      '2027-04-05T16:00',
      '2027-04-06T10:00',
    ]);
  });

  it('over an opening moves due date and hard limit by the delay, which nobody else answers for', async () => {
    const story = await simulate({
      programme,
      from: '2027-03-30',
      until: '2027-04-07',
      downtime: [['2027-03-31T12:00', '2027-04-05T12:00']],
    });
    expect(story.occurrences[0]).toMatchObject({ due: { date: '2027-04-20' }, hardLimit: { date: '2027-05-04' } });
    expect(story.occurrences[0]?.openedLateBy).toBeGreaterThan(4 * 86_400_000);
    expect(story.tickets[0]?.body).toContain('Due Tue 20 Apr 2027.');
  });

  it('over everything that people did loses nothing of it', async () => {
    const story = await simulate({
      programme,
      from: '2027-03-31',
      until: '2027-04-21',
      script: [at('2027-04-14T10:00', sam.attaches('export.csv'), sam.closes())],
      downtime: [['2027-04-13T18:00', '2027-04-20T12:00']],
    });
    expect(story.first('submitted').at).toBe('2027-04-14T08:00:00.000Z');
    expect(story.tickets[0]?.body).toContain('Sam Okoro did it, 14 Apr · checked by the engine only · on time');
    expect(story.tickets[0]?.said).toHaveLength(1);
  });
});
