import { describe, expect, it } from '@jest/globals';
import { organisation, summer } from './fixture.ts';
import { Story } from './story.ts';

const on = (time: string) => summer(`2027-04-07 ${time}`);

/** Given to somebody in the tracker, who replaces whoever had it. */
function assign(story: Story, at: string, to: string): void {
  const [from = ''] = story.assignees;
  const by = { id: `u-${from}`, login: from };
  const id = `a${story.changes.length}`;
  story.changes.push({ id: `${id}-unassigned`, kind: 'unassigned', by, at, account: by });
  story.changes.push({ id: `${id}-assigned`, kind: 'assigned', by, at, account: { id: `u-${to}`, login: to } });
  story.assignees = [to];
}

describe.each([true, false])('a nonconformity that is handed on again and again, read in between: %s', (read) => {
  it('takes the steps of whoever had it when they wrote', () => {
    const story = new Story(organisation(), summer('2027-04-06 09:00'));
    const look = (time: string) => {
      if (read) story.step(on(time));
    };
    assign(story, on('10:00'), 'sam');
    look('10:01');
    story.say('sam', on('10:05'), '/correction both accounts disabled');
    look('10:06');
    assign(story, on('10:10'), 'jonas');
    look('10:11');
    story.say('sam', on('10:15'), '/extent two accounts, no sign-in after leaving');
    story.step(on('10:20'));
    story.step(on('10:30'));
    expect(story.state.steps).toMatchObject({ correction: { by: 'sam' } });
    expect(story.state.steps.extent).toBeUndefined();
    expect(story.of('reassigned').map((e) => [e.body.to, e.at])).toEqual([
      ['sam', on('10:00')],
      ['jonas', on('10:10')],
    ]);
  });
});

describe('what was handed on and read before', () => {
  it('is not followed again for a word that shows up later', () => {
    const story = new Story(organisation(), summer('2027-04-06 09:00'));
    assign(story, on('10:00'), 'sam');
    assign(story, on('10:10'), 'jonas');
    story.step(on('10:20'));
    story.readThrough = on('10:10');
    story.say('mara', on('10:05'), '/help');
    story.step(on('10:30'));
    expect(story.of('reassigned').map((e) => e.body.to)).toEqual(['sam', 'jonas']);
  });
});
