import { describe, expect, it } from '@jest/globals';
import { effective, found, write } from './body-story.ts';
import { organisation, summer } from './fixture.ts';
import { Story } from './story.ts';

const raised = summer('2027-04-06 09:00');

describe('somebody outside the programme', () => {
  it.each([
    ['/approve', 'Mara Lindt may approve'],
    ['/extend 2027-07-30 because no', 'Priya Nair or Mara Lindt may extend'],
    ['/regrade major because no', 'Mara Lindt or Elena Costa may regrade'],
    ['/annul 2027-07-30 because no', 'Elena Costa may annul'],
    ['/action @sam 2027-05-14 mend it', 'Priya Nair or their delegate may use it'],
    ['/accept', 'nobody may do that now'],
    ['/sent 2027-04-06', 'nobody may do that now'],
    ['/help', 'people of the programme may use it'],
  ])('is told once who may use %s', (text, who) => {
    const story = new Story(organisation(), raised);
    expect(write(story, 'otto', '2027-04-06 10:00', text, [])).toContain(`on this ticket ${who}`);
    write(story, 'otto', '2027-04-06 11:00', text, []);
    expect(story.said()).toHaveLength(1);
  });

  it('is told that nobody may once it is closed', () => {
    const story = found();
    effective(story);
    write(story, 'mara', '2027-07-21 10:00', '/sent 2027-07-20');
    write(story, 'mara', '2027-07-21 11:00', '/accepted-plan 2027-07-21');
    expect(story.state.closed).toBeDefined();
    expect(write(story, 'otto', '2027-07-22 10:00', '/approve', [])).toContain('nobody may do that now');
  });
});
