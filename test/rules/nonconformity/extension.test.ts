import { describe, expect, it } from '@jest/globals';
import { mayBeExtended } from '../../../rules/nonconformity/clock.ts';
import { endOf, organisation, summer } from './fixture.ts';
import { planned, Story } from './story.ts';

const raised = summer('2027-04-06 09:00');
const ask = '/extend 2027-07-30 because the HR system is replaced in July';

describe('the extension of a nonconformity', () => {
  it('asked and approved before the deadline, moves it; asking alone moves nothing', () => {
    const story = new Story(organisation(), raised);
    story.say('priya', summer('2027-07-01 10:00'), ask);
    story.step(summer('2027-07-01 10:01'));
    expect(story.state.clocks.resolve).toEqual(endOf('2027-07-05'));
    expect(story.said().at(-1)).toBe(
      '@mara Priya Nair asks for 30 July instead of 5 July: the HR system is replaced in July. ' +
        '/approve extension or /deny extension because … before 5 July ends; until then 5 July stands.',
    );
    story.say('mara', summer('2027-07-05 23:59'), '/approve');
    story.step(summer('2027-07-08 09:00'));
    expect(story.state.grade).toBe('minor');
    expect(story.state.clocks.resolve).toEqual(endOf('2027-07-30'));
    expect(story.said().at(-1)).toBe('Now to be resolved by 30 July, approved by Mara Lindt (1 of 1).');
  });

  it('is asked of the lead’s delegate too, whose delegation names extensions', () => {
    const asks = (power: 'extend' | 'waive') => {
      const people = organisation().programme.people.map((p) =>
        p.id === 'mara' ? { ...p, delegate: { to: 'jonas', powers: [power] } } : p,
      );
      const story = new Story(organisation({ people }), raised);
      story.say('priya', summer('2027-07-01 10:00'), ask);
      story.step(summer('2027-07-01 10:01'));
      return story.said().at(-1);
    };
    expect(asks('extend')).toMatch(/^@mara @jonas Priya Nair asks/);
    expect(asks('waive')).toMatch(/^@mara Priya Nair asks/);
  });

  it('pending at the deadline, lapses: it turns major, and a later approval moves nothing', () => {
    const story = new Story(organisation(), raised);
    story.say('priya', summer('2027-07-01 10:00'), ask);
    story.say('mara', endOf('2027-07-05').at, '/approve extension');
    story.step(summer('2027-07-06 09:00'));
    expect(story.state.grade).toBe('major');
    expect(story.of('extension-lapsed')).toMatchObject([{ at: endOf('2027-07-05').at }]);
    expect(story.state.extended).toEqual([]);
    expect(story.said().at(-1)).toContain('a request lapses when the deadline passes');
  });

  it('asked at the deadline, is a request of the major that it has become', () => {
    const story = new Story(organisation(), raised);
    story.say('priya', endOf('2027-07-05').at, ask.replace('07-30', '09-30'));
    story.step(summer('2027-07-06 09:00'));
    expect(story.state.extension?.to).toEqual(endOf('2027-09-30'));
    expect(story.state.grade).toBe('major');
  });

  it('is decided by the lead, never by whoever asked or owns it', () => {
    const story = new Story(organisation(), raised);
    story.say('mara', summer('2027-07-01 10:00'), ask);
    story.say('priya', summer('2027-07-01 11:00'), '/approve');
    story.say('mara', summer('2027-07-01 12:00'), '/approve');
    story.step(summer('2027-07-01 12:01'));
    expect(story.state.extension).toBeDefined();
    const refused = story.said().filter((s) => s.includes('Elena Costa may approve, and they were asked on 1 July.'));
    expect(refused).toHaveLength(2);
    story.say('elena', summer('2027-07-02 10:00'), '/approve');
    story.step(summer('2027-07-02 10:01'));
    expect(story.state.clocks.resolve).toEqual(endOf('2027-07-30'));
  });

  it('that waits two weeks for top management stands in its digest each week, until it is decided', () => {
    const story = new Story(organisation(), raised);
    const reminders = () => story.notices().filter((n) => n.subject.startsWith('To decide: NC-'));
    story.say('mara', summer('2027-06-01 10:00'), ask);
    expect(story.step(summer('2027-06-01 10:01')).wakeAt <= summer('2027-06-15 10:00')).toBe(true);
    story.step(summer('2027-06-15 09:59'));
    expect(reminders()).toEqual([]);
    story.step(summer('2027-06-15 10:00'));
    story.step(summer('2027-06-16 10:00'));
    expect(reminders()).toMatchObject([{ to: 'elena', digest: true }]);
    story.step(summer('2027-06-22 10:00'));
    expect(reminders()).toHaveLength(2);
    story.say('elena', summer('2027-06-23 10:00'), '/deny no interim control');
    story.step(summer('2027-06-30 10:00'));
    expect(reminders()).toHaveLength(2);
  });

  it('is not reminded of once everything is handed in', () => {
    const story = new Story(organisation(), raised);
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    story.comments = story.comments.filter((c) => !c.text.startsWith('/action'));
    story.say('priya', summer('2027-04-06 11:00'), '/no-action because the system is switched off in May');
    story.say('mara', summer('2027-04-06 12:00'), ask);
    story.say('mara', summer('2027-04-07 10:01'), '/approve plan reviewer @jonas');
    story.step(summer('2027-04-07 10:02'));
    expect(story.state).toMatchObject({ extension: { by: 'mara' }, resolved: {} });
    story.step(summer('2027-04-27 10:00'));
    expect(story.notices().filter((n) => n.subject.startsWith('To decide: NC-'))).toEqual([]);
  });

  it('denied, does not use up the one that a grade may have; given, it does', () => {
    const story = new Story(organisation(), raised);
    story.say('priya', summer('2027-06-01 10:00'), ask);
    story.say('mara', summer('2027-06-01 11:00'), '/deny no interim control');
    story.say('priya', summer('2027-06-02 10:00'), ask);
    story.say('mara', summer('2027-06-02 11:00'), '/approve');
    story.say('priya', summer('2027-06-03 10:00'), '/extend 2027-08-30 because of holidays');
    story.step(summer('2027-06-03 10:01'));
    expect(story.state.clocks.resolve).toEqual(endOf('2027-07-30'));
    expect(story.said()).toContain('Not extended: no interim control. Still to be resolved by 5 July.');
    expect(story.said().at(-1)).toContain('a minor may be extended once, and that is used up');
  });

  it('as a major it may be extended once more', () => {
    const story = new Story(organisation(), raised);
    story.say('priya', summer('2027-06-02 10:00'), ask);
    story.say('mara', summer('2027-06-02 11:00'), '/approve');
    story.step(endOf('2027-07-30').at);
    expect(story.state.grade).toBe('major');
    story.say('priya', summer('2027-08-02 10:00'), '/extend 2027-09-30 because of holidays');
    story.say('mara', summer('2027-08-02 11:00'), '/approve');
    story.step(summer('2027-08-02 11:01'));
    expect(story.state.clocks.resolve).toEqual(endOf('2027-09-30'));
  });

  it('may be asked for until it is resolved, or past its deadline as a major', () => {
    const story = new Story(organisation(), raised);
    story.step(summer('2027-06-02 10:00'));
    const { state } = story;
    expect(mayBeExtended(state)).toBe(true);
    expect(mayBeExtended({ ...state, resolved: { at: raised } })).toBe(false);
    expect(mayBeExtended({ ...state, overdue: { at: raised, noticed: raised } })).toBe(false);
    const given = { by: 'mara', at: raised, from: state.clocks.resolve, to: state.clocks.resolve };
    expect(mayBeExtended({ ...state, extended: [{ ...given, grade: 'minor' }] })).toBe(false);
    expect(mayBeExtended({ ...state, extended: [{ ...given, grade: 'major' }] })).toBe(true);
  });

  it('names no day that does not exist, and none before the deadline', () => {
    const story = new Story(organisation(), raised);
    story.say('priya', summer('2027-06-02 10:00'), '/extend 2027-09-31 because of holidays');
    story.say('priya', summer('2027-06-02 11:00'), '/extend 2027-07-05 because of holidays');
    story.step(summer('2027-06-02 11:01'));
    expect(story.state.extension).toBeUndefined();
    expect(story.said().join()).toMatch(
      /2027-09-31 does not exist; a date is written like .*must be later than 5 July/,
    );
  });

  it('approved after the deadline, moves nothing, though the ticket was read before it and its comments after', () => {
    const story = new Story(organisation(), raised);
    const deadline = Date.parse(endOf('2027-07-05').at);
    story.say('priya', summer('2027-07-01 10:00'), ask);
    const at = new Date(deadline + 1000).toISOString();
    story.say('mara', at, '/approve extension');
    story.step(at, { ...story.ticket(at), asOf: new Date(deadline - 2000).toISOString() });
    expect(story.state.extended).toEqual([]);
    expect(story.said().at(-1)).toContain('the request lapsed when the deadline passed');
  });

  it('asked by one lead, is not decided by another who owns it', () => {
    const story = new Story(organisation({ roles: { lead: ['mara', 'jonas'], top: ['elena'] } }), raised, {
      owner: 'mara',
    });
    story.assignees = ['mara'];
    story.say('jonas', summer('2027-07-01 10:00'), ask);
    story.say('mara', summer('2027-07-01 11:00'), '/approve');
    story.step(summer('2027-07-01 11:01'));
    expect(story.state.extended).toEqual([]);
    expect(story.said().at(-1)).toContain('Elena Costa may');
  });
});
