import { describe, expect, it } from '@jest/globals';
import { endOf, organisation, summer } from './fixture.ts';
import { planned, Story, task } from './story.ts';

const raised = summer('2027-04-06 09:00');
const deadline = endOf('2027-07-05').at;

/** Turned major at its deadline. */
function major(isPlanned: boolean, org = organisation()): Story {
  const story = new Story(org, raised);
  if (isPlanned) {
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    story.step(summer('2027-04-07 10:05'));
    story.actions = [task({ readAt: deadline })];
  }
  story.step(deadline);
  return story;
}

describe('what is said of a nonconformity that turned major', () => {
  it('asks for a fresh agreement where there was one', () => {
    const anew = 'The plan needs a fresh /approve; actions go on.';
    expect(major(true).said().at(-1)).toContain(`resolved by 5 August. Open: #233. ${anew} Goes to: `);
    expect(major(false).said().at(-1)).toContain('resolved by 5 August. Goes to: ');
  });

  it('says who hears of it weekly past its deadline, and who was told', () => {
    const roles = { lead: ['mara'], top: ['elena', 'jonas'] };
    const { effects } = major(true, organisation({ roles }));
    const told = (to: string) =>
      [...effects.values()].flatMap((e) =>
        e.kind === 'notice' && e.to === to && e.subject.includes('now major') ? e.lines : [],
      );
    expect(told('elena')).toContainEqual(expect.stringContaining('at risk, and you hear of it weekly'));
    expect(told('dana')).toContainEqual(expect.stringContaining('at risk, and top management hears of it weekly'));
    expect(told('dana')).toContain('Priya Nair owns it; Elena Costa and Jonas Weber were told.');
  });
});
