import { expect, it } from '@jest/globals';
import type { Deadline } from '../../../rules/time.ts';
import { endOf, organisation, quick, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const verifiedAt = summer('2027-05-12 10:00');
const done = task({
  stage: 'ended',
  verdict: 'verified',
  stood: [{ from: verifiedAt }],
  verified: { by: 'mara', at: verifiedAt },
  implementers: ['sam'],
  readAt: verifiedAt,
});

/** Verified on 12 May: its review opens on 11 July, and is due on the 26th. */
function verified(): Story {
  const story = new Story(organisation(), summer('2027-04-06 09:00'));
  planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
  story.actions = [done];
  story.step(summer('2027-05-12 10:05'));
  return story;
}

/** When the review is due that is opened by a step at `now`. */
function dueOf(story: Story, now: string): Deadline | undefined {
  return story.step(now).stages.find(({ terms }) => terms.kind === 'effectiveness-review')?.terms.due;
}

it.each([
  ['2027-07-11 00:00', '2027-07-26'],
  ['2027-07-11 23:59', '2027-07-26'],
  ['2027-07-12 00:00', '2027-07-27'],
  ['2027-10-01 09:00', '2027-10-16'],
])('an effectiveness review that opens at %s is due on %s', (now, due) => {
  expect(dueOf(verified(), summer(now))).toEqual(endOf(due));
});

it('a review that an annulment brings back after its day is due as long after the annulment', () => {
  const story = verified();
  story.say('mara', summer('2027-06-03 10:00'), '/regrade major because it spreads');
  story.step(summer('2027-06-03 10:01'));
  story.say('elena', summer('2027-08-10 09:00'), '/annul 2027-09-30 because it does not');
  expect(dueOf(story, summer('2027-08-10 09:01'))).toEqual(endOf('2027-08-25'));
});

it.each([
  ['08:42:27', '08:42:45'],
  ['08:42:35', '08:42:55'],
])('with exact clocks, a review that opens at %s instead of 08:42:25 is due at %s', (now, due) => {
  const on = (time: string) => `2026-11-22T${time}.000Z`;
  const story = new Story(quick(), on('08:41:20'));
  planned(story, on('08:41:25'), on('08:41:30'), '');
  story.actions = [{ ...done, stood: [{ from: on('08:41:40') }], verified: { by: 'mara', at: on('08:41:45') } }];
  story.step(on('08:41:50'));
  expect(dueOf(story, on(now))).toEqual({ at: on(due) });
});
