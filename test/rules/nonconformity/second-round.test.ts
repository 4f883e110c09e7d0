import { describe, expect, it } from '@jest/globals';
import { isMoot } from '../../../rules/moot.ts';
import { summer } from './fixture.ts';
import type { Story } from './story.ts';
import { done, review, verified } from './verified.ts';

describe('a second ineffective round', () => {
  function twice(regraded = false): Story {
    const story = verified();
    if (regraded) {
      story.say('mara', summer('2027-05-13 10:00'), '/regrade major because it spreads');
      story.say('mara', summer('2027-05-13 11:00'), '/approve reviewer @jonas');
    }
    story.actions = [done, review(1, 'ineffective', summer('2027-07-20 10:00'))];
    story.step(summer('2027-07-20 10:05'));
    story.say('priya', summer('2027-07-21 10:00'), '/cause no check');
    story.say('priya', summer('2027-07-21 10:00'), '/action @sam 2027-08-10 check it monthly');
    story.say('priya', summer('2027-07-21 10:00'), '/criterion none found');
    story.say('mara', summer('2027-07-21 11:00'), '/approve reviewer @jonas');
    const at = summer('2027-07-25 10:00');
    const again = { ...done, key: 't2', slot: 'r2-a1', round: 2, stood: [{ from: at }], verified: { by: 'mara', at } };
    story.actions.push(again, review(2, 'ineffective', summer('2027-10-01 10:00')));
    story.step(summer('2027-10-01 10:05'));
    return story;
  }

  it('proposes it again in the successor of a deleted ticket', () => {
    const story = twice();
    const [asked] = story.said().slice(-1);
    story.step(summer('2027-10-02 10:00'), { gone: 'deleted', asOf: summer('2027-10-02 10:00') });
    expect(story.said().slice(-2)).toEqual([expect.stringMatching(/^This replaces /), asked]);
  });

  it('proposes a major to the lead, and stays minor until the lead accepts', () => {
    const story = twice();
    expect(story.state.round).toBe(3);
    expect(story.state.grade).toBe('minor');
    expect(story.said().at(-1)).toBe(
      '@mara The fix was found ineffective twice. Should this be a major? /accept or /reject because ….',
    );
    story.say('priya', summer('2027-10-02 10:00'), '/accept');
    story.say('mara', summer('2027-10-02 11:00'), '/accept');
    story.step(summer('2027-10-02 11:05'));
    expect(story.of('graded')).toMatchObject([
      { at: summer('2027-10-02 11:00'), body: { rule: 'nc.ineffective.twice', by: 'mara' } },
    ]);
    expect(story.state.clocks.resolve).toEqual({ at: '2027-11-01T23:00:00.000Z', date: '2027-11-01' });
  });

  it('stands in the lead’s digest once it waited for two weeks, each week anew, until it is decided', () => {
    const story = twice();
    const reminders = () => story.notices().filter((n) => n.subject.startsWith('To decide: NC-'));
    story.step(summer('2027-10-15 09:59'));
    expect(reminders()).toEqual([]);
    story.step(summer('2027-10-15 10:00'));
    story.step(summer('2027-10-22 10:00'));
    expect(reminders()).toMatchObject([
      { to: 'mara', digest: true },
      { to: 'mara', digest: true },
    ]);
    const { chase } = reminders()[0] ?? {};
    expect(chase?.line).toBe(
      'NC-2027-014 (leavers kept VPN access): the fix was found ineffective twice; whether it is a major waits for your /accept or /reject because … since 1 October.',
    );
    expect(chase && isMoot(chase, story.state)).toBe(false);
    story.say('mara', summer('2027-10-23 10:00'), '/reject because the cause is known now');
    story.step(summer('2027-11-05 10:00'));
    expect([reminders().length, chase && isMoot(chase, story.state)]).toEqual([2, true]);
  });

  it('rejected, is proposed again by the third, and says how often it was', () => {
    const story = twice();
    story.say('mara', summer('2027-10-02 10:00'), '/reject because the cause is known now');
    story.say('priya', summer('2027-10-03 10:00'), '/cause nobody looked');
    story.say('priya', summer('2027-10-03 10:00'), '/action @sam 2027-10-20 look each week');
    story.say('priya', summer('2027-10-03 10:00'), '/criterion none found');
    story.say('mara', summer('2027-10-03 11:00'), '/approve reviewer @jonas');
    const at = summer('2027-10-10 10:00');
    const third = { ...done, key: 't3', slot: 'r3-a1', round: 3, stood: [{ from: at }], verified: { by: 'mara', at } };
    story.actions.push(third, review(3, 'ineffective', summer('2027-12-15 10:00')));
    story.step(summer('2027-12-15 10:05'));
    expect(story.said().at(-1)).toContain('The fix was found ineffective 3 times.');
    story.say('mara', summer('2027-12-16 10:00'), '/accept');
    story.step(summer('2027-12-16 10:05'));
    expect(story.said().join()).toContain('Its fix was found ineffective 3 times, and Mara Lindt accepted');
  });

  it('of a major proposes nothing', () => {
    const story = twice(true);
    expect(story.state.grade).toBe('major');
    expect(story.of('judged')).toHaveLength(2);
    expect(story.of('major-proposed')).toHaveLength(0);
  });

  it('rejected with a reason, is recorded and asked no more', () => {
    const story = twice();
    story.say('mara', summer('2027-10-02 10:00'), '/reject');
    story.say('mara', summer('2027-10-02 11:00'), '/reject because the cause is known now');
    story.say('mara', summer('2027-10-02 12:00'), '/accept');
    story.step(summer('2027-10-02 12:05'));
    expect(story.of('proposal-rejected')).toMatchObject([
      { body: { by: 'mara', reason: { text: 'the cause is known now' } } },
    ]);
    expect(story.state.grade).toBe('minor');
  });
});
