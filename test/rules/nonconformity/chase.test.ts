import { describe, expect, it } from '@jest/globals';
import { endOf, organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const raised = summer('2027-04-06 09:00');
const at = (text: string) => summer(`2027-${text}`);

function agreed(): Story {
  const story = new Story(organisation(), raised);
  planned(story, at('04-06 10:00'), at('04-07 10:00'));
  story.step(at('04-07 10:05'));
  return story;
}

const rungs = (story: Story) => story.of('chased').map((e) => [e.body.of, e.body.rung, e.body.to]);

describe('the chase of a nonconformity', () => {
  it('reminds the owner of the plan by one comment that names the next step', () => {
    const story = new Story(organisation(), raised);
    story.step(at('04-16 16:00'));
    expect(story.said()).toEqual([]);
    story.step(at('04-19 09:00'));
    expect(story.said()).toEqual([
      'Priya, the plan of this nonconformity is due on Tuesday, 20 April, its resolution on 5 July. ' +
        'Step 1 is next: correction at once, and its consequences dealt with (/correction …).',
    ]);
  });

  it('asks those who have to agree, once the plan is complete', () => {
    const story = new Story(organisation(), raised);
    planned(story, at('04-06 10:00'), at('12-01 10:00'));
    story.step(at('04-06 10:05'));
    story.step(at('04-19 09:00'));
    expect(rungs(story)).toEqual([['plan', '3-before', ['mara']]]);
    expect(story.said().at(-1)).toBe(
      '@mara The plan of this nonconformity is due on Tuesday, 20 April, its resolution on 5 July. Priya Nair owns it. ' +
        'The plan is complete and waits for your agreement: /approve plan or /deny plan because ….',
    );
  });

  it('once the plan is agreed, chases the resolution along its own date only', () => {
    const story = agreed();
    story.actions = [task({ readAt: at('07-05 09:00') })];
    story.step(at('04-21 09:00'));
    expect(rungs(story)).toEqual([]);
    story.step(at('07-02 09:00'));
    expect(story.said().at(-1)).toContain('Priya, the resolution of this nonconformity is due on Monday, 5 July.');
    story.step(at('07-05 09:00'));
    expect(rungs(story)).toEqual([
      ['resolve', '3-before', ['priya']],
      ['resolve', 'at-due', ['priya', 'dana']],
    ]);
    expect(story.notices().at(-1)).toMatchObject({ to: 'dana', subject: 'Due: NC-2027-014 (leavers kept VPN access)' });
  });

  it('stops when everything is handed in', () => {
    const story = agreed();
    story.actions = [task({ stage: 'submitted', stood: [{ from: at('06-01 10:00') }], readAt: at('06-01 10:00') })];
    story.step(at('07-02 09:00'));
    expect(rungs(story)).toEqual([]);
  });

  it('of a major begins anew, and top management hears at once, not in the digest', () => {
    const story = new Story(organisation(), raised, { grade: 'major' });
    for (const day of ['04-12', '04-13', '04-16', '04-23']) story.step(at(`${day} 09:30`));
    expect(rungs(story)).toEqual([
      ['plan', '3-before', ['priya']],
      ['plan', 'at-due', ['priya', 'dana']],
      ['plan', '3-after', ['mara']],
      ['plan', '10-after', ['elena']],
    ]);
    expect(story.notices().at(-1)).toMatchObject({ to: 'elena', digest: false });
  });

  it('tells the lead by a notice before the deadline, and by a comment after it', () => {
    const people = organisation().programme.people.map((p) => (p.id === 'priya' ? { ...p, manager: 'mara' } : p));
    const story = new Story(organisation({ people }), raised);
    for (const day of ['04-19', '04-20']) story.step(at(`${day} 09:30`));
    expect(rungs(story).at(-1)).toEqual(['plan', 'at-due', ['priya', 'mara']]);
    expect(story.said()).toHaveLength(1);
    expect(story.notices()).toMatchObject([
      { to: 'priya' },
      { to: 'mara', subject: 'Due: plan of NC-2027-014 (leavers kept VPN access)' },
    ]);
  });

  it('has no hard limit: it goes on past fourteen days, after a downtime with the highest rung only', () => {
    const story = new Story(organisation(), raised);
    story.step(at('05-10 10:00'));
    expect(rungs(story)).toEqual([['plan', '10-after', ['elena']]]);
    expect(story.of('chased')[0]?.body.skipped).toEqual(['3-before', 'at-due', '3-after']);
  });

  it('to the owner and somebody else names the owner once, and calls nobody by first name', () => {
    const [ladder] = organisation().programme.ladders;
    const rungs = ladder?.rungs.map((r) => (r.id === '3-before' ? { ...r, to: ['assignee', 'manager'] as const } : r));
    const ladders = ladder && rungs ? [{ ...ladder, rungs: rungs.map((r) => ({ ...r, to: [...r.to] })) }] : [];
    const story = new Story(organisation({ ladders }), raised);
    story.step(at('04-19 09:00'));
    expect(story.said()).toEqual([
      '@dana The plan of this nonconformity is due on Tuesday, 20 April, its resolution on 5 July. Priya Nair owns it. ' +
        'Step 1 is next: correction at once, and its consequences dealt with (/correction …).',
    ]);
  });

  it('asks the next level with who owns it, what is next, and what follows', () => {
    const story = new Story(organisation(), raised);
    for (const day of ['04-19', '04-20', '04-23']) story.step(at(`${day} 09:30`));
    expect(story.said().at(-1)).toBe(
      '@mara The plan of this nonconformity is 3 days late. Priya Nair owns it. ' +
        'Step 1 is next: correction at once, and its consequences dealt with (/correction …). ' +
        'A late plan changes no grade, but leaves less time: it is to be resolved by 5 July.',
    );
  });

  describe('whose resolution is due soon after its plan', () => {
    const { clocks } = organisation().programme;
    const soon = { ...clocks, minor: { ...clocks.minor, resolve: { unit: 'days' as const, n: 20 } } };
    const reminders = (story: Story) => story.said().filter((text) => text.includes('is due on'));

    it('is reminded of both by one comment while the plan is open', () => {
      const story = new Story(organisation({ clocks: soon }), raised);
      for (const day of ['04-19', '04-20', '04-23', '04-24', '04-26']) story.step(at(`${day} 09:30`));
      expect(reminders(story)).toEqual([expect.stringMatching(/^Priya, the plan .* 20 April, its resolution on 26 /)]);
      expect(rungs(story)).toContainEqual(['resolve', '3-before', []]);
      expect(rungs(story)).toContainEqual(['resolve', 'at-due', ['priya', 'dana']]);
    });

    it('is reminded of the resolution once the plan is agreed', () => {
      const story = new Story(organisation({ clocks: soon }), raised);
      story.step(at('04-19 09:30'));
      planned(story, at('04-19 10:00'), at('04-19 11:00'), '2027-04-22');
      story.actions = [task({ readAt: at('04-26 10:00') })];
      for (const day of ['04-20', '04-23', '04-26']) story.step(at(`${day} 09:30`));
      expect(reminders(story)).toHaveLength(2);
    });
  });

  it('due at once for plan and resolution, is one message', () => {
    const story = agreed();
    story.actions = [task({ readAt: endOf('2027-09-30').at })];
    story.step(at('09-29 10:00'));
    const sent = [...story.effects.values()].filter((e) => e.key.includes('chase:'));
    expect(story.of('chased').map((e) => e.body.of)).toEqual(['resolve', 'plan']);
    expect(sent).toHaveLength(1);
  });
});

describe('the ticket of a nonconformity', () => {
  it('reassigned to somebody of the programme is theirs, to a stranger is put back', () => {
    const story = new Story(organisation(), raised);
    story.assignees = ['nobody'];
    story.step(at('04-07 10:00'));
    expect(story.state.assignee).toBe('priya');
    expect(story.last?.effects).toContainEqual(expect.objectContaining({ kind: 'ensure', assign: true }));
    story.assignees = ['sam'];
    story.step(at('04-08 10:00'));
    expect(story.state.assignee).toBe('sam');
    story.say('sam', at('04-09 10:00'), '/cause mails get lost');
    story.step(at('04-09 10:01'));
    expect(story.state.steps.cause?.by).toBe('sam');
  });

  it('reassigned and written in before anybody looked, takes the new one’s words', () => {
    const story = new Story(organisation(), raised);
    const sam = { id: 'u-sam', login: 'sam' };
    story.assignees = ['sam'];
    story.changes.push({
      id: 'a1',
      kind: 'assigned',
      by: { id: 'u-priya', login: 'priya' },
      account: sam,
      at: at('04-08 10:00'),
    });
    story.say('sam', at('04-07 10:00'), '/extent none');
    story.say('sam', at('04-09 10:00'), '/cause mails get lost');
    story.step(at('04-10 10:00'));
    expect(Object.keys(story.state.steps)).toEqual(['cause']);
  });

  it('deleted is replaced under the same dates', () => {
    const story = new Story(organisation(), raised);
    const { clocks } = story.state;
    const decision = story.step(at('04-07 10:00'), { gone: 'deleted', asOf: at('04-07 10:00') });
    expect(story.state.thread.generation).toBe(2);
    expect(story.state.clocks).toEqual(clocks);
    expect(decision.effects.some((e) => e.kind === 'ensure')).toBe(true);
  });

  it('deleted, asks again in its successor for what waits to be decided', () => {
    const story = new Story(organisation(), raised);
    for (const step of [
      'correction none',
      'extent none',
      'similar none',
      'cause none',
      'criterion none',
      'no-action none',
    ])
      story.say('priya', at('04-07 10:00'), `/${step}, because it was a test`);
    story.say('priya', at('04-07 10:01'), '/extend 2027-07-30 because the HR system is replaced');
    story.step(at('04-07 10:02'));
    const [plan, extension] = story.said();
    expect(extension).toMatch(/^@mara Priya Nair asks for 30 July/);
    expect(plan).toMatch(/^@mara Priya Nair has a plan ready/);
    story.step(at('04-08 10:00'), { gone: 'deleted', asOf: at('04-08 10:00') });
    expect(story.said().slice(2)).toEqual([expect.stringMatching(/^This replaces /), extension, plan]);
  });

  it('deleted and past its deadline, asks for nothing that lapsed with it', () => {
    const story = new Story(organisation(), raised);
    story.say('priya', at('07-01 10:00'), '/extend 2027-07-30 because the HR system is replaced');
    story.step(at('07-01 10:01'));
    story.step(at('07-06 10:00'), { gone: 'deleted', asOf: at('07-06 10:00') });
    expect(story.state.grade).toBe('major');
    expect(story.said().filter((s) => s.includes('asks for 30 July'))).toHaveLength(1);
  });

  it('hidden is not yet deleted: it takes two readings an hour apart', () => {
    const story = new Story(organisation(), raised);
    story.step(at('04-07 10:00'), { gone: 'hidden', asOf: at('04-07 10:00') });
    expect(story.state.thread.generation).toBe(1);
    story.step(at('04-07 11:00'), { gone: 'hidden', asOf: at('04-07 11:00') });
    expect(story.state.thread.generation).toBe(2);
  });
});
