import { describe, expect, it } from '@jest/globals';
import { externalStatus } from '../../../rules/nonconformity/external.ts';
import type { Finding } from '../../../rules/nonconformity/finding.ts';
import type { ActionOutcome } from '../../../rules/nonconformity/outcome.ts';
import { stageOf } from '../../../rules/nonconformity/state.ts';
import { block, effective, entered, found, letter, org, write } from './body-story.ts';
import { endOf, summer } from './fixture.ts';
import { Story } from './story.ts';

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
    ['on a day that does not exist', 'mara', '/sent 2027-02-31', /2027-02-31 does not exist/, [letter]],
    ['in a month that does not exist', 'mara', '/sent 2027-13-40', /2027-13-40 does not exist/, [letter]],
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
    expect(block(story)).toContain('✓ Effectiveness review: effective (Jonas Weber, 20 Jul)');
    const told = story.notices().length;
    story.step(summer('2028-07-20 10:05'));
    expect([story.state.overdue, story.state.grade, story.notices().length]).toEqual([undefined, 'major', told]);
    write(story, 'mara', '2028-07-21 10:00', '/validated 2028-07-18');
    expect(story.state.closed).toEqual({ at: summer('2028-07-21 10:00') });
    expect(story.kinds().filter((k) => k === 'judged')).toHaveLength(1);
  });

  it('not while an action is open that was rejected after the fix had been found effective', () => {
    const story = found({ external: { body: 'TÜV Example', stage: '2', resolveBy: '2027-12-31' } });
    effective(story);
    const [done, review] = story.actions;
    const rejected = summer('2027-07-21 10:00');
    const [{ from } = { from: rejected }] = done?.stood ?? [];
    const { verified: _, verdict: __, ...undone } = done as ActionOutcome;
    story.actions = [
      { ...undone, stage: 'open', stood: [{ from, until: rejected }], readAt: rejected },
      review as ActionOutcome,
    ];
    write(story, 'mara', '2027-07-22 10:00', '/sent 2027-07-21');
    write(story, 'mara', '2027-07-25 10:00', '/accepted-plan 2027-07-25');
    expect([story.state.grade, story.state.closed]).toEqual(['minor', undefined]);
    expect(block(story)).not.toContain('waiting is not late');
    expect(stageOf(story.state)).toBe('implementation');
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
