import { expect, it } from '@jest/globals';
import { draftNonconformity } from '../../../rules/nonconformity/draft.ts';
import { tasksOf } from '../../../rules/nonconformity/tasks.ts';
import { plain } from '../../../rules/plain.ts';
import { organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const agreedAt = summer('2027-04-07 10:00');

/** Agreed on 7 April: Sam does the one action, and Jonas is to judge whether it worked. */
function agreed(): Story {
  const story = new Story(organisation(), summer('2027-04-06 09:00'));
  planned(story, summer('2027-04-06 10:00'), agreedAt);
  story.step(summer('2027-04-07 10:01'));
  return story;
}

/** The organisation once people have left the programme. */
function without(...left: string[]) {
  const { people } = organisation().programme;
  return organisation({ people: people.filter(({ id }) => !left.includes(id)) });
}

it('an effectiveness reviewer who has left is neither named nor given the review: the lead judges', () => {
  const story = agreed();
  const verified = { by: 'mara', at: summer('2027-05-12 10:00') };
  const stood = [{ from: summer('2027-05-10 10:00') }];
  story.actions = [task({ stage: 'ended', verdict: 'verified', stood, verified, implementers: ['sam'] })];
  const opens = summer('2027-07-11 00:00');
  story.step(opens);
  const reviewer = (org = organisation()) =>
    tasksOf(story.state, org, opens).find(({ terms }) => terms.kind === 'effectiveness-review');
  const next = (org = organisation()) =>
    draftNonconformity(story.state, org, true)
      .block.map((part) => plain('items' in part ? part.items : [part.text]))
      .find((text) => text.startsWith('Next: '));
  expect([reviewer()?.assignee, next()]).toEqual(['jonas', 'Next: Jonas Weber, step 8']);
  expect([reviewer(without('jonas'))?.assignee, next(without('jonas'))]).toEqual(['mara', 'Next: Mara Lindt, step 8']);
});

it.each([
  [[], 'sam'],
  [['sam'], 'priya'],
  [['sam', 'priya'], 'mara'],
])('once %j have left, an action of Sam’s on Priya’s nonconformity opens for %s', (left, doer) => {
  const [action] = tasksOf(agreed().state, without(...left), agreedAt);
  expect(action).toMatchObject({ assignee: doer, terms: { owner: doer } });
});
