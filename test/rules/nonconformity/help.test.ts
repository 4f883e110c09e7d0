import { describe, expect, it } from '@jest/globals';
import { concern, found, org, write } from './body-story.ts';
import { organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const raised = summer('2027-04-06 09:00');

/** A minor whose plan was agreed on 7 April, with one action of Sam's. */
function agreed(): Story {
  const story = new Story(organisation(), raised);
  planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
  story.step(summer('2027-04-07 10:01'));
  return story;
}

describe('what help offers in a nonconformity', () => {
  it('are all steps and a later date, while nothing is agreed and nothing asked for', () => {
    const help = write(new Story(org, raised), 'priya', '2027-04-06 10:00', '/help');
    for (const word of ['/cause …', '/no-action because …', '/approve plan', '/extend DATE', '/regrade major'])
      expect(help).toContain(word);
    expect(help).not.toContain('/approve extension');
  });

  it('is no step that an agreed plan holds already, nor its agreement', () => {
    const help = write(agreed(), 'priya', '2027-04-08 10:00', '/help');
    expect(help).toContain('/correction …: Priya Nair');
    expect(help).toContain('/action @owner DATE …: Priya Nair');
    for (const word of ['/extent', '/similar', '/cause', '/criterion', '/no-action', '/approve plan', '/deny plan'])
      expect(help).not.toContain(word);
  });

  it('is the decision on a later date while one is asked for, and none once its extension is used up', () => {
    const story = agreed();
    write(story, 'priya', '2027-05-01 10:00', '/extend 2027-07-30 because the vendor is late');
    const asked = write(story, 'priya', '2027-05-01 11:00', '/help');
    expect(asked).toContain('/approve extension, /deny extension because …: Mara Lindt');
    expect(asked).not.toContain('/extend DATE');
    write(story, 'mara', '2027-05-02 10:00', '/approve extension');
    const used = write(story, 'priya', '2027-05-02 11:00', '/help');
    expect(used).not.toContain('/extend DATE');
    expect(used).not.toContain('/approve extension');
  });

  it('is no reason for doing nothing once the plan is agreed that gave it, nor a later date that was asked for too late', () => {
    const story = new Story(org, raised);
    for (const step of [
      'correction c',
      'extent e',
      'similar none, because s',
      'cause c',
      'no-action because it was once',
    ])
      story.say('priya', summer('2027-04-06 10:00'), `/${step}`);
    story.say('priya', summer('2027-04-06 10:00'), '/criterion c');
    write(story, 'mara', '2027-04-07 10:00', '/approve plan reviewer @jonas');
    expect(story.state.plan.agreed).toBeDefined();
    expect(write(story, 'priya', '2027-04-08 10:00', '/help')).not.toContain('/no-action');
    const late = new Story(org, raised, { grade: 'major' });
    expect(write(late, 'priya', '2027-04-07 10:00', '/help')).toContain('/extend DATE');
    expect(write(late, 'priya', '2027-06-07 10:00', '/help')).not.toContain('/extend DATE');
  });

  it('is no action once the fix is verified', () => {
    const story = agreed();
    const stood = [{ from: summer('2027-04-20 10:00') }];
    const verified = { by: 'mara', at: summer('2027-04-22 10:00') };
    story.actions = [task({ stage: 'ended', verdict: 'verified', stood, verified, readAt: verified.at })];
    story.step(summer('2027-04-22 10:05'));
    expect(write(story, 'priya', '2027-04-23 10:00', '/help')).not.toContain('/action');
  });

  it('is no way to make a major one', () => {
    const story = new Story(org, raised, { grade: 'major' });
    expect(write(story, 'mara', '2027-04-07 10:00', '/help')).not.toContain('/regrade');
  });

  it('of the certification body are the letters that can come next, and the grades that it has not given', () => {
    const story = found();
    const entered = write(story, 'mara', '2027-04-19 10:00', '/help');
    expect(entered).toContain('/sent DATE, /validated DATE: Mara Lindt');
    expect(entered).toContain('/regrade major DATE because …: Mara Lindt');
    expect(entered).not.toContain('/regrade minor DATE');
    write(story, 'mara', '2027-04-20 10:00', '/sent 2027-04-19');
    write(story, 'mara', '2027-05-04 10:00', '/accepted-plan 2027-05-03');
    const accepted = write(story, 'mara', '2027-05-04 11:00', '/help');
    expect(accepted).toContain('/validated DATE: Mara Lindt');
    expect(accepted).not.toContain('/sent DATE');
    expect(accepted).not.toContain('/accepted-plan DATE');
  });
});

describe('what stands in place of a waiver', () => {
  const cannot = 'A nonconformity cannot be waived.';

  it('is what would be recorded at that time', () => {
    expect(write(new Story(org, raised), 'priya', '2027-04-06 10:00', '/waive because no')).toBe(
      `${cannot} If nothing needs to be done about its cause, say so: /no-action because …. More time: /extend DATE because ….`,
    );
    expect(write(agreed(), 'priya', '2027-04-08 10:00', '/waive because no')).toBe(
      `${cannot} More time: /extend DATE because ….`,
    );
    expect(write(concern(), 'priya', '2027-04-08 10:00', '/waive because no')).not.toContain('xten');
    const story = agreed();
    write(story, 'priya', '2027-05-01 10:00', '/extend 2027-07-30 because the vendor is late');
    expect(write(story, 'priya', '2027-05-01 11:00', '/waive because no')).toBe(cannot);
    write(story, 'mara', '2027-05-02 10:00', '/approve extension');
    expect(write(story, 'priya', '2027-05-02 11:00', '/waive because no')).toBe(`${cannot} Its extension is used up.`);
  });
});
