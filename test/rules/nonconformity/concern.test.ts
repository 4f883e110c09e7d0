import { describe, expect, it } from '@jest/globals';
import { draftNonconformity } from '../../../rules/nonconformity/draft.ts';
import { block, concern, effective, entered, org, write } from './body-story.ts';
import { endOf, summer } from './fixture.ts';
import { planned } from './story.ts';

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

  it('regraded by ourselves and annulled is a concern again, without a clock; the plan that was agreed stands', () => {
    const story = concern();
    planned(story, summer('2027-04-09 10:00'), summer('2027-04-10 10:00'), '2027-05-01');
    write(story, 'mara', '2027-04-20 10:00', '/regrade major because the whole site lacks it');
    expect(story.state).toMatchObject({ grade: 'major', clocks: { resolve: endOf('2027-05-20') } });
    expect(write(story, 'elena', '2027-04-20 11:00', '/help')).toContain('/annul because …: Elena Costa');
    const said = write(story, 'elena', '2027-04-21 10:00', '/annul 2027-09-01 because it was one room');
    expect(said).toContain(
      'This nonconformity is a concern again. Elena Costa annulled the change of grade: it was one room. It has no deadline before stage 2.',
    );
    expect(story.state.grades.map((g) => [g.grade, g.rule])).toEqual([
      ['concern', 'raised'],
      ['major', 'regrade'],
      ['concern', 'annul'],
    ]);
    expect(story.state.plan.agreed?.by).toBe('mara');
    expect(draftNonconformity(story.state, org, true)).toMatchObject({
      labels: ['isms', 'isms/nc', 'isms/concern'],
      due: null,
      grade: null,
    });
    story.step(summer('2028-04-21 10:00'));
    expect(story.state).toMatchObject({ grade: 'concern' });
    expect(write(story, 'elena', '2028-04-22 10:00', '/annul because once more')).toContain('no change of grade');
  });

  it('that stage 2 had graded minor is minor again after an annulment, by a new date', () => {
    const story = concern();
    write(story, 'mara', '2027-06-03 10:00', '/regrade minor 2027-06-01 because it was still so at stage 2');
    write(story, 'mara', '2027-06-10 10:00', '/regrade major because the whole site lacks it');
    expect(write(story, 'elena', '2027-06-11 10:00', '/annul because it was one room')).toContain('needs the new date');
    write(story, 'elena', '2027-06-11 11:00', '/annul 2027-09-01 because it was one room');
    expect(story.state).toMatchObject({ grade: 'minor', clocks: { resolve: endOf('2027-09-01') } });
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
