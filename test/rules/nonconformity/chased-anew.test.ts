import { describe, expect, it } from '@jest/globals';
import { found, write } from './body-story.ts';
import { summer } from './fixture.ts';
import type { Story } from './story.ts';

const at = (text: string) => summer(`2027-${text}`);
const rungs = (story: Story) => story.of('chased').map((e) => [e.body.of, e.body.rung, e.body.to]);

/** How every chase that went out did: by comment, or to whom. */
const sent = (story: Story) =>
  [...story.effects.values()]
    .filter((e) => e.key.includes(':chase:'))
    .map((e) => (e.kind === 'notice' ? e.to : e.kind));

/** Major by our own grade, its plan chased to the top of the ladder; then the certification body grades it so, too. */
function dated(dates: string): { story: Story; before: ReturnType<typeof rungs>; out: ReturnType<typeof sent> } {
  const story = found();
  write(story, 'mara', '2027-04-10 10:00', '/regrade major because nobody looks');
  for (const day of ['04-14', '04-19', '04-20', '04-27']) story.step(at(`${day} 10:00`));
  const [before, out] = [rungs(story), sent(story)];
  write(story, 'mara', '2027-04-30 10:00', `/regrade major 2027-04-29 ${dates} because it is wide`);
  return { story, before, out };
}

describe('a chase whose dates the certification body replaced', () => {
  it('begins anew along them, and goes out again', () => {
    const { story, before, out } = dated('plan-by 2027-05-20 resolve-by 2027-06-30');
    expect(out).toEqual(['comment', 'priya', 'dana', 'comment', 'elena']);
    for (const day of ['05-17', '05-20', '05-24', '05-31']) story.step(at(`${day} 10:00`));
    expect(rungs(story)).toEqual([...before, ...before]);
    expect(sent(story)).toEqual([...out, ...out]);
  });

  it('does not go out a second time along a date that stays', () => {
    const { story, out } = dated('resolve-by 2027-06-30');
    story.step(at('05-03 10:00'));
    expect(sent(story)).toEqual(out);
  });
});
