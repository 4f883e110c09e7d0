import { describe, expect, it } from '@jest/globals';
import { endOf, organisation, quick, summer } from './fixture.ts';
import { planned, Story } from './story.ts';

const now = summer('2027-08-09 09:00');

/** A major raised on 1 June, to be resolved by 1 July, and entered on 9 August. */
function entered(): Story {
  const story = new Story(organisation(), now, { grade: 'major', raisedOn: '2027-06-01' });
  story.step(now);
  expect(story.state.overdue).toBeDefined();
  return story;
}

describe('a major past its own deadline', () => {
  it('is given a plan, whose actions open with the dates that they were given', () => {
    const story = entered();
    planned(story, summer('2027-08-09 10:00'), summer('2027-08-09 11:00'), '2027-08-20');
    const { stages } = story.step(summer('2027-08-09 11:01'));
    expect(story.state.plan.agreed?.by).toBe('mara');
    expect(stages.map((s) => s.terms.due)).toEqual([endOf('2027-08-20')]);
  });

  it('has no action that is dated back', () => {
    const story = entered();
    story.say('priya', summer('2027-08-09 10:00'), '/action @sam 2027-06-20 do it');
    story.say('priya', summer('2027-08-09 10:01'), '/action @sam do it');
    story.step(summer('2027-08-09 10:02'));
    expect(story.state.actions).toEqual([]);
    expect(story.said().slice(-2)).toEqual([
      expect.stringContaining('the date has passed; it may be any to come, as the deadline has, too'),
      expect.stringContaining('it needs a date'),
    ]);
  });

  it('says how its actions may be dated, where an extension comes too late and where somebody asks for help', () => {
    const story = entered();
    story.say('priya', summer('2027-08-09 10:00'), '/extend 2027-08-30 because it is late');
    story.say('priya', summer('2027-08-09 10:01'), '/help');
    story.step(summer('2027-08-09 10:02'));
    expect(story.said().at(-2)).toContain('an action may have any date to come now');
    expect(story.said().at(-1)).toContain('Priya Nair or their delegate; any date to come, as the deadline has passed');
  });

  it('of exact clocks needs a date, since its own has passed', () => {
    const story = new Story(quick(), '2026-11-22T08:41:20.000Z', { grade: 'major' });
    story.step('2026-11-22T08:42:30.000Z');
    expect(story.state.overdue).toBeDefined();
    story.say('priya', '2026-11-22T08:42:31.000Z', '/action @sam do it');
    story.say('priya', '2026-11-22T08:42:32.000Z', '/action @sam 2026-11-23 do it');
    story.step('2026-11-22T08:42:33.000Z');
    expect(story.state.actions.map((a) => a.due.date)).toEqual(['2026-11-23']);
  });
});

describe('before the deadline', () => {
  it('a major’s actions stay within it', () => {
    const story = new Story(organisation(), summer('2027-06-01 09:00'), { grade: 'major' });
    story.say('priya', summer('2027-06-30 10:00'), '/action @sam 2027-07-02 do it');
    story.say('priya', summer('2027-06-30 10:01'), '/help');
    story.step(summer('2027-06-30 10:02'));
    expect(story.state.actions).toEqual([]);
    expect(story.said().at(-2)).toContain('not be later than 1 July');
    expect(story.said().at(-1)).toContain('Priya Nair or their delegate; no later date than 1 July');
  });

  it('a minor that turns major by it has the new one', () => {
    const story = new Story(organisation(), summer('2027-04-06 09:00'));
    story.step(endOf('2027-07-05').at);
    expect(story.state.grade).toBe('major');
    story.say('priya', summer('2027-07-06 10:00'), '/action @sam 2027-08-06 do it');
    story.say('priya', summer('2027-07-06 10:01'), '/action @sam 2027-08-05 do it');
    story.step(summer('2027-07-06 10:02'));
    expect(story.state.actions.map((a) => a.due.date)).toEqual(['2027-08-05']);
  });
});
