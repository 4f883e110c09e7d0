import { describe, expect, it } from '@jest/globals';
import { evolveNonconformity } from '../../../rules/nonconformity/evolve.ts';
import { organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const at = (text: string) => summer(`2027-04-${text}`);

/** Agreed on 7 April: Jonas is to judge whether it worked. */
function agreed(): Story {
  const story = new Story(organisation(), at('06 09:00'));
  planned(story, at('06 10:00'), at('07 10:00'));
  story.actions = [task()];
  story.step(at('07 10:01'));
  return story;
}

/** One more action, and a word on it. */
function added(word: string): Story {
  const story = agreed();
  story.say('priya', at('08 10:00'), '/action @sam 2027-05-20 and one more');
  story.say('mara', at('08 11:00'), word);
  story.step(at('08 12:00'));
  return story;
}

describe('the effectiveness reviewer', () => {
  it('is whom the approval of a later action names; the plan stays agreed as it was', () => {
    const story = added('/approve reviewer @dana');
    expect(story.state.plan.agreed).toEqual({ by: 'mara', at: at('07 10:00'), reviewer: 'dana' });
    expect(story.folded().plan).toEqual(story.state.plan);
    expect(story.state.actions.map((a) => a.approved)).toEqual([at('07 10:00'), at('08 11:00')]);
  });

  it('is named anew only once the plan was agreed', () => {
    const named = (story: Story) => story.of('plan-agreed').map(({ body }) => body.instead);
    expect(named(agreed())).toEqual([undefined]);
    expect(named(added('/approve reviewer @dana'))).toEqual([undefined, true]);
    expect(named(added('/approve'))).toEqual([undefined, undefined]);
  });

  it('stays whom the plan named where the approval of a later action names nobody', () => {
    expect(added('/approve').state.plan.agreed?.reviewer).toBe('jonas');
  });

  it('is not changed by agreements that were recorded before one could be named anew', () => {
    const story = agreed();
    const body = { by: 'mara', reviewer: 'dana', cause: 'c99' };
    const old = { stream: 'nonconformity/nc1', kind: 'plan-agreed', actor: 'person:mara', at: at('09 10:00'), body };
    expect(evolveNonconformity(story.state, old).plan).toEqual(story.state.plan);
  });
});

describe('the reviewer of a plan that turning major made void', () => {
  function afresh(word: string, org = organisation()): string | undefined {
    const story = agreed();
    story.say('elena', at('08 10:00'), '/regrade major because nine leavers by now');
    story.step(at('08 10:01'));
    expect(story.state.plan.agreed).toBeUndefined();
    const after = new Story(org, at('06 09:00'));
    Object.assign(after, {
      state: story.state,
      events: story.events,
      comments: story.comments,
      actions: story.actions,
    });
    after.say('mara', at('08 11:00'), word);
    after.step(at('08 12:00'));
    return after.state.plan.agreed?.reviewer;
  }

  it('stays named by a fresh approval without a name, unless another is named', () => {
    expect(afresh('/approve')).toBe('jonas');
    expect(afresh('/approve reviewer @dana')).toBe('dana');
  });

  it('is followed by the lead where they have left', () => {
    const { people } = organisation().programme;
    expect(afresh('/approve', organisation({ people: people.filter((p) => p.id !== 'jonas') }))).toBe('mara');
  });

  it('is followed by the lead where they do an action by now', () => {
    const story = agreed();
    story.say('elena', at('08 10:00'), '/regrade major because nine leavers by now');
    story.say('priya', at('08 10:30'), '/action @jonas 2027-04-20 look into the other directory');
    story.say('mara', at('08 11:00'), '/approve');
    story.step(at('08 12:00'));
    expect(story.state.plan.agreed?.reviewer).toBe('mara');
  });
});
