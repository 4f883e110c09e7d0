import { describe, expect, it } from '@jest/globals';
import { organisation, summer } from './fixture.ts';
import { Story } from './story.ts';

const said =
  'The due date is 5 July; it was changed here by hand and has been put back. To move it: /extend DATE because ….';

function edited(due: string | null, written: string | undefined = '2027-07-05'): Story {
  const story = new Story(organisation(), summer('2027-04-06 09:00'));
  story.due = due;
  story.writtenDue = written;
  return story;
}

function writes(story: Story): number {
  return [...story.effects.values()].filter((e) => e.kind === 'ensure').length;
}

describe('the due date of a nonconformity, edited by hand', () => {
  it('is put back at most once a day, and commented on once a week', () => {
    const story = edited('2027-09-30');
    for (const day of ['07 10:00', '07 15:00', '08 10:00', '13 10:00']) story.step(summer(`2027-04-${day}`));
    expect(story.of('re-dated').map((e) => e.at)).toEqual(
      ['07 10:00', '08 10:00', '13 10:00'].map((day) => summer(`2027-04-${day}`)),
    );
    expect(writes(story)).toBe(3);
    expect(story.said()).toEqual([said]);
    story.step(summer('2027-04-14 10:00'));
    expect(story.said().filter((s) => s === said)).toHaveLength(2);
  });

  it('is not said to be movable once its extension is used up', () => {
    const fixed = said.replace(/ To move it.*/, ' Nobody can ask for a later one here.');
    const moved = edited('2027-09-30');
    moved.say('priya', summer('2027-04-07 09:00'), '/extend 2027-08-02 because of holidays');
    moved.say('mara', summer('2027-04-07 09:30'), '/approve');
    moved.writtenDue = '2027-08-02';
    moved.step(summer('2027-04-07 10:00'));
    expect(moved.said().at(-1)).toBe(fixed.replace('5 July', '2 August'));
  });

  it('is put back where it was cleared', () => {
    const story = edited(null);
    story.step(summer('2027-04-07 10:00'));
    expect(story.of('re-dated')).toMatchObject([{ body: { found: 'none' } }]);
    expect(writes(story)).toBe(1);
    expect(story.said()).toEqual([said]);
  });

  it('is nobody’s edit where it stands as written, or where nothing says what was written', () => {
    const known = [edited('2027-07-05'), edited('2027-07-05', '2027-06-01'), edited('2027-06-01', '2027-06-01')];
    for (const story of [...known, edited('2027-09-30', '')]) {
      story.step(summer('2027-04-07 10:00'));
      expect(story.of('re-dated')).toEqual([]);
    }
  });
});
