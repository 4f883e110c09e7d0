import assert from 'node:assert/strict';
import { endOf, organisation, summer } from '../fixture.ts';
import { planned, Story, task } from '../story.ts';
import { agreed } from './grades.ts';
import { graded, type Scenario } from './scenario.ts';

const deadline = endOf('2027-07-05').at;

export const people: Scenario[] = [
  {
    rule: 'the owner approves no plan, not even as the lead',
    check: (rules) => {
      const story = new Story(organisation(), summer('2027-04-06 09:00'), { owner: 'mara' }, rules);
      story.assignees = ['mara'];
      planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
      story.comments = story.comments.map((c) => (c.author.login === 'priya' ? { ...c, author: mara } : c));
      story.step(summer('2027-04-07 10:05'));
      assert.equal(story.of('plan-agreed').length, 0);
      story.say('elena', summer('2027-04-08 10:00'), '/approve');
      story.step(summer('2027-04-08 10:05'));
      assert.equal(story.state.plan.agreed?.by, 'elena');
    },
  },
  {
    rule: 'turned major, the plan needs a fresh agreement while its actions go on',
    check: (rules) => {
      const story = agreed(rules);
      story.actions = [task({ readAt: deadline })];
      const { stages } = story.step(deadline);
      assert.equal(story.state.plan.agreed, undefined);
      assert.deepEqual(
        stages.map((s) => s.terms.slot),
        ['r1-a1'],
      );
    },
  },
  {
    rule: 'whoever implemented does not judge whether the fix worked: the next level does',
    check: (rules) => {
      const story = agreed(rules);
      const at = summer('2027-05-12 10:00');
      const stood = [{ from: summer('2027-05-10 10:00') }];
      const verified = { by: 'mara', at };
      story.actions = [task({ stage: 'ended', verdict: 'verified', stood, verified, implementers: ['jonas'] })];
      story.step(at);
      const { stages } = story.step(summer('2027-07-12 10:00'));
      assert.equal(stages.find((s) => s.terms.slot === 'r1-effectiveness')?.assignee, 'mara');
    },
  },
  {
    rule: 'only top management annuls an escalation',
    check: (rules) => {
      const story = agreed(rules);
      story.actions = [task({ readAt: deadline })];
      story.step(deadline);
      story.say('mara', summer('2027-07-07 10:00'), '/annul 2027-07-20 because the date was wrong');
      story.step(summer('2027-07-07 10:01'));
      assert.equal(story.state.grade, 'major');
      story.say('elena', summer('2027-07-08 10:00'), '/annul 2027-07-20 because the date was wrong');
      story.step(summer('2027-07-08 10:01'));
      assert.deepEqual(graded(story), ['minor', 'annul', summer('2027-07-08 10:00')]);
    },
  },
];

const mara = { id: 'u-mara', login: 'mara' };
