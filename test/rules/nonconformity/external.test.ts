import { describe, expect, it } from '@jest/globals';
import { draftNonconformity } from '../../../rules/nonconformity/draft.ts';
import { externalStatus } from '../../../rules/nonconformity/external.ts';
import type { Finding } from '../../../rules/nonconformity/finding.ts';
import { stageOf } from '../../../rules/nonconformity/state.ts';
import { plain } from '../../../rules/plain.ts';
import { endOf, organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const org = organisation();
const entered = summer('2027-04-08 09:00');
const letter = { id: 'f1', name: 'letter.pdf', url: 'https://github.com/user-attachments/files/1/letter.pdf' };

/** Found by the body's auditor on 6 April, entered on the 8th by the lead. */
function found(changes: Partial<Finding> = {}): Story {
  const external = { body: 'TÜV Example', stage: '2' as const };
  const story = new Story(org, entered, { raisedOn: '2027-04-06', external, ...changes });
  story.letters = { [letter.url]: { blob: 'b'.repeat(64), size: 5 } };
  return story;
}

function concern(): Story {
  return found({ grade: 'concern', external: { body: 'TÜV Example', stage: '1' } });
}

function block({ state }: Story): string {
  return draftNonconformity(state, org, true)
    .block.map((part) => plain('items' in part ? part.items : [part.text]))
    .join('\n');
}

/** Ours is done: agreed, mended, verified, and found effective on 20 July. */
function effective(story: Story): void {
  planned(story, summer('2027-04-09 10:00'), summer('2027-04-10 10:00'), '2027-05-01');
  const stood = [{ from: summer('2027-04-20 10:00') }];
  const verified = { by: 'mara', at: summer('2027-04-22 10:00') };
  const done = task({ stage: 'ended', verdict: 'verified', stood, verified, implementers: ['sam'] });
  story.actions = [{ ...done, readAt: verified.at }];
  story.step(summer('2027-04-22 10:05'));
  const judged = { verdict: 'effective' as const, by: 'jonas', at: summer('2027-07-20 10:00'), text: { text: 'none' } };
  const review = { key: 'e1', slot: 'r1-effectiveness', stage: 'ended', verdict: 'effective', judged } as const;
  story.actions = [...story.actions, task(review)];
  story.step(summer('2027-07-20 10:05'));
}

function write(story: Story, who: string, when: string, text: string, attached = [letter]): string {
  const at = summer(when);
  const before = story.said().length;
  story.say(who, at, text, attached);
  story.step(at);
  return story.said().slice(before).join();
}

describe('a nonconformity of a certification body', () => {
  it('counts from the auditor’s date, and its own dates replace the profile’s', () => {
    expect(found().state.clocks).toEqual({ plan: endOf('2027-04-20'), resolve: endOf('2027-07-05') });
    const dated = { body: 'TÜV Example', stage: '2' as const, planBy: '2027-04-30', resolveBy: '2027-06-30' };
    expect(found({ external: dated }).state.clocks).toEqual({
      plan: endOf('2027-04-30'),
      resolve: endOf('2027-06-30'),
    });
    const early = { body: 'TÜV Example', stage: '2' as const, resolveBy: '2027-04-15' };
    expect(found({ external: early }).state.clocks).toEqual({
      plan: endOf('2027-04-15'),
      resolve: endOf('2027-04-15'),
    });
  });

  it.each<[string, Partial<Finding>, RegExp]>([
    ['a concern of one’s own', { grade: 'concern', external: undefined as never }, /only stage 1 of an external audit/],
    ['a concern of stage 2', { grade: 'concern' }, /only stage 1 of an external audit/],
    [
      'a concern with a date',
      { grade: 'concern', external: { body: 'B', stage: '1', resolveBy: '2027-07-01' } },
      /resolve-by: a concern has no dates until stage 2/,
    ],
    [
      'a date before the finding',
      { external: { body: 'B', stage: '2', planBy: '2027-04-06' } },
      /plan-by: found 2027-04-06; it must lie after 2027-04-06/,
    ],
    [
      'a plan after the resolution',
      { external: { body: 'B', stage: '2', planBy: '2027-07-02', resolveBy: '2027-07-01' } },
      /plan-by: found 2027-07-02, later than resolve-by 2027-07-01/,
    ],
  ])('is refused: %s', (_, changes, error) => {
    expect(() => found(changes)).toThrow(error);
  });

  it('shows both axes in its ticket', () => {
    const story = found();
    expect(block(story)).toContain('Found by TÜV Example at stage 2. Entered by Mara Lindt, 6 Apr.');
    expect(block(story)).toContain(
      'TÜV Example, stage 2 (minor): ○ plan sent · ○ plan accepted · ○ validated · ➜ /sent DATE, with the letter.',
    );
    write(story, 'mara', '2027-04-20 10:00', '/sent 2027-04-19');
    expect(block(story)).toContain('✓ plan sent 19 Apr · ○ plan accepted · ○ validated · ➜ /accepted-plan DATE');
    write(story, 'mara', '2027-05-04 10:00', '/accepted-plan 2027-05-03 https://letters.example.com/7', []);
    expect(block(story)).toContain(
      'TÜV Example, stage 2 (minor): ✓ plan sent 19 Apr · ✓ plan accepted 3 May (linked).',
    );
    expect(block(story)).toContain('grade: minor (auditor’s own: minor)');
  });

  it('keeps the letter that was attached, and knows one that was only linked', () => {
    const story = found();
    write(story, 'mara', '2027-04-20 10:00', '/sent 2027-04-19');
    write(story, 'mara', '2027-05-04 10:00', '/accepted-plan 2027-05-03 https://letters.example.com/7', []);
    expect(story.state.external?.letters).toEqual([
      {
        what: 'sent',
        on: '2027-04-19',
        by: 'mara',
        at: summer('2027-04-20 10:00'),
        letter: { name: { text: 'letter.pdf' }, url: letter.url, kept: 'b'.repeat(64) },
      },
      expect.objectContaining({
        what: 'accepted-plan',
        letter: { name: { text: 'https://letters.example.com/7' }, url: 'https://letters.example.com/7' },
      }),
    ]);
  });

  it.each([
    ['without a letter', 'mara', '/sent 2027-04-19', /needs the letter: attach it/, []],
    ['without a date', 'mara', '/sent', /needs the date of the letter/, [letter]],
    ['on a day that does not exist', 'mara', '/sent 2027-02-31', /needs the date of the letter/, [letter]],
    ['in a month that does not exist', 'mara', '/sent 2027-13-40', /needs the date of the letter/, [letter]],
    ['at an instant', 'mara', '/sent 2027-04-19T10:00:00Z', /needs the date of the letter/, [letter]],
    ['dated ahead', 'mara', '/sent 2027-04-21', /lies ahead/, [letter]],
    ['dated before the finding', 'mara', '/sent 2027-04-05', /lies before the finding/, [letter]],
    ['by the owner', 'priya', '/sent 2027-04-19', /Mara Lindt may use it/, [letter]],
    ['by top management', 'elena', '/validated 2027-04-19', /Mara Lindt may use it/, [letter]],
    ['before the plan was sent', 'mara', '/accepted-plan 2027-04-19', /has not been recorded as sent/, [letter]],
  ])('records nothing %s', (_, who, text, reply, attached) => {
    const story = found();
    expect(write(story, who, '2027-04-20 10:00', text, attached)).toMatch(reply);
    expect(story.state.external?.letters).toEqual([]);
  });

  it('takes a plan that is sent anew, and no second acceptance', () => {
    const story = found();
    write(story, 'mara', '2027-04-20 10:00', '/sent 2027-04-19');
    write(story, 'mara', '2027-04-28 10:00', '/sent 2027-04-27');
    write(story, 'mara', '2027-05-04 10:00', '/accepted-plan 2027-05-03');
    expect(write(story, 'mara', '2027-05-05 10:00', '/accepted-plan 2027-05-04')).toContain('was recorded already');
    expect(write(story, 'mara', '2027-05-06 10:00', '/sent 2027-05-05')).toContain(
      'the acceptance of the plan was recorded',
    );
    expect(story.state.external?.letters.map((l) => l.on)).toEqual(['2027-04-19', '2027-04-27', '2027-05-03']);
  });

  it('of one’s own has no such axis', () => {
    const story = new Story(org, entered);
    expect(write(story, 'mara', '2027-04-20 10:00', '/sent 2027-04-19')).toContain(
      'was not raised by a certification body',
    );
    expect(block(story)).toContain('grade: minor (raiser’s own: minor)');
  });
});

describe('its ticket closes when both axes end', () => {
  it('a minor’s with an accepted plan, once the fix was found effective', () => {
    const story = found();
    write(story, 'mara', '2027-04-12 10:00', '/sent 2027-04-12');
    write(story, 'mara', '2027-05-04 10:00', '/accepted-plan 2027-05-03');
    expect(story.state.closed).toBeUndefined();
    effective(story);
    expect(story.state.closed).toEqual({ at: summer('2027-07-20 10:00') });
  });

  it('a major’s only with validation, and waiting is never overdue', () => {
    const story = found({ grade: 'major' });
    write(story, 'mara', '2027-04-12 10:00', '/sent 2027-04-12');
    write(story, 'mara', '2027-05-04 10:00', '/accepted-plan 2027-05-03');
    effective(story);
    expect(story.state.closed).toBeUndefined();
    expect(stageOf(story.state)).toBe('external');
    expect(story.said().join()).toContain('This closes when TÜV Example is satisfied, too: /validated DATE');
    expect(block(story)).toContain('Next: TÜV Example; waiting is not late');
    const told = story.notices().length;
    story.step(summer('2028-07-20 10:05'));
    expect([story.state.overdue, story.state.grade, story.notices().length]).toEqual([undefined, 'major', told]);
    write(story, 'mara', '2028-07-21 10:00', '/validated 2028-07-18');
    expect(story.state.closed).toEqual({ at: summer('2028-07-21 10:00') });
    expect(story.kinds().filter((k) => k === 'judged')).toHaveLength(1);
  });

  it('closed by hand meanwhile, it is put back and says what is waited for', () => {
    const story = found({ grade: 'major' });
    effective(story);
    story.close('priya', summer('2027-07-21 10:00'));
    story.step(summer('2027-07-21 10:01'));
    expect(story.said().at(-1)).toContain('It waits for the certification body: /sent DATE.');
    expect(story.last?.effects.some((e) => e.kind === 'ensure' && e.reopen)).toBe(true);
  });

  it('an accepted plan does not end our own axis: a minor left past its deadline turns major, and then waits for validation of neither', () => {
    const story = found();
    write(story, 'mara', '2027-04-12 10:00', '/sent 2027-04-12');
    write(story, 'mara', '2027-05-04 10:00', '/accepted-plan 2027-05-03');
    story.step(summer('2027-07-06 08:00'));
    expect(story.state).toMatchObject({ grade: 'major', external: { grade: 'minor' } });
    expect(block(story)).toContain('grade: major (auditor’s own: minor)');
  });
});

describe('a concern of stage 1', () => {
  it('has no clock: nothing is due, chased, extended, or late', () => {
    const story = concern();
    story.step(summer('2029-04-06 09:00'));
    expect(story.state.grade).toBe('concern');
    expect(story.notices()).toEqual([]);
    expect(draftNonconformity(story.state, org, true)).toMatchObject({ labels: ['isms', 'isms/nc', 'isms/concern'] });
    expect(draftNonconformity(story.state, org, true)).not.toHaveProperty('due');
    expect(block(story)).not.toMatch(/9999|by Thu|by Fri/);
    expect(block(story)).toContain('No deadline before stage 2.');
    expect(write(story, 'priya', '2029-04-07 10:00', '/extend 2029-05-01 because of time')).toContain(
      'no deadline until stage 2',
    );
  });

  it('may be worked on and planned without dates in what is said', () => {
    const story = concern();
    planned(story, summer('2027-04-09 10:00'), summer('2027-04-10 10:00'), '2027-05-01');
    story.step(summer('2027-04-10 10:05'));
    expect(story.state.plan.agreed?.by).toBe('mara');
    expect(story.said().join()).not.toMatch(/9999|31 December|30 December/);
  });

  it('gets its clock from the body’s grade at stage 2, counted from that day', () => {
    const story = concern();
    const said = write(
      story,
      'mara',
      '2027-06-03 10:00',
      '/regrade minor 2027-06-01 because it was still so at stage 2',
    );
    expect(said).toContain('This nonconformity is now minor. TÜV Example graded it so on Tue 1 Jun 2027');
    expect(story.state.clocks).toEqual({ plan: endOf('2027-06-15'), resolve: endOf('2027-08-30') });
    expect(story.state.external).toMatchObject({
      grade: 'minor',
      grades: [{ grade: 'minor', on: '2027-06-01', by: 'mara' }],
    });
    expect(story.state.terms.ownGrade).toBe('concern');
    expect(block(story)).toContain('(auditor’s own: concern, then minor)');
  });

  it('graded major with the body’s dates has those, and everybody concerned is told', () => {
    const story = concern();
    write(
      story,
      'mara',
      '2027-06-03 10:00',
      '/regrade 2027-06-01 major plan-by 2027-06-10 resolve-by 2027-06-25 because …',
    );
    expect(story.state.grade).toBe('concern');
    write(
      story,
      'mara',
      '2027-06-03 11:00',
      '/regrade 2027-06-01 major plan-by 2027-06-10 resolve-by 2027-06-25 because no scope',
    );
    expect(story.state).toMatchObject({
      grade: 'major',
      clocks: { plan: endOf('2027-06-10'), resolve: endOf('2027-06-25') },
    });
    expect(story.said().join()).toContain('TÜV Example graded it: no scope');
    expect(story.notices().map((n) => n.to)).toContain('elena');
  });

  it('graded by a letter that came after its own deadline escalates when it is recorded', () => {
    const story = concern();
    write(story, 'mara', '2027-09-10 10:00', '/regrade minor 2027-06-01 because it was still so at stage 2');
    expect(story.state.grades.map((g) => [g.grade, g.rule, g.at])).toEqual([
      ['concern', 'raised', entered],
      ['minor', 'body', summer('2027-09-10 10:00')],
      ['major', 'nc.minor.entered-late', summer('2027-09-10 10:00')],
    ]);
  });

  it('is not graded without the letter, by the owner, nor to minor without a date', () => {
    const story = concern();
    expect(write(story, 'mara', '2027-06-03 10:00', '/regrade minor 2027-06-01 because of this', [])).toContain(
      'the letter',
    );
    expect(write(story, 'priya', '2027-06-03 11:00', '/regrade minor 2027-06-01 because of this')).toContain(
      'Mara Lindt',
    );
    expect(write(story, 'mara', '2027-06-03 12:00', '/regrade minor because of this')).toContain('graded at stage 2');
    const far = '/regrade minor 2027-06-01 resolve-by 2027-13-40 because of this';
    expect(write(story, 'mara', '2027-06-03 13:00', far)).toContain('resolve-by: found 2027-13-40, which is no day');
    const early = '/regrade minor 2027-06-01 resolve-by 2027-05-01 because of this';
    expect(write(story, 'mara', '2027-06-03 14:00', early)).toContain('it must lie after 2027-06-01');
    expect(story.state.grade).toBe('concern');
  });

  it('ends its axis by validation at stage 2', () => {
    const story = concern();
    write(story, 'mara', '2027-06-03 10:00', '/validated 2027-06-01');
    effective(story);
    expect(story.state.closed).toBeDefined();
  });
});

describe('the external auditor may regrade', () => {
  it('upward: ours follows, from that day, and its axis waits for validation', () => {
    const story = found();
    write(story, 'mara', '2027-04-20 10:00', '/sent 2027-04-19');
    write(story, 'mara', '2027-05-04 10:00', '/accepted-plan 2027-05-03');
    write(story, 'mara', '2027-05-20 10:00', '/regrade major 2027-05-18 because it is wider than thought');
    expect(story.state).toMatchObject({ grade: 'major', clocks: { resolve: endOf('2027-06-17') } });
    expect(story.state.grades.at(-1)).toMatchObject({ rule: 'body', by: 'mara' });
    effective(story);
    expect(story.state.closed).toBeUndefined();
  });

  it('downward: ours follows where the grade was the auditor’s, appended and not overwritten', () => {
    const story = found({ grade: 'major' });
    write(story, 'mara', '2027-04-20 10:00', '/regrade minor 2027-04-19 because the sample was wrong');
    expect(story.state.grades.map((g) => g.grade)).toEqual(['major', 'minor']);
    expect(story.state).toMatchObject({ grade: 'minor', clocks: { resolve: endOf('2027-07-18') } });
  });

  it('downward: what we raised ourselves stays until top management annuls it', () => {
    const story = found({ grade: 'major' });
    write(story, 'mara', '2027-04-20 10:00', '/regrade minor 2027-04-19 because the sample was wrong');
    story.step(summer('2027-07-19 08:00'));
    expect(story.state.grade).toBe('major');
    write(story, 'mara', '2027-07-20 10:00', '/regrade major 2027-07-19 because of this');
    const said = write(story, 'mara', '2027-07-22 10:00', '/regrade minor 2027-07-21 because of that');
    expect(said).toContain('Our own grade stays major, for we raised it ourselves; Elena Costa may take that back');
    expect(story.state).toMatchObject({ grade: 'major', external: { grade: 'minor' } });
  });

  it('to the same grade, to a concern, or on a nonconformity of our own changes nothing', () => {
    const story = found();
    expect(write(story, 'mara', '2027-04-20 10:00', '/regrade minor 2027-04-19 because')).toContain(
      'grades it minor already',
    );
    expect(write(story, 'mara', '2027-04-21 10:00', '/regrade concern 2027-04-19 because')).toContain(
      'needs the grade',
    );
    const own = new Story(org, entered);
    write(own, 'mara', '2027-04-20 10:00', '/regrade major because since 2027-04-01 nobody looks');
    expect(own.state.grades.at(-1)).toMatchObject({
      rule: 'regrade',
      because: { text: 'since 2027-04-01 nobody looks' },
    });
  });
});

it('the auditor’s grade waits for a verdict on a deadline that passed', () => {
  const story = found();
  planned(story, summer('2027-04-09 10:00'), summer('2027-04-10 10:00'), '2027-05-01');
  story.step(summer('2027-04-10 10:05'));
  story.actions = [task({ readAt: summer('2027-07-05 10:00') })];
  const said = write(story, 'mara', '2027-07-06 10:00', '/regrade major 2027-07-05 because it is wide');
  expect(said).toContain('its grade is decided as soon as its tickets have been read');
  expect(story.state).toMatchObject({ grade: 'minor', external: { grade: 'minor' } });
});

describe('the body’s own date', () => {
  const external = { body: 'TÜV Example', stage: '2' as const, resolveBy: '2027-06-30' };

  it('is moved by its letter and top management only', () => {
    const story = found({ external });
    expect(write(story, 'priya', '2027-06-01 10:00', '/extend 2027-07-15 because of holidays', [])).toContain(
      'needs its letter',
    );
    write(story, 'priya', '2027-06-01 11:00', '/extend 2027-07-15 because of holidays');
    expect(write(story, 'mara', '2027-06-02 10:00', '/approve extension', [])).toContain('Elena Costa may');
    write(story, 'elena', '2027-06-03 10:00', '/approve extension', []);
    expect(story.state.clocks.resolve).toEqual(endOf('2027-07-15'));
  });

  it('is not the profile’s: without one the lead extends', () => {
    const story = found();
    write(story, 'priya', '2027-06-01 10:00', '/extend 2027-07-15 because of holidays', []);
    write(story, 'mara', '2027-06-02 10:00', '/approve extension', []);
    expect(story.state.clocks.resolve).toEqual(endOf('2027-07-15'));
  });
});

it('an axis is as far as its last letter', () => {
  const letters = [
    {
      what: 'validated' as const,
      on: '2027-05-03',
      by: 'mara',
      at: entered,
      letter: { name: { text: 'l' }, url: 'u' },
    },
  ];
  expect(externalStatus({ grade: 'minor', letters: [], grades: [] })).toBe('entered');
  expect(externalStatus({ grade: 'minor', letters, grades: [] })).toBe('validated');
});
