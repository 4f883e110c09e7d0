import { describe, expect, it } from '@jest/globals';
import { draftNonconformity } from '../../../rules/nonconformity/draft.ts';
import { planWaits } from '../../../rules/nonconformity/plan.ts';
import { plain } from '../../../rules/plain.ts';
import { organisation, summer } from './fixture.ts';
import { planned, Story } from './story.ts';

const raised = summer('2027-04-06 09:00');
const at = (text: string) => summer(`2027-04-${text}`);

describe('a plan that was denied', () => {
  function denied(): Story {
    const story = new Story(organisation(), raised);
    planned(story, at('12 10:00'), at('12 10:00'));
    story.comments.pop();
    story.step(at('12 10:05'));
    story.say('mara', at('13 09:00'), '/deny plan because the cause is a symptom');
    story.step(at('13 09:01'));
    return story;
  }
  const chased = (story: Story) => story.of('chased').map((e) => [e.body.rung, e.body.to]);

  it('is its owner’s to change: nobody else is chased, and its ticket says so', () => {
    const story = denied();
    story.say('priya', at('13 10:00'), '/changes the policy on leavers');
    story.step(at('13 10:01'));
    expect(planWaits(story.state)).toBe(false);
    const block = draftNonconformity(story.state, story.org, true).block;
    const lines = block.map((part) => plain('items' in part ? part.items : [part.text])).join('\n');
    expect(lines).toContain('Next: Priya Nair, step 6');
    expect(lines).toContain('➜ Plan not agreed by Mara Lindt, 13 Apr: Priya Nair changes it first');
    story.step(at('19 09:30'));
    expect(chased(story)).toEqual([['3-before', ['priya']]]);
    expect(story.said().at(-1)).toMatch(/^Priya, .* The plan was not agreed: with the next step or action/);
  });

  it.each(['/cause nobody owns off-boarding', '/action @jonas 2027-05-20 name an owner'])(
    'is asked for again with %s',
    (word) => {
      const story = denied();
      story.say('priya', at('15 10:00'), word);
      story.step(at('15 10:01'));
      expect(story.said().at(-1)).toMatch(/^@mara Priya Nair has a plan ready\. .* by 20 April\.$/);
      expect(story.folded()).toEqual(story.state);
      story.step(at('19 09:30'));
      expect(chased(story)).toEqual([['3-before', ['mara']]]);
    },
  );

  it('stays denied when it turns major, and may be agreed all the same', () => {
    const story = denied();
    story.say('elena', at('14 10:00'), '/regrade major because it spreads');
    story.step(at('14 10:01'));
    expect(story.state.plan).toEqual({ denied: { by: 'mara', at: at('13 09:00') } });
    story.say('mara', at('14 11:00'), '/approve reviewer @jonas');
    story.step(at('14 11:01'));
    expect(story.state.plan).toEqual({ agreed: { by: 'mara', at: at('14 11:00'), reviewer: 'jonas' } });
  });
});
