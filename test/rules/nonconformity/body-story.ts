import { draftNonconformity } from '../../../rules/nonconformity/draft.ts';
import type { Finding } from '../../../rules/nonconformity/finding.ts';
import { plain } from '../../../rules/plain.ts';
import { organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

export const org = organisation();
export const entered = summer('2027-04-08 09:00');
export const letter = { id: 'f1', name: 'letter.pdf', url: 'https://github.com/user-attachments/files/1/letter.pdf' };

/** Found by the body's auditor on 6 April, entered on the 8th by the lead. */
export function found(changes: Partial<Finding> = {}): Story {
  const external = { body: 'TÜV Example', stage: '2' as const };
  const story = new Story(org, entered, { raisedOn: '2027-04-06', external, ...changes });
  story.letters = { [letter.url]: { blob: 'b'.repeat(64), size: 5 } };
  return story;
}

export function concern(): Story {
  return found({ grade: 'concern', external: { body: 'TÜV Example', stage: '1' } });
}

export function block({ state }: Story): string {
  return draftNonconformity(state, org, true)
    .block.map((part) => plain('items' in part ? part.items : [part.text]))
    .join('\n');
}

/** Ours is done: agreed, mended, verified, and found effective on 20 July. */
export function effective(story: Story): void {
  planned(story, summer('2027-04-09 10:00'), summer('2027-04-10 10:00'), '2027-05-01');
  const stood = [{ from: summer('2027-04-20 10:00') }];
  const verified = { by: 'mara', at: summer('2027-04-22 10:00') };
  const done = task({ stage: 'ended', verdict: 'verified', stood, verified, implementers: ['sam'] });
  story.actions = [{ ...done, readAt: verified.at }];
  story.step(summer('2027-04-22 10:05'));
  const judged = { verdict: 'effective' as const, by: 'jonas', at: summer('2027-07-20 10:00'), text: { text: 'none' } };
  const opens = summer('2027-06-21 00:00');
  const review = { key: 'e1', slot: 'r1-effectiveness', opens, stage: 'ended', verdict: 'effective', judged } as const;
  story.actions = [...story.actions, task(review)];
  story.step(summer('2027-07-20 10:05'));
}

export function write(story: Story, who: string, when: string, text: string, attached = [letter]): string {
  const at = summer(when);
  const before = story.said().length;
  story.say(who, at, text, attached);
  story.step(at);
  return story.said().slice(before).join();
}
