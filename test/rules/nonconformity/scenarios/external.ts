import assert from 'node:assert/strict';
import type { Minor } from '../../../../rules/nonconformity/repeats.ts';
import { endOf, organisation, summer } from '../fixture.ts';
import { planned, type Rules, Story, task } from '../story.ts';
import { graded, type Scenario } from './scenario.ts';

const entered = summer('2027-04-06 09:00');
const LETTER = 'https://letters.example.com/1';

function found(rules: Rules, grade: 'minor' | 'major' | 'concern', resolveBy?: string): Story {
  const stage = grade === 'concern' ? ('1' as const) : ('2' as const);
  const external = { body: 'TÜV Example', stage, ...(resolveBy && { resolveBy }) };
  return new Story(organisation(), entered, { raisedOn: '2027-04-06', grade, external }, rules);
}

/** Ours is done on 20 April, and found effective on 20 July. */
function effective(story: Story): void {
  planned(story, summer('2027-04-07 10:00'), summer('2027-04-08 10:00'), '2027-05-01');
  const stood = [{ from: summer('2027-04-20 10:00') }];
  const verified = { by: 'mara', at: summer('2027-04-22 10:00') };
  const done = task({
    stage: 'ended',
    verdict: 'verified',
    stood,
    verified,
    implementers: ['sam'],
    readAt: verified.at,
  });
  story.actions = [done];
  story.step(verified.at);
  const judged = { verdict: 'effective' as const, by: 'jonas', at: summer('2027-07-20 10:00'), text: { text: 'none' } };
  const review = { key: 'e1', slot: 'r1-effectiveness', stage: 'ended', verdict: 'effective', judged } as const;
  story.actions = [done, task(review)];
  story.step(summer('2027-07-20 10:05'));
}

function write(story: Story, when: string, text: string): void {
  story.say('mara', summer(when), text);
  story.step(summer(when));
}

function closedAt({ state }: Story): string | undefined {
  return state.closed?.at;
}

function minor(key: string, raisedOn: string): Minor {
  return { link: { key, display: key }, title: key, raisedOn };
}

export const external: Scenario[] = [
  {
    rule: 'a major of the certification body closes with its validation, not with an accepted plan nor with our own axis',
    check: (rules) => {
      const story = found(rules, 'major');
      write(story, '2027-04-12 10:00', `/sent 2027-04-12 ${LETTER}`);
      write(story, '2027-04-20 10:00', `/accepted-plan 2027-04-20 ${LETTER}`);
      effective(story);
      assert.equal(closedAt(story), undefined);
      write(story, '2027-08-01 10:00', '/validated 2027-07-30');
      assert.equal(closedAt(story), undefined);
      write(story, '2027-08-01 11:00', `/validated 2027-07-30 ${LETTER}`);
      assert.equal(closedAt(story), summer('2027-08-01 11:00'));
    },
  },
  {
    rule: 'a minor of the certification body closes with an accepted plan once our own axis has ended',
    check: (rules) => {
      const story = found(rules, 'minor');
      effective(story);
      assert.equal(closedAt(story), undefined);
      write(story, '2027-08-01 10:00', `/sent 2027-07-30 ${LETTER}`);
      write(story, '2027-08-02 10:00', `/accepted-plan 2027-08-01 ${LETTER}`);
      assert.equal(closedAt(story), summer('2027-08-02 10:00'));
    },
  },
  {
    rule: 'a concern has no clock until the body grades it; that counts from the body’s day',
    check: (rules) => {
      const story = found(rules, 'concern');
      story.step(summer('2028-06-01 10:00'));
      assert.deepEqual([story.state.grade, story.state.overdue], ['concern', undefined]);
      write(story, '2028-06-03 10:00', `/regrade minor 2028-06-01 because it was still so ${LETTER}`);
      assert.deepEqual(graded(story), ['minor', 'body', summer('2028-06-03 10:00')]);
      assert.deepEqual(story.state.clocks.resolve, endOf('2028-08-30'));
    },
  },
  {
    rule: 'the body’s dates replace the profile’s',
    check: (rules) => {
      assert.deepEqual(found(rules, 'minor', '2027-06-01').state.clocks.resolve, endOf('2027-06-01'));
    },
  },
  {
    rule: 'what we escalated ourselves is not taken back by the body’s lower grade',
    check: (rules) => {
      const story = found(rules, 'minor');
      story.step(summer('2027-07-06 08:00'));
      assert.equal(story.state.grade, 'major');
      write(story, '2027-07-07 10:00', `/regrade major 2027-07-07 because it is wide ${LETTER}`);
      write(story, '2027-07-08 10:00', `/regrade minor 2027-07-08 because it is not ${LETTER}`);
      assert.equal(story.state.grade, 'major');
    },
  },
  {
    rule: 'minors repeat that lie within twelve months, the one just raised among them',
    check: ({ repeating }) => {
      const { programme, calendar } = organisation();
      const { repeats } = programme.clocks;
      const keys = (minors: Minor[], key: string) => repeating(minors, key, repeats, calendar)?.map((m) => m.link.key);
      const within = [minor('1', '2026-05-04'), minor('2', '2026-09-01'), minor('3', '2027-05-04')];
      assert.deepEqual(keys(within, '3'), ['1', '2', '3']);
      assert.equal(keys([minor('0', '2026-05-03'), ...within.slice(1)], '3'), undefined);
      assert.equal(keys([...within, minor('4', '2030-01-01')], '4'), undefined);
    },
  },
];
