import { organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

export const raised = summer('2027-04-06 09:00');
export const handedIn = summer('2027-05-10 10:00');
export const verifiedAt = summer('2027-05-12 10:00');
export const done = task({
  stage: 'ended',
  verdict: 'verified',
  stood: [{ from: handedIn }],
  verified: { by: 'mara', at: verifiedAt },
  implementers: ['sam'],
  readAt: verifiedAt,
});
export const opens = summer('2027-07-11 00:00');

/** A minor of 6 April whose one action is verified. */
export function verified(): Story {
  const story = new Story(organisation(), raised);
  planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
  story.actions = [done];
  story.step(summer('2027-05-12 10:05'));
  return story;
}

/** @param time how manieth review of the round it is. */
export function review(round: number, verdict: 'effective' | 'ineffective', at: string, time = 1) {
  const judged = { verdict, by: 'jonas', at, text: { text: 'two more leavers had access' } };
  return task({
    key: `e${round}`,
    slot: `r${round}-effectiveness${time > 1 ? `-${time}` : ''}`,
    round,
    stage: 'ended',
    verdict,
    endedAt: at,
    judged,
    assignee: 'jonas',
  });
}
