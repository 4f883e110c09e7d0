import assert from 'node:assert/strict';
import { endOf, organisation, summer } from '../fixture.ts';
import { planned, type Rules, Story, task } from '../story.ts';
import { graded, type Scenario } from './scenario.ts';

const raised = summer('2027-04-06 09:00');
const deadline = endOf('2027-07-05').at;
const overdue = ['major', 'nc.minor.overdue', deadline];

/** Raised on 6 April, agreed on the 7th, to be resolved by the end of 5 July. */
export function agreed(rules: Rules): Story {
  const story = new Story(organisation(), raised, {}, rules);
  planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
  story.step(summer('2027-04-07 10:05'));
  return story;
}

export const grades: Scenario[] = [
  {
    rule: 'handed in after the deadline and before the reading is late; the grade changes at the deadline',
    check: (rules) => {
      for (const from of [deadline, summer('2027-07-06 10:00')]) {
        const story = agreed(rules);
        story.actions = [task({ stage: 'submitted', stood: [{ from }], readAt: summer('2027-07-08 08:00') })];
        story.step(summer('2027-07-08 08:00'));
        assert.deepEqual(graded(story), overdue);
      }
    },
  },
  {
    rule: 'no verdict before each unfinished action’s ticket was read at or after the deadline',
    check: (rules) => {
      const story = agreed(rules);
      story.actions = [task({ readAt: summer('2027-07-05 12:00') })];
      const { wakes } = story.step(deadline);
      assert.deepEqual([story.state.grade, wakes], ['minor', ['t1']]);
      story.actions = [task({ readAt: deadline })];
      story.step(summer('2027-07-06 00:01'));
      assert.deepEqual(graded(story), overdue);
    },
  },
  {
    rule: 'resolved is the last hand-in that stands, not its verification',
    check: (rules) => {
      const story = agreed(rules);
      const handedIn = summer('2027-07-05 23:59');
      story.actions = [task({ stage: 'submitted', stood: [{ from: handedIn }], readAt: deadline })];
      story.step(summer('2027-07-06 08:00'));
      assert.deepEqual([story.state.grade, story.state.resolved?.at], ['minor', handedIn]);
      const verified = { by: 'mara', at: summer('2027-07-10 10:00') };
      story.actions = [task({ stage: 'ended', verdict: 'verified', stood: [{ from: handedIn }], verified })];
      story.step(summer('2027-07-10 10:05'));
      assert.deepEqual([story.state.grade, story.state.resolved?.at], ['minor', handedIn]);
    },
  },
  {
    rule: 'a pending extension stops no clock and lapses with it',
    check: (rules) => {
      const story = agreed(rules);
      story.say('priya', summer('2027-07-01 10:00'), '/extend 2027-07-30 because the supplier is late');
      story.actions = [task({ readAt: deadline })];
      story.step(summer('2027-07-06 08:00'));
      assert.deepEqual([...graded(story), story.of('extension-lapsed').length], [...overdue, 1]);
    },
  },
  {
    rule: 'clocks count local dates, the first day not: of raising, and of turning major at a midnight',
    check: (rules) => {
      const story = agreed(rules);
      assert.deepEqual(story.state.clocks, { plan: endOf('2027-04-20'), resolve: endOf('2027-07-05') });
      story.actions = [task({ readAt: deadline })];
      story.step(deadline);
      assert.deepEqual(story.state.clocks, { plan: endOf('2027-07-13'), resolve: endOf('2027-08-05') });
    },
  },
  {
    rule: 'an action rejected after the deadline makes it major at the rejection',
    check: (rules) => {
      const story = agreed(rules);
      const from = summer('2027-07-05 12:00');
      story.actions = [task({ stage: 'submitted', stood: [{ from }], readAt: deadline })];
      story.step(deadline);
      const until = summer('2027-07-10 15:00');
      story.actions = [task({ stood: [{ from, until }], readAt: until })];
      story.step(summer('2027-07-10 15:02'));
      assert.deepEqual(graded(story), ['major', 'nc.minor.rejected', until]);
    },
  },
];
