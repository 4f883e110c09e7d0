import { describe, expect, it } from '@jest/globals';
import type { Organisation } from '../../../rules/organisation.ts';
import { endOf, organisation, summer } from './fixture.ts';
import { Story } from './story.ts';

const raised = summer('2027-04-06 09:00');
const deadline = endOf('2027-07-05');

/** A minor whose ticket has had all the comments that it may have. */
function full(org: Organisation): Story {
  const story = new Story(org, raised);
  const body = { channel: 'comment' };
  const said = { stream: 'nonconformity/nc1', kind: 'told', actor: 'engine', at: raised, body };
  story.events.push(...Array.from({ length: 12 }, () => said));
  story.state = story.folded();
  return story;
}

describe('a full ticket of a minor that turns major', () => {
  it('says so there all the same, to those who can be told nowhere else', () => {
    const story = full(organisation({ notices: {} }));
    story.say('priya', summer('2027-07-01 10:00'), '/help');
    story.step(deadline.at);
    const told = [...story.effects.values()].flatMap((e) => (e.kind === 'comment' ? [e.told.toSorted()] : []));
    expect(told).toContainEqual(['dana', 'elena', 'mara', 'priya']);
    expect(told).not.toContainEqual([]);
  });

  it('leaves the lead, who hears of that, the one message of the day about what else is said there', () => {
    const story = full(organisation());
    const noisy = () => story.notices().filter(({ to, subject }) => to === 'mara' && subject.includes('noisy')).length;
    story.step(deadline.at);
    expect(noisy()).toBe(1);
    for (const time of ['10:00', '11:00']) {
      story.say('priya', summer(`2027-07-06 ${time}`), '/aprove');
      story.step(summer(`2027-07-06 ${time}`));
      expect(noisy()).toBe(2);
    }
  });
});
