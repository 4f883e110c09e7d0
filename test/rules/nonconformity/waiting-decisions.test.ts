import { describe, expect, it } from '@jest/globals';
import { isMoot } from '../../../rules/moot.ts';
import { organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const raised = summer('2027-04-06 09:00');
const at = (text: string) => summer(`2027-${text}`);
const reminders = (story: Story) => story.notices().filter((n) => n.subject.startsWith('To decide: NC-'));

/** Mara leads and agreed the plan on 7 April; Priya adds an action to it on the 20th. */
function added(owner = 'priya'): Story {
  const story = new Story(organisation(), raised, { owner });
  story.assignees = [owner];
  planned(story, at('04-06 10:00'), at('04-07 10:00'));
  for (const said of story.comments) if (owner === 'mara') said.author = { id: `u-${owner}`, login: owner };
  if (owner === 'mara') story.say('elena', at('04-07 11:00'), '/approve reviewer @jonas');
  story.actions = [task({ readAt: at('04-20 09:00') })];
  story.say(owner, at('04-20 10:00'), '/action @jonas 2027-06-14 train the service desk');
  story.step(at('04-20 10:01'));
  return story;
}

describe('an action that was added to an agreed plan', () => {
  it('stands in the lead’s digest once it waited for two weeks, each week anew, until it is decided', () => {
    const story = added();
    expect(story.last?.wakeAt && story.last.wakeAt <= at('05-04 10:00')).toBe(true);
    story.step(at('05-04 09:59'));
    expect(reminders(story)).toEqual([]);
    story.step(at('05-04 10:00'));
    story.step(at('05-05 10:00'));
    expect(reminders(story)).toMatchObject([{ to: 'mara', digest: true, notBefore: at('05-10 09:00') }]);
    const { chase } = reminders(story)[0] ?? {};
    expect(chase?.line).toBe(
      'NC-2027-014 (leavers kept VPN access): Priya Nair added an action to the plan, and waits for your /approve plan or /deny plan because … since 20 April.',
    );
    expect([chase?.own, chase && isMoot(chase, story.state)]).toEqual([true, false]);
    story.step(at('05-11 10:00'));
    expect(reminders(story)).toHaveLength(2);
    story.say('mara', at('05-12 10:00'), '/approve plan');
    story.step(at('05-20 10:00'));
    expect([reminders(story).length, chase && isMoot(chase, story.state)]).toEqual([2, true]);
  });

  it('is asked about no more once the nonconformity is closed', () => {
    const story = added();
    story.state = { ...story.state, closed: { at: at('04-21 10:00') } };
    story.step(at('05-04 10:00'));
    expect(reminders(story)).toEqual([]);
  });

  it('is one reminder with another that was added meanwhile, and writes nothing into the ticket', () => {
    const story = added();
    story.say('priya', at('04-30 10:00'), '/action @jonas 2027-06-20 test it');
    story.step(at('04-30 10:01'));
    const said = story.said().length;
    story.step(at('05-04 10:00'));
    expect(reminders(story)).toHaveLength(1);
    expect(reminders(story)[0]?.chase?.line).toContain('Priya Nair added 2 actions to the plan');
    expect(story.said()).toHaveLength(said);
  });

  it('waits in top management’s digest where that decides, and is moot once the plan has to be agreed anew', () => {
    const story = added('mara');
    expect(story.state.plan.agreed?.by).toBe('elena');
    story.step(at('05-04 10:00'));
    expect(reminders(story)).toMatchObject([{ to: 'elena', digest: true }]);
    const { chase } = reminders(story)[0] ?? {};
    story.say('elena', at('05-05 10:00'), '/regrade major because it spreads');
    story.step(at('05-05 10:01'));
    expect([story.state.plan.agreed, chase && isMoot(chase, story.state)]).toEqual([undefined, true]);
  });
});

it('a plan that was never agreed is chased by its ladder, not by a digest', () => {
  const story = new Story(organisation(), raised);
  planned(story, at('04-06 10:00'), at('12-01 10:00'));
  story.step(at('04-06 10:05'));
  story.step(at('05-04 10:00'));
  expect(reminders(story)).toEqual([]);
});
