import { describe, expect, it } from '@jest/globals';
import { draftNonconformity } from '../../../rules/nonconformity/draft.ts';
import { plusMs } from '../../../rules/time.ts';
import { endOf, organisation, quick, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';
import { done, handedIn, opens, raised, review, verified, verifiedAt } from './verified.ts';

describe('resolved', () => {
  it('is dated by the last hand-in that stands, and the 60 days count from the last verification', () => {
    const story = verified();
    expect(story.state.resolved).toEqual({ at: handedIn });
    expect(story.state.verified).toMatchObject({ at: verifiedAt, opens, due: endOf('2027-07-26') });
    expect(story.last?.stages.map((s) => s.terms.slot)).toEqual(['r1-a1']);
    expect(story.step(summer('2027-07-10 12:00')).wakeAt).toBe(opens);
  });

  it('is looked at again at once where the verification is younger than the answer of its own tracker, which shows whole seconds', () => {
    const story = new Story(organisation(), raised);
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    const at = plusMs(verifiedAt, 525);
    story.actions = [{ ...done, verified: { by: 'mara', at }, readAt: at }];
    const { wakeAt } = story.step(plusMs(verifiedAt, 630), undefined, verifiedAt);
    expect(story.state.verified).toBeUndefined();
    expect(wakeAt).toBe(plusMs(verifiedAt, 1630));
    story.step(wakeAt, undefined, plusMs(verifiedAt, 1000));
    expect(story.state.verified).toMatchObject({ at });
  });

  it('for no-action is dated by the agreement', () => {
    const story = new Story(organisation(), raised);
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    story.comments = story.comments.filter((c) => !c.text.startsWith('/action'));
    story.say('priya', summer('2027-04-06 11:00'), '/no-action because the system is switched off in May');
    story.step(summer('2027-04-07 10:01'));
    expect(story.state.resolved).toEqual({ at: summer('2027-04-07 10:00') });
    expect(story.state.verified?.opens).toBe(summer('2027-06-06 00:00'));
    expect(draftNonconformity(story.state, story.org, false).due).toBe('2027-07-05');
  });

  it('falls with a rejection, and stands again from the next hand-in', () => {
    const story = new Story(organisation(), raised);
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    story.actions = [task({ stage: 'submitted', stood: [{ from: handedIn }] })];
    story.step(summer('2027-05-10 10:05'));
    const rejected = summer('2027-05-11 10:00');
    story.actions = [
      task({ stage: 'submitted', stood: [{ from: handedIn, until: rejected }, { from: summer('2027-05-20 10:00') }] }),
    ];
    story.step(summer('2027-05-20 10:05'));
    expect(story.events.filter((e) => e.kind.endsWith('resolved')).map((e) => [e.kind, e.at])).toEqual([
      ['resolved', handedIn],
      ['unresolved', rejected],
      ['resolved', summer('2027-05-20 10:00')],
    ]);
  });
});

describe('the effectiveness review', () => {
  it('opens when the fix has worked for its time, with a reviewer who did not implement', () => {
    const story = verified();
    expect(story.step(summer('2027-07-10 23:59')).stages).toHaveLength(1);
    const [, draft] = story.step(opens).stages;
    expect(draft).toMatchObject({
      assignee: 'jonas',
      terms: {
        kind: 'effectiveness-review',
        slot: 'r1-effectiveness',
        owner: 'jonas',
        opens,
        due: endOf('2027-07-26'),
        evidence: [],
      },
    });
    expect(draft?.terms.barred).toEqual(expect.arrayContaining(['priya', 'sam']));
    expect(draft?.terms.ladder.hardLimit).toBeUndefined();
  });

  it('whose reviewer turned implementer goes to the next level', () => {
    const story = new Story(organisation(), raised);
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    story.actions = [{ ...done, implementers: ['sam', 'jonas', 'mara'] }];
    expect(story.step(opens).stages[1]).toMatchObject({ assignee: 'elena' });
  });

  it('of exact clocks opens so many seconds after the verification', () => {
    const story = new Story(quick(), '2026-11-22T08:41:20.000Z');
    planned(story, '2026-11-22T08:41:25.000Z', '2026-11-22T08:41:30.000Z', '');
    story.actions = [
      {
        ...done,
        stood: [{ from: '2026-11-22T08:41:40.000Z' }],
        verified: { by: 'mara', at: '2026-11-22T08:41:45.000Z' },
      },
    ];
    story.step('2026-11-22T08:41:50.000Z');
    expect(story.state.verified).toMatchObject({
      opens: '2026-11-22T08:42:25.000Z',
      due: { at: '2026-11-22T08:42:45.000Z' },
    });
  });

  it('effective, closes it; reopened by hand, it is closed again with one reply', () => {
    const story = verified();
    const at = summer('2027-07-20 10:00');
    story.actions = [done, review(1, 'effective', at)];
    const decision = story.step(summer('2027-07-20 10:05'));
    expect(decision.ended).toBe(true);
    expect(decision.stages).toEqual([]);
    expect(story.state.closed).toEqual({ at });
    expect(draftNonconformity(story.state, story.org, false).category).toBe('done');
    for (const hour of [11, 12])
      story.changes.push({
        id: `r${hour}`,
        kind: 'reopened',
        by: { id: 'u-priya', login: 'priya' },
        at: summer(`2027-07-20 ${hour}:00`),
      });
    story.step(summer('2027-07-20 11:05'));
    story.step(summer('2027-07-20 12:05'));
    expect(story.of('reopened-by-hand').map(({ actor }) => actor)).toEqual(['person:priya', 'person:priya']);
    expect(story.said().filter((s) => s.includes('never reopened'))).toHaveLength(1);
    story.say('priya', summer('2027-07-21 10:00'), '/cause another one');
    story.step(summer('2027-07-21 10:05'));
    expect(story.said().at(-1)).toContain('NC-2027-014 is closed');
    expect(story.of('closed')).toHaveLength(1);
  });

  it('ineffective, starts a new round with the grade’s full clock from that day', () => {
    const story = verified();
    story.actions = [done, review(1, 'ineffective', summer('2027-07-20 10:00'))];
    const decision = story.step(summer('2027-07-22 10:05'));
    expect(story.state.round).toBe(2);
    expect(story.state.clocks).toEqual({ plan: endOf('2027-08-03'), resolve: endOf('2027-10-18') });
    expect(Object.keys(story.state.steps)).toEqual(['correction', 'extent', 'similar']);
    expect(story.state.plan.agreed).toBeUndefined();
    expect(decision.stages).toEqual([]);
    expect(story.said().at(-1)).toContain(
      'Jonas Weber found the fix ineffective: two more leavers had access. Round 2 begins with the root cause.',
    );
  });

  it('words written after the verdict belong to the new round, though read together', () => {
    const story = verified();
    story.actions = [done, review(1, 'ineffective', summer('2027-07-20 10:00'))];
    story.say('priya', summer('2027-07-20 11:00'), '/cause the HR system sends nothing at weekends');
    story.step(summer('2027-07-22 10:05'));
    expect(story.state.round).toBe(2);
    expect(story.state.steps.cause?.text).toEqual({ text: 'the HR system sends nothing at weekends' });
  });
});

describe('an action that is rejected once the fix was verified', () => {
  const rejected = summer('2027-07-13 10:00');
  const redone = {
    ...done,
    stood: [{ from: handedIn, until: rejected }, { from: summer('2027-07-20 10:00') }],
    verified: { by: 'mara', at: summer('2027-07-21 10:00') },
  };
  const { verified: _, verdict: __, ...undone } = done;
  const open = task({ key: 'e1', slot: 'r1-effectiveness', assignee: 'jonas', opens });

  /** Read at once after the rejection, with its review open; its plan is agreed again on the 14th. */
  function fallen(): Story {
    const story = verified();
    story.step(opens);
    story.actions = [
      { ...undone, stage: 'open', readAt: rejected, stood: [{ from: handedIn, until: rejected }] },
      open,
    ];
    expect(story.step(summer('2027-07-13 10:05')).wakes).toContain('e1');
    story.say('mara', summer('2027-07-14 10:00'), '/approve reviewer @jonas');
    story.step(summer('2027-07-14 10:05'));
    return story;
  }

  it('is judged by nobody who judged the fix before it was done again', () => {
    const story = fallen();
    story.actions = [redone, { ...review(1, 'effective', summer('2027-07-15 10:00')), opens }];
    story.step(summer('2027-07-21 10:05'));
    expect(story.state.verified).toMatchObject({ at: redone.verified.at });
    expect(story.of('judged')).toEqual([]);
    expect(story.state.closed).toBeUndefined();
  });

  it('has the fix left to work for its whole time again, and reviewed in another ticket', () => {
    const story = fallen();
    story.actions = [redone, { ...open, stage: 'ended', verdict: 'withdrawn' }];
    const again = summer('2027-09-19 00:00');
    story.step(summer('2027-07-21 10:05'));
    expect(story.state.verified).toMatchObject({ opens: again });
    expect(story.step(again).stages.map((s) => s.terms.slot)).toEqual(['r1-a1', 'r1-effectiveness-2']);
    story.actions = [redone, review(1, 'effective', summer('2027-09-25 10:00'), 2)];
    story.step(summer('2027-09-25 10:05'));
    expect(story.state.closed).toEqual({ at: summer('2027-09-25 10:00') });
  });
});
