import { describe, expect, it } from '@jest/globals';
import { endOf, organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const raised = summer('2027-04-06 09:00');
const deadline = endOf('2027-07-05').at;

describe('regrading', () => {
  it('goes upward, by the lead or top management, with a reason; the major clock counts from that day', () => {
    const story = new Story(organisation(), raised);
    story.say('jonas', summer('2027-05-03 09:00'), '/regrade major because it spreads');
    story.say('mara', summer('2027-05-03 10:00'), '/regrade major');
    story.say('mara', summer('2027-05-03 11:00'), '/regrade major because it spreads');
    story.say('mara', summer('2027-05-03 12:00'), '/regrade minor because it shrinks');
    story.step(summer('2027-05-03 12:01'));
    expect(story.state.grades.slice(1)).toMatchObject([
      { grade: 'major', at: summer('2027-05-03 11:00'), rule: 'regrade', by: 'mara', because: { text: 'it spreads' } },
    ]);
    expect(story.state.clocks).toEqual({ plan: endOf('2027-05-10'), resolve: endOf('2027-06-02') });
    expect(story.said().join('\n')).toContain(
      'Mara Lindt regraded it: it spreads. New dates: plan by 10 May, resolved by 2 June.',
    );
    expect(story.said().at(-1)).toContain('the way back is annul');
  });

  it('wakes its open actions, which are due by the nearer deadline from then on, and those alone', () => {
    const story = new Story(organisation(), raised);
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    story.actions = [task()];
    expect(story.step(summer('2027-05-03 10:00')).wakes).toEqual([]);
    story.say('mara', summer('2027-05-03 11:00'), '/regrade major because it spreads');
    expect(story.step(summer('2027-05-03 11:01')).wakes).toEqual(['t1']);
    expect(story.step(summer('2027-05-03 11:02')).wakes).toEqual([]);
    story.say('elena', summer('2027-05-04 11:00'), '/annul 2027-08-15 because it does not');
    expect(story.step(summer('2027-05-04 11:01')).wakes).toEqual([]);
  });

  it.each([
    ['the steps as they were agreed', '/correction the door is shut', true],
    ['a criterion that nobody agreed to', '/criterion everybody is content', false],
  ])('annulled brings the agreement back over %s: %s', (_, word, agreed) => {
    const story = new Story(organisation(), raised);
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    story.say('mara', summer('2027-05-03 11:00'), '/regrade major because it spreads');
    story.say('priya', summer('2027-05-04 09:00'), word);
    story.say('elena', summer('2027-05-04 11:00'), '/annul 2027-08-15 because it does not');
    story.step(summer('2027-05-04 11:01'));
    expect([story.state.grade, story.state.plan.agreed !== undefined]).toEqual(['minor', agreed]);
  });

  it('annulled brings no agreement back to a reason for doing nothing that was written anew', () => {
    const story = new Story(organisation(), raised);
    for (const word of ['/correction both disabled', '/extent two accounts', '/similar none', '/cause mails get lost'])
      story.say('priya', summer('2027-04-06 10:00'), word);
    story.say('priya', summer('2027-04-06 10:00'), '/no-action the system is switched off in May');
    story.say('priya', summer('2027-04-06 10:00'), '/criterion it is off');
    story.say('mara', summer('2027-04-07 10:00'), '/approve');
    story.step(summer('2027-04-07 10:01'));
    expect(story.state.plan.agreed).toBeDefined();
    story.say('mara', summer('2027-05-03 11:00'), '/regrade major because it spreads');
    story.say('priya', summer('2027-05-04 09:00'), '/no-action it is too much work');
    story.say('elena', summer('2027-05-04 11:00'), '/annul 2027-08-15 because it does not');
    story.step(summer('2027-05-04 11:01'));
    expect([story.state.grade, story.state.plan.agreed]).toEqual(['minor', undefined]);
  });

  it('on the day that its review opened has the fix judged in another review, once the plan was agreed again', () => {
    const story = new Story(organisation(), raised);
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    const verified = { by: 'mara', at: summer('2027-05-12 10:00') };
    const done = task({
      stage: 'ended',
      verdict: 'verified',
      stood: [{ from: verified.at }],
      verified,
      implementers: ['sam'],
    });
    story.actions = [{ ...done, readAt: verified.at }];
    story.step(summer('2027-05-12 10:05'));
    const opens = story.state.verified?.opens ?? '';
    const review = task({
      key: 'e1',
      slot: 'r1-effectiveness',
      opens,
      assignee: 'jonas',
    });
    const day = opens.slice(0, 10);
    expect(story.step(opens).stages.map((s) => s.terms.slot)).toContain(review.slot);
    story.actions = [{ ...done, readAt: opens }, review];
    story.say('mara', `${day}T22:30:00.000Z`, '/regrade major because it spreads');
    story.step(`${day}T22:31:00.000Z`);
    story.actions = [done, { ...review, stage: 'ended', verdict: 'withdrawn' }];
    story.say('mara', `${day}T22:40:00.000Z`, '/approve reviewer @jonas');
    expect(story.step(`${day}T22:41:00.000Z`).stages.map((s) => s.terms.slot)).toContain('r1-effectiveness-2');
  });

  it('is not for its owner', () => {
    const story = new Story(organisation(), raised, { owner: 'mara' });
    story.assignees = ['mara'];
    story.say('mara', summer('2027-05-03 11:00'), '/regrade major because it spreads');
    story.step(summer('2027-05-03 12:01'));
    expect(story.state.grade).toBe('minor');
  });
});

describe('annulling', () => {
  function escalated(): Story {
    const story = new Story(organisation(), raised);
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    story.actions = [task({ readAt: deadline })];
    story.step(deadline);
    return story;
  }

  it('by top management only, sets a new deadline; both records stay, the plan stands again', () => {
    const story = escalated();
    story.say('mara', summer('2027-07-07 10:00'), '/annul 2027-08-15 because the tracker was down');
    story.say('elena', summer('2027-07-07 11:00'), '/annul 2027-08-15 because the tracker was down');
    story.step(summer('2027-07-07 11:01'));
    expect(story.state.grades.map((g) => [g.grade, g.rule])).toEqual([
      ['minor', 'raised'],
      ['major', 'nc.minor.overdue'],
      ['minor', 'annul'],
    ]);
    expect(story.state.clocks.resolve).toEqual(endOf('2027-08-15'));
    expect(story.state.plan.agreed?.by).toBe('mara');
    expect(story.said().at(-1)).toContain(
      'This nonconformity is minor again. Elena Costa annulled the change of grade: the tracker was down.',
    );
  });

  it('past the new deadline it becomes major again', () => {
    const story = escalated();
    story.say('elena', summer('2027-07-07 11:00'), '/annul 2027-08-15 because the tracker was down');
    story.actions = [task({ readAt: endOf('2027-08-15').at })];
    story.step(endOf('2027-08-15').at);
    expect(story.of('graded').at(-1)).toMatchObject({
      at: endOf('2027-08-15').at,
      body: { grade: 'major', rule: 'nc.minor.overdue' },
    });
  });

  it.each([
    ['20 10:00', '2027-08-31', '2027-08-03', 'plan by 3 August, resolved by 31 August'],
    ['20 10:00', '2027-07-28', '2027-07-28', 'plan by 28 July, resolved by 28 July'],
    ['08 10:00', '2027-08-31', '2027-07-13', 'plan by 13 July, resolved by 31 August'],
  ])('on July %s gives a plan that was never agreed no date that has passed', (day, to, plan, said) => {
    const story = new Story(organisation(), raised);
    story.step(deadline);
    expect(story.state.clocks.plan).toEqual(endOf('2027-07-13'));
    story.say('elena', summer(`2027-07-${day}`), `/annul ${to} because the tracker was down`);
    story.step(summer(`2027-07-${day}`));
    expect(story.state.clocks).toEqual({ plan: endOf(plan), resolve: endOf(to) });
    expect(story.said().at(-1)).toContain(`New dates: ${said}.`);
  });

  it('leaves the date of a plan that was agreed meanwhile', () => {
    const story = new Story(organisation(), raised);
    story.step(deadline);
    planned(story, summer('2027-07-08 10:00'), summer('2027-07-09 10:00'), '2027-08-01');
    story.say('elena', summer('2027-07-20 10:00'), '/annul 2027-08-31 because the tracker was down');
    story.step(summer('2027-07-20 10:00'));
    expect(story.state.plan.agreed?.by).toBe('mara');
    expect(story.state.clocks).toEqual({ plan: endOf('2027-07-13'), resolve: endOf('2027-08-31') });
  });

  it('needs a date ahead, a reason, and a change of grade', () => {
    const story = escalated();
    story.say('elena', summer('2027-07-07 11:00'), '/annul 2027-07-06 because it was down');
    story.say('elena', summer('2027-07-07 11:01'), '/annul 2027-08-15');
    story.say('elena', summer('2027-07-07 11:02'), '/annul because it was down');
    story.step(summer('2027-07-07 11:03'));
    expect(story.state.grade).toBe('major');
    expect(
      story
        .said()
        .slice(-3)
        .every((s) => s.startsWith('/annul was not recorded')),
    ).toBe(true);
    const own = new Story(organisation(), raised, { grade: 'major' });
    own.say('elena', summer('2027-04-07 11:00'), '/annul 2027-08-15 because we say so');
    own.step(summer('2027-04-07 11:03'));
    expect(own.state.grade).toBe('major');
  });
});
