import { describe, expect, it } from '@jest/globals';
import { isMoot } from '../../../rules/moot.ts';
import { plain } from '../../../rules/plain.ts';
import type { Programme } from '../../../rules/programme.ts';
import { endOf, organisation, quick, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const raised = summer('2027-04-06 09:00');
const deadline = endOf('2027-07-05');

function agreed(): Story {
  const story = new Story(organisation(), raised);
  planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
  story.step(summer('2027-04-07 10:05'));
  return story;
}

/** Whose notices of that subject join no others. */
function apart(story: Story, subject: string): string[] {
  return [...story.effects.values()].flatMap((e) =>
    e.kind === 'notice' && e.subject.includes(subject) && !e.gathered && !e.digest ? [e.to] : [],
  );
}

describe('a minor at its deadline', () => {
  it('stays minor at a reading one minute before, and is major at a reading at the deadline', () => {
    const story = new Story(organisation(), raised);
    story.step(summer('2027-07-05 23:59'));
    expect(story.state.grade).toBe('minor');
    const decision = story.step(deadline.at);
    expect(deadline.at).toBe('2027-07-05T22:00:00.000Z');
    expect(story.state.grade).toBe('major');
    expect(story.of('graded')).toMatchObject([
      { at: deadline.at, body: { rule: 'nc.minor.overdue', deadline, noticed: deadline.at } },
    ]);
    expect(decision.effects.some((e) => e.kind === 'ensure')).toBe(true);
  });

  it('wakes at the deadline', () => {
    const story = new Story(organisation(), raised);
    expect(story.step(summer('2027-07-05 23:00')).wakeAt).toBe(deadline.at);
  });

  it('says so, with the new dates, counted from the day that the deadline ended with', () => {
    const story = agreed();
    story.actions = [task({ readAt: deadline.at })];
    story.step(deadline.at);
    expect(story.state.clocks).toEqual({ plan: endOf('2027-07-13'), resolve: endOf('2027-08-05') });
    expect(story.said().at(-1)).toBe(
      'This nonconformity is now major. It was to be resolved by the end of 5 July and was not (rule nc.minor.overdue, programme v2). ' +
        'New dates: plan by 13 July, resolved by 5 August. Open: #233. The plan needs a fresh /approve; actions go on. ' +
        'Goes to: Priya Nair, Dana Roth, Mara Lindt, Elena Costa. The raiser’s own grade stays minor.',
    );
    expect(story.state.terms.ownGrade).toBe('minor');
    const told = story.notices().filter((n) => n.subject.includes('now major'));
    expect(told.map((n) => n.to).sort()).toEqual(['dana', 'elena', 'mara']);
    const top = told.find((n) => n.to === 'elena');
    expect(top).toMatchObject({
      subject: 'Decide by 13 July: NC-2027-014 is now major (leavers kept VPN access)',
      digest: false,
    });
    expect(told.map((n) => n.notBefore)).toEqual(told.map(() => summer('2027-07-06 09:00')));
    expect(apart(story, 'now major')).toEqual(['elena']);
  });

  it('is told to the owner’s manager, too, where somebody else does the steps, and to each once', () => {
    const story = new Story(organisation(), raised);
    const by = { id: 'u-priya', login: 'priya' };
    const account = { id: 'u-jonas', login: 'jonas' };
    story.assignees = ['jonas'];
    story.changes = [{ id: 'x1', kind: 'assigned', by, at: summer('2027-04-07 09:00'), account }];
    story.step(summer('2027-04-07 09:05'));
    story.step(deadline.at);
    const told = story.notices().filter((n) => n.subject.includes('now major'));
    expect(told.map((n) => n.to)).toEqual(['priya', 'dana', 'mara', 'elena']);
  });

  it('past the major’s own, is told to top management in contact hours, apart from all else', () => {
    const story = agreed();
    story.actions = [task({ readAt: endOf('2027-08-05').at })];
    story.step(deadline.at);
    story.step(endOf('2027-08-05').at);
    const told = story.notices().filter((n) => n.subject.startsWith('Past its deadline'));
    expect(told).toMatchObject([{ to: 'elena', digest: false, notBefore: summer('2027-08-06 09:00') }]);
    expect(apart(story, 'Past its deadline')).toEqual(['elena']);
  });

  it('noticed after a downtime, records both instants and says so; the major clock runs from the deadline', () => {
    const story = new Story(organisation(), raised);
    story.step(summer('2027-07-08 08:00'));
    expect(story.of('graded')).toMatchObject([{ at: deadline.at, body: { noticed: summer('2027-07-08 08:00') } }]);
    expect(story.state.clocks.resolve).toEqual(endOf('2027-08-05'));
    expect(story.said().join('\n')).toContain(
      'The engine was down; this was noticed on 8 July, and counts from 6 July 00:00.',
    );
  });

  it('after a downtime over both deadlines is major, and past the major’s own', () => {
    const story = new Story(organisation(), raised);
    story.step(summer('2027-09-01 10:00'));
    expect(story.of('graded')).toHaveLength(1);
    expect(story.of('overdue')).toMatchObject([
      { at: endOf('2027-08-05').at, body: { noticed: summer('2027-09-01 10:00') } },
    ]);
    expect(story.notices().filter((n) => n.to === 'elena' && n.subject.startsWith('Past its deadline'))).toMatchObject([
      { digest: false },
    ]);
  });

  it('is not late when everything was handed in one minute before, read long after and not verified', () => {
    const story = agreed();
    story.actions = [
      task({ stage: 'submitted', stood: [{ from: summer('2027-07-05 23:59') }], readAt: summer('2027-07-08 08:00') }),
    ];
    story.step(summer('2027-07-08 08:00'));
    expect(story.state.grade).toBe('minor');
    expect(story.of('resolved')).toMatchObject([{ at: summer('2027-07-05 23:59') }]);
    expect(story.of('deadline-kept')).toMatchObject([{ at: deadline.at }]);
  });

  it('is late when the last hand-in came at the deadline itself', () => {
    const story = agreed();
    const done = task({
      stage: 'submitted',
      stood: [{ from: summer('2027-06-01 10:00') }],
      readAt: summer('2027-07-08 08:00'),
    });
    story.actions = [{ ...done, stood: [{ from: deadline.at }] }];
    story.step(summer('2027-07-08 08:00'));
    expect(story.state.grade).toBe('major');
    expect(story.state.resolved).toBeUndefined();
  });

  it('is late when one of two actions is missing, and when a plan was never agreed', () => {
    const story = agreed();
    story.say('priya', summer('2027-04-08 10:00'), '/action @jonas 2027-05-20 check the other directory');
    story.say('mara', summer('2027-04-08 11:00'), '/approve');
    const done = task({ stage: 'submitted', stood: [{ from: summer('2027-06-01 10:00') }], readAt: deadline.at });
    story.actions = [done, task({ key: 't2', slot: 'r1-a2', number: '#234', readAt: deadline.at })];
    story.step(deadline.at);
    expect(story.state.grade).toBe('major');
    expect(story.said().join('\n')).toContain('Open: #234.');
  });

  it('rejected after the deadline, becomes major at the rejection', () => {
    const story = agreed();
    const handedIn = summer('2027-07-05 12:00');
    story.actions = [task({ stage: 'submitted', stood: [{ from: handedIn }], readAt: deadline.at })];
    story.step(deadline.at);
    const rejected = summer('2027-07-10 15:00');
    story.actions = [task({ stood: [{ from: handedIn, until: rejected }], readAt: rejected })];
    story.step(summer('2027-07-10 15:02'));
    expect(story.of('graded')).toMatchObject([{ at: rejected, body: { rule: 'nc.minor.rejected', deadline } }]);
    expect(story.state.clocks.resolve).toEqual(endOf('2027-08-09'));
  });

  it('rejected after the deadline and handed in again before anybody looked, still becomes major at the rejection', () => {
    const story = agreed();
    const rejected = summer('2027-07-10 15:00');
    const stood = [{ from: summer('2027-07-05 12:00'), until: rejected }, { from: summer('2027-07-11 12:00') }];
    story.actions = [task({ stage: 'submitted', stood, readAt: summer('2027-07-12 09:00') })];
    story.step(summer('2027-07-12 09:00'));
    expect(story.of('graded')).toMatchObject([{ at: rejected, body: { rule: 'nc.minor.rejected' } }]);
    expect(story.state.resolved).toBeUndefined();
  });

  it('rejected before the deadline and not handed in again, becomes major at the deadline', () => {
    const story = agreed();
    const stood = [{ from: summer('2027-07-01 12:00'), until: summer('2027-07-02 12:00') }];
    story.actions = [task({ stood, readAt: summer('2027-07-06 09:00') })];
    story.step(summer('2027-07-06 09:00'));
    expect(story.of('graded')).toMatchObject([{ at: deadline.at, body: { rule: 'nc.minor.overdue' } }]);
  });
});

describe('the days of the clocks', () => {
  it('count local dates: raised on 2 August, 90 days end with 31 October, and the major clock counts from 1 November', () => {
    const story = new Story(organisation(), summer('2027-08-02 23:30'));
    expect(story.state.clocks.resolve).toEqual({ at: '2027-10-31T23:00:00.000Z', date: '2027-10-31' });
    story.step('2027-10-31T22:59:00.000Z');
    expect(story.state.grade).toBe('minor');
    story.step('2027-10-31T23:00:00.000Z');
    expect(story.state.grade).toBe('major');
    expect(story.state.clocks.resolve).toEqual({ at: '2027-12-01T23:00:00.000Z', date: '2027-12-01' });
  });

  it('are moved by no weekend and no holiday', () => {
    const holidays = ['2027-04-20', '2027-07-05'];
    const calendar = { weekend: [6, 7] as (6 | 7)[], holidays, workdays: [] };
    const story = new Story(organisation({ calendar }), raised);
    expect(story.state.clocks).toEqual({ plan: endOf('2027-04-20'), resolve: deadline });
    const weekend = new Story(organisation({ calendar }), summer('2027-04-04 09:00'));
    expect(weekend.state.clocks.resolve.date).toBe('2027-07-03');
  });

  it('count from the auditor’s date, not from the day of entry', () => {
    const story = new Story(organisation(), summer('2027-05-20 09:00'), { raisedOn: '2027-04-06' });
    expect(story.state.clocks).toEqual({ plan: endOf('2027-04-20'), resolve: deadline });
  });

  it('entered after its deadline, it is major from the entry on', () => {
    const entered = summer('2027-08-01 09:00');
    const story = new Story(organisation(), entered, { raisedOn: '2027-04-06' });
    story.step(summer('2027-08-01 09:01'));
    expect(story.of('graded')).toMatchObject([{ at: entered, body: { rule: 'nc.minor.entered-late', deadline } }]);
    expect(story.state.clocks.resolve).toEqual(endOf('2027-08-31'));
    expect(story.of('overdue')).toHaveLength(0);
  });

  it('of seconds count from the instant, and read by their time', () => {
    const story = new Story(quick(), '2026-11-22T08:41:20.000Z');
    story.step('2026-11-22T08:42:49.999Z');
    expect(story.state.grade).toBe('minor');
    story.step('2026-11-22T08:42:56.000Z');
    expect(story.of('graded')).toMatchObject([{ at: '2026-11-22T08:42:50.000Z' }]);
    expect(story.state.clocks.resolve).toEqual({ at: '2026-11-22T08:43:50.000Z' });
    expect(story.said().at(-1)).toContain('It was to be resolved by 22 Nov 2026 09:42:50 and was not (rule');
    expect(story.said().at(-1)).toContain(
      'this was noticed on 22 Nov 2026 09:42:56, and counts from 22 Nov 2026 09:42:50.',
    );
  });
});

describe('a major', () => {
  it('past its own deadline is told weekly in the ticket, in contact hours, to top management that can be told nowhere else', () => {
    const people = organisation().programme.people.map((p) => (p.id === 'elena' ? { ...p, mail: undefined } : p));
    const story = new Story(organisation({ people: people as Programme['people'] }), raised, { grade: 'major' });
    const from = story.state.clocks.resolve.at;
    const told = () =>
      [...story.effects.values()].flatMap((e) =>
        e.kind === 'comment' && e.told.includes('elena') && e.key.includes('overdue') ? [plain(e.text)] : [],
      );
    const atMidnight: number[] = [];
    for (const day of ['05-07', '05-08', '05-13', '05-14', '05-21']) {
      story.step(summer(`2027-${day} 00:00`));
      atMidnight.push(told().length);
      story.step(summer(`2027-${day} 09:30`));
    }
    expect(atMidnight).toEqual([1, 1, 1, 1, 2]);
    expect(from).toBe(summer('2027-05-07 00:00'));
    expect(told()).toEqual([
      expect.stringMatching(/^@elena This major nonconformity was to be resolved by the end of 6 May and was not\./),
      expect.stringMatching(/^@elena NC-2027-014 \(leavers kept VPN access\) was to be resolved by the end of 6 May/),
      expect.stringMatching(/^@elena NC-2027-014 /),
    ]);
    expect(story.notices().filter((n) => n.to === 'elena')).toEqual([]);
  });

  it('needs a fresh agreement after turning major, while its actions go on', () => {
    const story = agreed();
    story.actions = [task({ readAt: deadline.at })];
    story.step(deadline.at);
    expect(story.state.plan.agreed).toBeUndefined();
    expect(story.last?.stages.map((s) => s.terms.slot)).toEqual(['r1-a1']);
    const done = summer('2027-07-10 10:00');
    story.actions = [task({ stage: 'submitted', stood: [{ from: done }], readAt: done })];
    story.step(done);
    expect(story.state.resolved).toBeUndefined();
    story.say('mara', summer('2027-07-11 10:00'), '/approve');
    story.step(summer('2027-07-11 10:01'));
    expect(story.state.resolved).toEqual({ at: summer('2027-07-11 10:00') });
  });

  it('past its own deadline is told to top management weekly until it is resolved', () => {
    const story = new Story(organisation(), raised, { grade: 'major' });
    expect(story.state.clocks.resolve.date).toBe('2027-05-06');
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'), '2027-05-01');
    const past = () => story.notices().filter((n) => n.to === 'elena' && n.subject.startsWith('Past its deadline'));
    const at = (days: number) => new Date(Date.parse(endOf('2027-05-06').at) + days * 86_400_000).toISOString();
    story.actions = [task({ readAt: at(0) })];
    story.step(at(0));
    expect(story.state.grade).toBe('major');
    expect(past()).toHaveLength(1);
    story.step(at(6));
    expect(past()).toHaveLength(1);
    story.step(at(7));
    expect(past()).toMatchObject([{ digest: false }, { digest: true }]);
    const week = past()[1]?.chase;
    expect(week && isMoot(week, story.state)).toBe(false);
    story.actions = [task({ stage: 'submitted', stood: [{ from: at(8) }], readAt: at(8) })];
    story.step(at(8));
    expect(week && isMoot(week, story.state)).toBe(true);
    story.step(at(15));
    expect(past()).toHaveLength(2);
    expect(story.of('overdue')).toHaveLength(1);
  });
});
