import { describe, expect, it } from '@jest/globals';
import { organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const raised = summer('2027-04-06 09:00');
const at = (text: string) => summer(`2027-04-${text}`);

describe('words that have no place here', () => {
  it('are answered: waive, evidence, effective, help', () => {
    const story = new Story(organisation(), raised);
    story.say('priya', at('06 10:00'), '/waive because it is not worth it');
    story.say('priya', at('06 10:01'), '/evidence proof done');
    story.say('jonas', at('06 10:02'), '/effective it is');
    story.say('jonas', at('06 10:03'), '/help');
    story.step(at('06 10:04'));
    const said = story.said();
    expect(said[0]).toContain('A nonconformity cannot be waived.');
    expect(said[1]).toContain('/evidence belongs on another kind of ticket');
    expect(said[2]).toContain('/effective belongs on the issue of the effectiveness review');
    expect(said[3]).toContain('/regrade major because …: Mara Lindt or Elena Costa');
    expect(said[3]).toContain('whatever this ticket is about: /event incident or change, and what happened');
  });

  it('closing the ticket is put back once a close, naming the next step', () => {
    const story = new Story(organisation(), raised);
    story.close('priya', at('06 10:00'));
    const decision = story.step(at('06 10:01'));
    expect(decision.effects.some((e) => e.kind === 'ensure')).toBe(true);
    expect(decision.ended).toBe(false);
    story.step(at('06 10:02'));
    expect(story.said()).toEqual([
      'Reopened: a nonconformity closes by itself when its fix was found effective. Priya Nair owns it. Step 1 is next: correction at once, and its consequences dealt with (/correction …).',
    ]);
    expect(story.of('put-open').map(({ actor }) => actor)).toEqual(['person:priya']);
    story.close('priya', at('06 11:00'));
    story.step(at('06 11:01'));
    expect(story.said()).toHaveLength(2);
  });

  it('an unfinished action of the plan does not make the owner a judge of it', () => {
    const story = new Story(organisation(), raised);
    planned(story, at('06 10:00'), at('07 10:00'));
    story.actions = [task({ readAt: at('07 10:30') })];
    story.step(at('07 11:00'));
    story.say('priya', at('07 12:00'), '/accept');
    story.step(at('07 12:01'));
    expect(story.said().at(-1)).toContain('actions are verified in their own issues');
  });
});
