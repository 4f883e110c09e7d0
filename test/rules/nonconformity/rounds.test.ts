import { describe, expect, it } from '@jest/globals';
import { isMoot } from '../../../rules/moot.ts';
import { draftNonconformity } from '../../../rules/nonconformity/draft.ts';
import { plusMs } from '../../../rules/time.ts';
import { endOf, organisation, quick, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const raised = summer('2027-04-06 09:00');
const handedIn = summer('2027-05-10 10:00');
const verifiedAt = summer('2027-05-12 10:00');
const done = task({
  stage: 'ended',
  verdict: 'verified',
  stood: [{ from: handedIn }],
  verified: { by: 'mara', at: verifiedAt },
  implementers: ['sam'],
  readAt: verifiedAt,
});
const opens = summer('2027-07-11 00:00');

function verified(): Story {
  const story = new Story(organisation(), raised);
  planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
  story.actions = [done];
  story.step(summer('2027-05-12 10:05'));
  return story;
}

/** @param time how manieth review of the round it is. */
function review(round: number, verdict: 'effective' | 'ineffective', at: string, time = 1) {
  const judged = { verdict, by: 'jonas', at, text: { text: 'two more leavers had access' } };
  return task({
    key: `e${round}`,
    slot: `r${round}-effectiveness${time > 1 ? `-${time}` : ''}`,
    round,
    stage: 'ended',
    verdict,
    endedAt: at,
    judged,
    assignee: 'jonas',
  });
}

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

describe('a second ineffective round', () => {
  function twice(regraded = false): Story {
    const story = verified();
    if (regraded) {
      story.say('mara', summer('2027-05-13 10:00'), '/regrade major because it spreads');
      story.say('mara', summer('2027-05-13 11:00'), '/approve reviewer @jonas');
    }
    story.actions = [done, review(1, 'ineffective', summer('2027-07-20 10:00'))];
    story.step(summer('2027-07-20 10:05'));
    story.say('priya', summer('2027-07-21 10:00'), '/cause no check');
    story.say('priya', summer('2027-07-21 10:00'), '/action @sam 2027-08-10 check it monthly');
    story.say('priya', summer('2027-07-21 10:00'), '/criterion none found');
    story.say('mara', summer('2027-07-21 11:00'), '/approve reviewer @jonas');
    const at = summer('2027-07-25 10:00');
    const again = { ...done, key: 't2', slot: 'r2-a1', round: 2, stood: [{ from: at }], verified: { by: 'mara', at } };
    story.actions.push(again, review(2, 'ineffective', summer('2027-10-01 10:00')));
    story.step(summer('2027-10-01 10:05'));
    return story;
  }

  it('proposes it again in the successor of a deleted ticket', () => {
    const story = twice();
    const [asked] = story.said().slice(-1);
    story.step(summer('2027-10-02 10:00'), { gone: 'deleted', asOf: summer('2027-10-02 10:00') });
    expect(story.said().slice(-2)).toEqual([expect.stringMatching(/^This replaces /), asked]);
  });

  it('proposes a major to the lead, and stays minor until the lead accepts', () => {
    const story = twice();
    expect(story.state.round).toBe(3);
    expect(story.state.grade).toBe('minor');
    expect(story.said().at(-1)).toBe(
      '@mara The fix was found ineffective twice. Should this be a major? /accept or /reject because ….',
    );
    story.say('priya', summer('2027-10-02 10:00'), '/accept');
    story.say('mara', summer('2027-10-02 11:00'), '/accept');
    story.step(summer('2027-10-02 11:05'));
    expect(story.of('graded')).toMatchObject([
      { at: summer('2027-10-02 11:00'), body: { rule: 'nc.ineffective.twice', by: 'mara' } },
    ]);
    expect(story.state.clocks.resolve).toEqual({ at: '2027-11-01T23:00:00.000Z', date: '2027-11-01' });
  });

  it('stands in the lead’s digest once it waited for two weeks, each week anew, until it is decided', () => {
    const story = twice();
    const reminders = () => story.notices().filter((n) => n.subject.startsWith('To decide: NC-'));
    story.step(summer('2027-10-15 09:59'));
    expect(reminders()).toEqual([]);
    story.step(summer('2027-10-15 10:00'));
    story.step(summer('2027-10-22 10:00'));
    expect(reminders()).toMatchObject([
      { to: 'mara', digest: true },
      { to: 'mara', digest: true },
    ]);
    const { chase } = reminders()[0] ?? {};
    expect(chase?.line).toBe(
      'NC-2027-014 (leavers kept VPN access): the fix was found ineffective twice; whether it is a major waits for your /accept or /reject because … since 1 October.',
    );
    expect(chase && isMoot(chase, story.state)).toBe(false);
    story.say('mara', summer('2027-10-23 10:00'), '/reject because the cause is known now');
    story.step(summer('2027-11-05 10:00'));
    expect([reminders().length, chase && isMoot(chase, story.state)]).toEqual([2, true]);
  });

  it('of a major proposes nothing', () => {
    const story = twice(true);
    expect(story.state.grade).toBe('major');
    expect(story.of('judged')).toHaveLength(2);
    expect(story.of('major-proposed')).toHaveLength(0);
  });

  it('rejected with a reason, is recorded and asked no more', () => {
    const story = twice();
    story.say('mara', summer('2027-10-02 10:00'), '/reject');
    story.say('mara', summer('2027-10-02 11:00'), '/reject because the cause is known now');
    story.say('mara', summer('2027-10-02 12:00'), '/accept');
    story.step(summer('2027-10-02 12:05'));
    expect(story.of('proposal-rejected')).toMatchObject([
      { body: { by: 'mara', reason: { text: 'the cause is known now' } } },
    ]);
    expect(story.state.grade).toBe('minor');
  });
});
