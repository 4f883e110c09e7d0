import { describe, expect, it } from '@jest/globals';
import { acted, agreed, answers, FROM, judged, programme, raised, resolved } from './harness/nonconformity.ts';
import { at, mara, priya, sam } from './harness/people.ts';
import { simulation } from './harness/simulate.ts';

const simulate = simulation();
const from = FROM;
const failed = judged('2027-04-21T10:00', '/ineffective because a contractor kept access');

/** A second plan, agreed, done, verified, and found ineffective on 5 May. */
const again = [
  at('2027-04-22T10:00', priya.says(`${answers}\n/action @sam-okoro 2027-04-28 Mend contractors too`, '(minor)')),
  at('2027-04-22T12:00', mara.says('/approve reviewer @dana-roth', '(minor)')),
  at('2027-04-23T10:00', sam.attaches('proof-2.txt', '', 'Mend'), sam.closes('Mend')),
  at('2027-04-26T10:00', mara.says('/accept', 'Mend')),
  judged('2027-05-05T10:00', '/ineffective because it happened again'),
];

describe('the effectiveness review', () => {
  it('is decided by its words alone, by whoever was named', async () => {
    const on = 'did the fix work';
    const script = [
      ...resolved,
      at('2027-04-20T10:00', priya.says('/effective it works', on)),
      at('2027-04-20T12:00', priya.closes(on)),
    ];
    const story = await simulate({ programme, from, until: '2027-04-21', script });
    expect(story.tickets[2]).toMatchObject({ state: 'open' });
    expect(story.tickets[2]?.said[0]).toContain('on this ticket Dana Roth may');
    expect(story.tickets[2]?.said[1]).toContain('Reopened, because closing decides nothing here.');
    expect(story.nonconformities[0]?.closed).toBeUndefined();
  });

  it('is over undecided once an action is rejected, and comes anew when the fix has worked for its time again', async () => {
    const script = [
      ...resolved,
      at('2027-04-20T10:00', mara.says('/reject because a contractor kept access', 'Fix the')),
      at('2027-04-21T10:00', sam.attaches('proof-2.txt', '', 'Fix the'), sam.closes('Fix the')),
      at('2027-04-22T10:00', mara.says('/accept', 'Fix the')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-30', script });
    const reviews = story.tickets.filter(({ title }) => title.includes('did the fix work'));
    expect(reviews.map(({ state }) => state)).toEqual(['dropped', 'open']);
    expect(reviews[0]?.said.at(-1)).toContain('does not stand verified any more: nothing is left to judge here.');
    expect(story.tale('nonconformity/', ['verified', 'unresolved', 'judged'])).toEqual([
      'verified',
      'unresolved',
      'verified',
    ]);
  });

  it('starts a new round with the full clock where the fix did not work', async () => {
    const story = await simulate({ programme, from, until: '2027-04-22', script: [...resolved, failed] });
    expect(story.tale('nonconformity/', ['judged', 'round-begun', 'closed'])).toEqual(['judged', 'round-begun']);
    expect(story.nonconformities[0]).toMatchObject({
      round: 2,
      grade: 'minor',
      clocks: { resolve: { date: '2027-05-11' } },
    });
    expect(story.nonconformities[0]?.plan.agreed).toBeUndefined();
    expect(story.tickets[0]).toMatchObject({ state: 'open' });
  });

  it('proposes a major to the lead the second time; accepted, it is one', async () => {
    const script = [...resolved, failed, ...again, at('2027-05-06T10:00', mara.says('/accept', '(minor)'))];
    const story = await simulate({ programme, from, until: '2027-05-07', script });
    expect(story.tale('nonconformity/', ['round-begun', 'major-proposed', 'graded'])).toEqual([
      'round-begun',
      'round-begun',
      'major-proposed',
      'graded',
    ]);
    expect(story.first('graded')).toMatchObject({
      at: '2027-05-06T08:00:00.000Z',
      body: { rule: 'nc.ineffective.twice' },
    });
  });

  it('leaves a minor where the lead rejects the proposal', async () => {
    const script = [
      ...resolved,
      failed,
      ...again,
      at('2027-05-06T10:00', mara.says('/reject because the cause is another one', '(minor)')),
    ];
    const story = await simulate({ programme, from, until: '2027-05-07', script });
    expect(story.tale('nonconformity/', ['proposal-rejected', 'graded'])).toEqual(['proposal-rejected']);
    expect(story.nonconformities[0]).toMatchObject({ grade: 'minor', round: 3 });
  });

  it('closes for good: a closed ticket reopened by hand is closed again', async () => {
    const script = [
      ...resolved,
      judged('2027-04-21T10:00', '/effective no leaver had access since'),
      at('2027-04-22T10:00', priya.reopens('(minor)')),
    ];
    const story = await simulate({ programme, from, until: '2027-04-24', script });
    expect(story.tale('nonconformity/').slice(-2)).toEqual(['closed', 'reopened-by-hand']);
    expect(story.tickets[0]).toMatchObject({ state: 'done' });
  });

  it('is not for whoever did, planned, or owns the fix', async () => {
    const script = [
      raised,
      ...resolved.slice(1, 2),
      at('2027-04-07T09:00', mara.says('/approve reviewer @sam-okoro', '(minor)')),
      agreed,
      acted('2027-04-12T10:00'),
    ];
    const story = await simulate({ programme, from, until: '2027-04-13', script });
    expect(story.nonconformities[0]?.plan.agreed?.reviewer).toBe('dana');
    expect(story.tickets[0]?.said.join('\n')).toContain('Sam Okoro owns, planned, or does this');
  });
});
