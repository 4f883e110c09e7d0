import { describe, expect, it } from '@jest/globals';
import type { ActionOutcome } from '../../../rules/nonconformity/outcome.ts';
import { found } from './body-story.ts';
import { summer } from './fixture.ts';
import { planned, type Story, task } from './story.ts';

const handedIn = summer('2027-04-20 10:00');
const done: Partial<ActionOutcome> = { stage: 'ended', verdict: 'verified', implementers: ['sam'] };
const again = { by: 'mara', at: summer('2027-06-27 10:00') };
const redone = task({
  ...done,
  verified: again,
  stood: [{ from: handedIn, until: summer('2027-06-25 10:00') }, { from: summer('2027-06-26 10:00') }],
  readAt: again.at,
});

function review(slot: string, verdict: 'effective' | 'ineffective', at: string, round = 1) {
  const judged = { verdict, by: 'jonas', at: summer(at), text: { text: 'looked at two samples' } };
  const opens = summer(`${at.slice(0, 10)} 00:00`);
  return task({ key: slot, slot, round, opens, stage: 'ended', verdict, judged });
}

/** Found effective while the body's letter was waited for; then the action was rejected, done again, and found ineffective. */
function fellOnce(): Story {
  const story = found();
  planned(story, summer('2027-04-09 10:00'), summer('2027-04-10 10:00'), '2027-05-01');
  const verified = { by: 'mara', at: summer('2027-04-22 10:00') };
  story.actions = [task({ ...done, verified, stood: [{ from: handedIn }], readAt: verified.at })];
  story.step(summer('2027-04-22 10:05'));
  const first = review('r1-effectiveness', 'effective', '2027-06-22 10:00');
  story.actions = [...story.actions, first];
  story.step(summer('2027-06-22 10:05'));
  story.actions = [redone, first];
  story.step(summer('2027-06-27 10:05'));
  story.actions = [redone, first, review('r1-effectiveness-2', 'ineffective', '2027-08-27 10:00')];
  story.step(summer('2027-08-27 10:05'));
  return story;
}

describe('a major is proposed', () => {
  it('not by the first ineffective round, though an effective verdict fell before it', () => {
    const story = fellOnce();
    expect(story.state.verdicts.map((v) => v.verdict)).toEqual(['effective', 'ineffective']);
    expect([story.state.grade, story.state.round]).toEqual(['minor', 2]);
    expect(story.of('major-proposed')).toEqual([]);
  });

  it('by the second one, which is counted as such', () => {
    const story = fellOnce();
    story.say('priya', summer('2027-08-28 10:00'), '/cause no check');
    story.say('priya', summer('2027-08-28 10:00'), '/action @sam 2027-09-10 check it monthly');
    story.say('priya', summer('2027-08-28 10:00'), '/criterion none found');
    story.say('mara', summer('2027-08-28 11:00'), '/approve reviewer @jonas');
    const at = summer('2027-09-05 10:00');
    const second = { ...done, key: 't2', slot: 'r2-a1', round: 2, stood: [{ from: at }], verified: { by: 'mara', at } };
    story.actions = [...story.actions, task(second)];
    story.step(summer('2027-09-05 10:05'));
    story.actions = [...story.actions, review('r2-effectiveness', 'ineffective', '2027-11-10 10:00', 2)];
    story.step(summer('2027-11-10 10:05'));
    expect(story.of('major-proposed')).toHaveLength(1);
    expect(story.said().at(-1)).toContain('The fix was found ineffective twice.');
  });
});
