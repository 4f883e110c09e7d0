import { describe, expect, it } from '@jest/globals';
import { isMoot } from '../../../rules/moot.ts';
import { endOf, organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const raised = summer('2027-04-06 09:00');
const deadline = endOf('2027-07-05').at;
const later = (ms: number) => new Date(Date.parse(deadline) + ms).toISOString();
const WEEK = 604_800_000;

function agreed(): Story {
  const story = new Story(organisation(), raised);
  planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
  story.step(summer('2027-04-07 10:05'));
  return story;
}

const unreadTo = (story: Story, who: string) =>
  story.notices().filter((n) => n.to === who && n.subject.startsWith('Deadline passed, unread'));

describe('a deadline that passes while the ticket cannot be read', () => {
  it('brings no verdict: the lead hears at once, top management weekly', () => {
    const story = new Story(organisation(), raised);
    story.step(later(0), { unread: 'unreachable' });
    expect(story.state.grade).toBe('minor');
    expect(story.state.unread).toEqual({ deadline, noticed: deadline });
    expect(unreadTo(story, 'mara')).toMatchObject([{ notBefore: deadline }]);
    expect(unreadTo(story, 'elena')).toMatchObject([{ digest: true }]);
    story.step(later(60_000), { unread: 'unreachable' });
    story.step(later(WEEK), { unread: 'unreachable' });
    story.step(later(2 * WEEK), { unread: 'unreachable' });
    expect(story.of('unread')).toHaveLength(1);
    expect(unreadTo(story, 'mara')).toHaveLength(1);
    expect(unreadTo(story, 'elena')).toHaveLength(3);
    expect(unreadTo(story, 'elena').every((n) => n.digest)).toBe(true);
    expect(story.state.grade).toBe('minor');
  });

  it('one minute before the deadline nobody is told', () => {
    const story = new Story(organisation(), raised);
    const decision = story.step(later(-60_000), { unread: 'unreachable' });
    expect(story.notices()).toEqual([]);
    expect(decision.wakeAt).toBe(deadline);
  });

  it('is judged by the first reading after it, as of the deadline, and says why it was noticed late', () => {
    const story = new Story(organisation(), raised);
    story.step(later(0), { unread: 'unreachable' });
    const week = unreadTo(story, 'elena')[0]?.chase;
    expect(week && isMoot(week, story.state)).toBe(false);
    story.step(later(3_600_000));
    expect(week && isMoot(week, story.state)).toBe(true);
    expect(story.of('graded')).toMatchObject([{ at: deadline, body: { noticed: later(3_600_000) } }]);
    expect(story.said().at(-1)).toContain('A ticket could not be read; this was noticed on 6 July');
    expect(story.state.unread).toBeUndefined();
  });

  it('is looked for by the minute, and by the hour where the tracker shows everything but this ticket', () => {
    const story = new Story(organisation(), raised);
    expect(story.step(later(0), { unread: 'unreachable' }).wakeAt).toBe(later(60_000));
    expect(story.step(later(1), { unread: 'refused' }).wakeAt).toBe(later(3_600_001));
    expect(story.step(later(-60_000), { unread: 'refused' }).wakeAt).toBe(deadline);
  });

  it('a confirmed deletion counts as a reading, a hidden ticket does not', () => {
    const hidden = new Story(organisation(), raised);
    hidden.step(later(0), { gone: 'hidden', asOf: later(0) });
    expect(hidden.state.grade).toBe('minor');
    expect(unreadTo(hidden, 'mara')).toHaveLength(1);
    const deleted = new Story(organisation(), raised);
    deleted.step(later(0), { gone: 'deleted', asOf: later(0) });
    expect(deleted.state.grade).toBe('major');
    expect(deleted.kinds()).toContain('replaced');
  });

  it('waits for the tracker’s clock where that is behind', () => {
    const story = new Story(organisation(), raised);
    const decision = story.step(later(500), undefined, later(-2500));
    expect(story.state.grade).toBe('minor');
    expect(decision.wakeAt).toBe(later(3000));
  });
});

describe('an unfinished action whose ticket was not read at the deadline', () => {
  it('is woken; with its reading the verdict comes, and nobody is bothered in between', () => {
    const story = agreed();
    story.actions = [task({ readAt: later(-60_000) })];
    const first = story.step(later(0));
    expect(story.state.grade).toBe('minor');
    expect(first.wakes).toEqual(['t1']);
    expect(Date.parse(first.wakeAt) - Date.parse(first.state.awaited?.since ?? '')).toBe(5000);
    expect(unreadTo(story, 'mara')).toHaveLength(0);
    story.actions = [task({ readAt: later(1000) })];
    story.step(later(5000));
    expect(story.of('graded')).toMatchObject([{ at: deadline }]);
  });

  it('found to have been handed in one minute before, keeps the deadline', () => {
    const story = agreed();
    story.actions = [task({ readAt: later(-3_600_000) })];
    story.step(later(0));
    story.actions = [task({ stage: 'submitted', stood: [{ from: later(-60_000) }], readAt: later(1000) })];
    story.step(later(2000));
    expect(story.state.grade).toBe('minor');
    expect(story.kinds()).toContain('deadline-kept');
  });

  it('is waited for also when it was handed in: it may have been rejected since', () => {
    const story = agreed();
    story.actions = [task({ stage: 'submitted', stood: [{ from: later(-60_000) }], readAt: later(-30_000) })];
    const first = story.step(later(0));
    expect(first.wakes).toEqual(['t1']);
    expect(story.kinds()).not.toContain('deadline-kept');
    story.actions = [task({ stood: [{ from: later(-60_000), until: later(-1000) }], readAt: later(1000) })];
    story.step(later(2000));
    expect(story.of('graded')).toMatchObject([{ at: deadline, body: { rule: 'nc.minor.overdue' } }]);
  });

  it('that stays unreadable is told to the lead after a minute, and holds the verdict', () => {
    const story = agreed();
    story.actions = [task({ readAt: later(-60_000) })];
    story.step(later(0));
    story.step(later(60_000));
    expect(unreadTo(story, 'mara')).toHaveLength(1);
    story.step(later(3 * WEEK));
    expect(story.state.grade).toBe('minor');
    expect(unreadTo(story, 'elena').length).toBeGreaterThan(0);
  });

  it('is asked for by the minute, and by the hour where somebody has to help first', () => {
    const story = agreed();
    story.actions = [task({ readAt: later(-60_000) })];
    story.step(later(0));
    expect(story.step(later(60_000)).wakeAt).toBe(later(120_000));
    story.actions = [task({ readAt: later(-60_000), blocked: true })];
    expect(story.step(later(120_000)).wakeAt).toBe(later(3_720_000));
  });

  it('meanwhile steps are heard, but grades are not decided', () => {
    const story = agreed();
    story.actions = [task({ readAt: later(-60_000) })];
    story.say('priya', later(10_000), '/correction a third account disabled');
    story.say('mara', later(11_000), '/regrade major because it is getting worse');
    story.step(later(20_000));
    expect(story.state.grade).toBe('minor');
    expect(story.state.steps.correction?.text).toEqual({ text: 'a third account disabled' });
    expect(story.said().at(-1)).toContain('its grade is decided as soon as its tickets have been read');
  });

  it('is not made late by an action that was added to the plan after the deadline', () => {
    const story = agreed();
    story.actions = [task({ stage: 'submitted', stood: [{ from: later(-60_000) }], readAt: later(-30_000) })];
    story.step(later(12_000));
    const added = { id: 'a2', round: 1, owner: 'jonas', due: story.state.clocks.resolve, text: { text: 'x' } };
    const event = (kind: string, at: string, body: object) =>
      story.events.push({
        stream: 'nonconformity/nc1',
        kind,
        actor: 'person:priya',
        at,
        body: JSON.parse(JSON.stringify(body)),
      });
    event('action-drafted', later(13_000), { action: added, by: 'priya', cause: 'x1' });
    event('plan-agreed', later(14_000), { by: 'mara', reviewer: 'jonas', cause: 'x2' });
    story.state = story.folded();
    story.actions = [task({ stage: 'submitted', stood: [{ from: later(-60_000) }], readAt: later(20_000) })];
    story.step(later(20_000));
    expect(story.state.grade).toBe('minor');
    expect(story.kinds()).toContain('deadline-kept');
  });

  it('does not hold the verdict once it is verified, nor where it never had a ticket', () => {
    const verified = agreed();
    const done = { by: 'mara', at: summer('2027-05-12 10:00') };
    verified.actions = [
      task({
        stage: 'ended',
        verdict: 'verified',
        verified: done,
        stood: [{ from: summer('2027-05-11 10:00') }],
        readAt: done.at,
      }),
    ];
    verified.step(later(0));
    expect(verified.kinds()).toContain('deadline-kept');
    const unopened = agreed();
    const { number: _, ...withoutTicket } = task();
    unopened.actions = [withoutTicket];
    unopened.step(later(0));
    expect(unopened.state.grade).toBe('major');
  });
});
