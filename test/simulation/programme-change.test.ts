import { describe, expect, it } from '@jest/globals';
import { applies, at, elena, sam } from './harness/people.ts';
import { accessReview, isms } from './harness/programme.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const before = isms(accessReview(''));
const handedOver = isms(
  accessReview('')
    .replace('owner: sam', 'owner: priya')
    .replace('evidence: {', 'evidence: { decisions: who decided what, ')
    .replace('Check who', 'Look who'),
);
const rarer = isms(accessReview('').replace('every: 3 months', 'every: 6 months'));
const closes = at('2027-04-06T10:00', sam.attaches('export.csv'), sam.closes());

describe('a new version of the programme', () => {
  it('leaves open tickets their owner, text, and evidence; the next ones have the new ones', async () => {
    const script = [at('2027-04-05T10:00', applies(handedOver)), closes, at('2027-04-07T10:00', elena.says('Thanks'))];
    const story = await simulate({ programme: before, from: '2027-03-31', until: '2027-07-02', script });
    expect(story.tasks.map((t) => [t.terms.version, t.assignee, t.terms.evidence.map((e) => e.id)])).toEqual([
      [1, 'sam', ['export']],
      [2, 'priya', ['decisions', 'export']],
    ]);
    expect(story.tickets[0]?.body).toContain('Check who can reach');
    expect(story.tickets[1]?.body).toContain('Look who can reach');
    expect(story.tasks[0]?.submission?.items.map((e) => e.item)).toEqual(['export']);
  });

  it('that is weaker keeps the old values while top management has not spoken', async () => {
    const script = [at('2027-04-05T10:00', applies(rarer, 'one review a half-year is enough')), closes];
    const story = await simulate({ programme: before, from: '2027-03-31', until: '2027-07-03', script });
    expect(story.occurrences.map((o) => o.period)).toEqual(['2027-04-16', '2027-07-16']);
    const asked = story.tickets.find((t) => t.number === 2);
    expect(asked?.state).toBe('open');
    expect(asked?.body).toContain('one review a half-year is enough');
  });

  it('that is weaker counts once top management approves', async () => {
    const script = [
      at('2027-04-05T10:00', applies(rarer, 'one review a half-year is enough')),
      closes,
      at('2027-04-08T10:00', (scene) => elena.says('/approve', scene.board.seen()[1]?.title)(scene)),
    ];
    const story = await simulate({ programme: before, from: '2027-03-31', until: '2027-07-03', script });
    expect(story.occurrences.map((o) => o.period)).toEqual(['2027-04-16']);
    expect(story.tickets.find((t) => t.number === 2)?.state).toBe('done');
  });
});
