import { describe, expect, it } from '@jest/globals';
import { endOf, organisation, quick, summer } from './fixture.ts';
import { planned, Story } from './story.ts';

const raised = summer('2027-04-06 09:00');
const at = (text: string) => summer(`2027-04-${text}`);

describe('the steps of a nonconformity', () => {
  it('are written by the owner or a delegate, in any order; the lead and strangers may not', () => {
    const people = organisation().programme.people.map((p) =>
      p.id === 'priya' ? { ...p, delegate: { to: 'sam', from: '2027-04-10', until: '2027-04-12', powers: [] } } : p,
    );
    const story = new Story(organisation({ people }), raised);
    story.say('priya', at('06 10:00'), '/cause mails get lost');
    story.say('mara', at('06 11:00'), '/extent two accounts');
    story.say('sam', at('09 10:00'), '/similar none');
    story.say('sam', at('10 10:00'), '/correction disabled');
    story.say('nobody', at('10 11:00'), '/criterion none');
    story.step(at('10 12:00'));
    expect(Object.keys(story.state.steps).sort()).toEqual(['cause', 'correction']);
    expect(story.state.steps.correction).toMatchObject({ by: 'sam', at: at('10 10:00') });
    expect(story.said().filter((s) => s.includes('Priya Nair or their delegate may'))).toHaveLength(3);
  });

  it('of the same word, the last counts until the plan is agreed', () => {
    const story = new Story(organisation(), raised);
    story.say('priya', at('06 09:30'), '/cause nobody knows');
    planned(story, at('06 10:00'), at('07 10:00'));
    story.say('priya', at('08 10:00'), '/cause something else');
    story.step(at('08 10:01'));
    expect(story.state.steps.cause?.text).toEqual({ text: 'HR tells IT by mail, and mails get lost' });
    expect(story.said().at(-1)).toContain('the plan has been agreed');
  });

  it('an action needs an owner of the programme and a date not past the deadline', () => {
    const story = new Story(organisation(), raised);
    story.say('priya', at('06 10:00'), '/action 2027-05-14 do it');
    story.say('priya', at('06 10:01'), '/action @stranger 2027-05-14 do it');
    story.say('priya', at('06 10:02'), '/action @sam do it');
    story.say('priya', at('06 10:03'), '/action @sam 2027-07-06 do it');
    story.say('priya', at('06 10:04'), '/action @sam 2027-04-05 do it');
    story.say('priya', at('06 10:05'), '/action @sam 2027-05-14');
    story.say('priya', at('06 10:06'), '/action 2027-07-05 have it done @sam');
    story.step(at('06 10:07'));
    expect(story.state.actions).toMatchObject([
      { id: 'a1', owner: 'sam', due: { date: '2027-07-05' }, text: { text: 'have it done' } },
    ]);
    const said = story.said().join('\n');
    for (const why of [
      'an owner',
      'nobody in the programme',
      'a date',
      'not be later than 5 July',
      'has passed',
      'what is to be done',
    ])
      expect(said).toContain(why);
  });

  it('an action may leave its date out where clocks are exact', () => {
    const story = new Story(quick(), '2026-11-22T08:41:20.000Z');
    story.say('priya', '2026-11-22T08:41:25.000Z', '/action @sam do it');
    story.step('2026-11-22T08:41:26.000Z');
    expect(story.state.actions[0]?.due).toEqual({ at: '2026-11-22T08:42:50.000Z' });
  });
});

