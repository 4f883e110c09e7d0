import { describe, expect, it } from '@jest/globals';
import { effective, entered, found, org, write } from './body-story.ts';
import { endOf, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

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
    write(story, 'elena', '2027-07-23 10:00', '/annul 2027-09-01 because the auditor sees it so');
    expect(story.state).toMatchObject({ grade: 'minor', external: { grade: 'minor' } });
  });

  it('upward: what the auditor graded major, top management cannot annul', () => {
    const story = found();
    write(story, 'mara', '2027-05-20 10:00', '/regrade major 2027-05-18 because it is wider than thought');
    const said = write(story, 'elena', '2027-05-21 10:00', '/annul 2027-09-01 because we see it otherwise');
    expect(said).toContain('the certification body grades it major, and only its letter takes that back');
    expect(story.state.grade).toBe('major');
    expect(write(story, 'elena', '2027-05-21 11:00', '/help')).not.toContain('/annul');
  });

  it('to what our own grade is already: its dates replace ours', () => {
    const story = found();
    story.step(summer('2027-07-06 10:00'));
    story.step(summer('2027-08-06 10:00'));
    expect(story.state).toMatchObject({ grade: 'major', clocks: { resolve: endOf('2027-08-05') } });
    expect(story.state.overdue).toBeDefined();
    const words = '/regrade major 2027-08-06 plan-by 2027-08-20 resolve-by 2027-09-30 because it is wide';
    expect(write(story, 'mara', '2027-08-06 11:00', words)).toBe(
      'TÜV Example grades it major, too, on Fri 6 Aug 2027: it is wide. Its dates hold now: plan by 20 August, resolved by 30 September.',
    );
    expect(story.state).toMatchObject({
      grade: 'major',
      clocks: { plan: endOf('2027-08-20'), resolve: endOf('2027-09-30') },
      external: { grade: 'major', resolveBy: '2027-09-30' },
    });
    expect(story.state.overdue).toBeUndefined();
    expect(story.state.grades.map((g) => g.grade)).toEqual(['minor', 'major']);
    story.step(summer('2027-10-01 10:00'));
    expect(story.state.overdue).toMatchObject({ at: endOf('2027-09-30').at });
  });

  it('to what our own grade is already, without dates: ours go on', () => {
    const story = found();
    story.step(summer('2027-07-06 10:00'));
    const { clocks } = story.state;
    expect(write(story, 'mara', '2027-07-07 11:00', '/regrade major 2027-07-07 because it is wide')).toBe('');
    expect(story.state).toMatchObject({ grade: 'major', clocks, external: { grade: 'major' } });
    story.step(summer('2027-08-06 10:00'));
    expect(story.state.overdue).toBeDefined();
  });

  it('after it was found effective: judged anew, for what was seen is not what is asked now', () => {
    const story = found();
    effective(story);
    write(story, 'mara', '2027-07-25 10:00', '/regrade major 2027-07-24 because it is wider than thought');
    write(story, 'mara', '2027-07-26 10:00', '/approve reviewer @jonas');
    expect(story.state.verified).toMatchObject({ opens: summer('2027-07-26 00:00') });
    expect(story.of('judged')).toHaveLength(1);
    expect(story.last?.stages.map((s) => s.terms.slot)).toEqual(['r1-a1', 'r1-effectiveness-2']);
    write(story, 'mara', '2027-07-27 10:00', '/validated 2027-07-27');
    expect(story.state.closed).toBeUndefined();
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