describe('the plan', () => {
  it('approved too early, is answered with what is missing', () => {
    const story = new Story(organisation(), raised);
    story.say('priya', at('06 10:00'), '/correction disabled');
    story.say('priya', at('06 10:01'), '/similar none');
    story.say('mara', at('06 10:02'), '/approve');
    story.step(at('06 10:03'));
    expect(story.state.plan.agreed).toBeUndefined();
    expect(story.said()).toEqual([
      '/approve was not recorded: the plan is not complete. Still to be written: /extent, /cause, /action or /no-action and /criterion.',
    ]);
  });

  it('complete, is asked for once; agreed, it names the reviewer and opens its actions', () => {
    const story = new Story(organisation(), raised);
    planned(story, at('06 10:00'), at('07 10:00'));
    story.step(at('06 12:00'));
    expect(story.said()).toHaveLength(1);
    expect(story.said()[0]).toContain('@mara Priya Nair has a plan ready. Is it right? /approve plan');
    expect(story.last?.stages).toEqual([]);
    const decision = story.step(at('07 10:01'));
    expect(story.state.plan.agreed).toEqual({ by: 'mara', at: at('07 10:00'), reviewer: 'jonas' });
    expect(decision.stages).toMatchObject([
      {
        assignee: 'sam',
        terms: {
          slot: 'r1-a1',
          kind: 'action',
          verifier: 'mara',
          ask: { text: 'Have the HR system disable accounts.' },
        },
      },
    ]);
    expect(story.said()).toHaveLength(1);
  });

  it('complete after its date, is asked for without a date that has passed', () => {
    const story = new Story(organisation(), raised);
    planned(story, at('21 10:00'), at('22 10:00'));
    story.step(at('21 12:00'));
    expect(story.said()[0]).toMatch(/deny plan because …; it was due on 20 April\.$/);
  });

  it('is never agreed by the owner: a lead’s own goes to top management', () => {
    const story = new Story(organisation(), raised, { owner: 'mara' });
    story.assignees = ['mara'];
    for (const word of [
      'correction x',
      'extent x',
      'similar none',
      'cause x',
      'no-action because it was a one-off',
      'criterion x',
    ])
      story.say('mara', at('06 10:00'), `/${word}`);
    story.say('mara', at('06 11:00'), '/approve');
    story.step(at('06 11:01'));
    expect(story.state.plan.agreed).toBeUndefined();
    expect(story.said().at(-1)).toBe('/approve was not recorded: on this ticket Elena Costa may approve.');
    story.say('elena', at('06 12:00'), '/approve');
    story.step(at('06 12:01'));
    expect(story.state.plan.agreed).toMatchObject({ by: 'elena', reviewer: 'elena' });
  });

  it('of a finding may be agreed by its auditor, who then verifies; the lead alone is asked', () => {
    const agreed = (parts: { by: string; kind: 'finding' | 'measurement'; owner?: string }) => {
      const { by, kind, ...owned } = parts;
      const story = new Story(organisation(), raised, { by, source: { kind }, ...owned });
      for (const word of ['correction x', 'extent x', 'similar none', 'cause x', 'criterion x'])
        story.say('priya', at('06 10:00'), `/${word}`);
      story.say('priya', at('06 10:01'), '/action @sam 2027-05-14 do it');
      story.say('jonas', at('07 10:00'), '/approve plan reviewer @elena');
      story.step(at('07 10:01'));
      return story;
    };
    const story = agreed({ by: 'jonas', kind: 'finding' });
    expect(story.state.plan.agreed).toMatchObject({ by: 'jonas', reviewer: 'elena' });
    expect(story.last?.stages).toMatchObject([{ terms: { verifier: 'jonas' } }]);
    expect(story.said()[0]).toContain('@mara Priya Nair has a plan ready');
    expect(story.said()[0]).not.toContain('jonas');
    const refused = agreed({ by: 'jonas', kind: 'measurement' });
    expect(refused.said().at(-1)).toBe('/approve was not recorded: on this ticket Mara Lindt may approve.');
    const own = agreed({ by: 'jonas', kind: 'finding', owner: 'jonas' });
    expect(own.state.plan.agreed).toBeUndefined();
    expect(own.said().at(-1)).toBe('/approve was not recorded: on this ticket Mara Lindt may approve.');
    const gone = agreed({ by: 'zoe', kind: 'finding' });
    expect(gone.said().at(-1)).toBe('/approve was not recorded: on this ticket Mara Lindt may approve.');
  });

  it('reassigned to the lead, goes to top management too', () => {
    const story = new Story(organisation(), raised);
    story.assignees = ['mara'];
    story.step(at('06 09:30'));
    planned(story, at('06 10:00'), at('07 10:00'));
    story.step(at('07 10:01'));
    expect(story.state.assignee).toBe('mara');
    expect(story.state.plan.agreed).toBeUndefined();
  });

  it('is agreed by a delegate whose delegation names plans, by no other', () => {
    const delegated = (powers: ('plan' | 'verify')[]) => {
      const people = organisation().programme.people.map((p) =>
        p.id === 'mara' ? { ...p, delegate: { to: 'jonas', powers } } : p,
      );
      const story = new Story(organisation({ people }), raised);
      planned(story, at('06 10:00'), at('07 10:00'));
      story.comments.pop();
      story.say('jonas', at('07 10:00'), '/approve reviewer @elena');
      story.step(at('07 10:01'));
      return story.state.plan.agreed?.by;
    };
    expect(delegated(['verify'])).toBeUndefined();
    expect(delegated(['plan'])).toBe('jonas');
  });

  it('is not agreed by the lead who wrote it in the owner’s place, but by top management', () => {
    const people = organisation().programme.people.map((p) =>
      p.id === 'priya' ? { ...p, delegate: { to: 'mara', from: '2027-04-01', until: '2027-04-30', powers: [] } } : p,
    );
    const story = new Story(organisation({ people }), raised);
    planned(story, at('06 10:00'), at('07 10:00'));
    for (const comment of story.comments.slice(0, 6)) comment.author = { id: 'u-mara', login: 'mara' };
    story.step(at('07 10:01'));
    expect(story.state.plan.agreed).toBeUndefined();
    expect(story.said().at(-1)).toContain('on this ticket Elena Costa may');
    story.say('elena', at('08 10:00'), '/approve reviewer @jonas');
    story.step(at('08 10:01'));
    expect(story.state.plan.agreed).toMatchObject({ by: 'elena', reviewer: 'jonas' });
  });

  it('is not agreed by its owner as the lead’s delegate', () => {
    const people = organisation().programme.people.map((p) =>
      p.id === 'mara' ? { ...p, delegate: { to: 'priya', powers: ['plan' as const] } } : p,
    );
    const story = new Story(organisation({ people }), raised);
    planned(story, at('06 10:00'), at('07 10:00'));
    story.comments.pop();
    story.say('priya', at('07 10:00'), '/approve reviewer @elena');
    story.step(at('07 10:01'));
    expect(story.state.plan.agreed).toBeUndefined();
  });

  it('names no reviewer who owns, planned, or implements; without a name the lead judges', () => {
    const story = new Story(organisation(), raised);
    planned(story, at('06 10:00'), at('07 10:00'));
    story.comments.pop();
    for (const who of ['priya', 'sam']) story.say('mara', at('07 10:00'), `/approve reviewer @${who}`);
    story.step(at('07 10:01'));
    expect(story.state.plan.agreed).toBeUndefined();
    expect(story.said().filter((s) => s.includes('cannot judge whether it worked'))).toHaveLength(2);
    story.say('mara', at('07 11:00'), '/approve');
    story.step(at('07 11:01'));
    expect(story.state.plan.agreed?.reviewer).toBe('mara');
  });

  it('denied, goes back; an action added to an agreed plan needs its own agreement', () => {
    const story = new Story(organisation(), raised);
    planned(story, at('06 10:00'), at('08 10:00'));
    story.say('mara', at('07 09:00'), '/deny plan because the cause is a symptom');
    story.say('priya', at('09 10:00'), '/action @jonas 2027-05-20 check the other directory');
    story.step(at('09 10:01'));
    expect(story.said()).toContain(
      'Not agreed: the cause is a symptom. Please change it and ask again; the plan is still due on 20 April.',
    );
    expect(story.last?.stages.map((s) => s.terms.slot)).toEqual(['r1-a1']);
    expect(story.said().at(-1)).toContain('@mara Priya Nair added an action to the plan.');
    story.say('mara', at('09 11:00'), '/approve');
    story.step(at('09 11:01'));
    expect(story.last?.stages.map((s) => s.terms.slot)).toEqual(['r1-a1', 'r1-a2']);
  });

  it('is denied only while it waits: incomplete, agreed, or denied before, nothing is', () => {
    const story = new Story(organisation(), raised);
    const refused = (when: string) => {
      story.say('mara', at(when), '/deny because the cause is a symptom');
      story.step(at(when));
      return story.said().at(-1);
    };
    const nothing = expect.stringContaining('nothing waits to be agreed here');
    expect(refused('06 09:30')).toEqual(nothing);
    planned(story, at('06 10:00'), at('07 10:00'));
    story.step(at('07 10:01'));
    expect(refused('07 11:00')).toEqual(nothing);
    expect(story.of('plan-denied')).toEqual([]);
  });

  it('and an extension both waiting, a bare approve is answered', () => {
    const story = new Story(organisation(), raised);
    planned(story, at('06 10:00'), at('07 10:00'));
    story.comments.pop();
    story.say('priya', at('07 10:00'), '/extend 2027-07-30 because of holidays');
    story.say('mara', at('07 11:00'), '/approve');
    story.say('mara', at('07 12:00'), '/approve extension');
    story.say('mara', at('07 13:00'), '/approve plan reviewer @jonas');
    story.step(at('07 13:01'));
    expect(story.said()).toContain(
      'The plan and an extension wait here. Please write /approve plan or /approve extension.',
    );
    expect(story.state.clocks.resolve.date).toBe('2027-07-30');
    expect(story.state.plan.agreed?.at).toBe(at('07 13:00'));
  });

  it('of a nonconformity that turned major meanwhile, dates no action past the new deadline', () => {
    const story = new Story(organisation(), raised);
    planned(story, at('06 10:00'), at('08 10:00'), '2027-07-05');
    story.say('mara', at('07 10:00'), '/regrade major because it spreads');
    const decision = story.step(at('08 10:01'));
    expect(story.state.clocks.resolve.date).toBe('2027-05-07');
    expect(decision.stages.map((s) => s.terms.due)).toEqual([endOf('2027-05-07')]);
  });

  it('late, is recorded by its chase and changes no grade', () => {
    const story = new Story(organisation(), raised);
    for (const day of ['19 09:30', '21 09:30', '24 09:30', '26 09:30', '30 09:30']) story.step(at(day));
    story.step(summer('2027-05-03 09:30'));
    expect(story.state.grade).toBe('minor');
    expect(story.of('chased').map((e) => [e.body.of, e.body.rung])).toEqual([
      ['plan', '3-before'],
      ['plan', 'at-due'],
      ['plan', '3-after'],
      ['plan', '10-after'],
    ]);
    expect(story.notices().find((n) => n.to === 'elena')).toMatchObject({
      subject: 'Late: plan of NC-2027-014 (leavers kept VPN access)',
      digest: true,
    });
  });
});
