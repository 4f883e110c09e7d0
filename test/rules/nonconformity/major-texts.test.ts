import { describe, expect, it } from '@jest/globals';
import { majorNotice } from '../../../rules/wording/nonconformity/grade.ts';
import { found, write } from './body-story.ts';
import { endOf, organisation, quick, summer } from './fixture.ts';
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

/** What somebody is told in notices with such a subject. */
function heard({ effects }: Story, to: string, subject = 'now major'): string[] {
  return [...effects.values()].flatMap((e) =>
    e.kind === 'notice' && e.to === to && e.subject.includes(subject) ? e.lines : [],
  );
}

describe('the way back that top management is told', () => {
  const way = expect.stringContaining('you can take it back with /annul DATE because … in the ticket');

  it('stands where the word counts', () => {
    expect(heard(major(false), 'elena')).toContainEqual(way);
  });

  it('does not where they own it, also where somebody else does the steps', () => {
    const { state, org } = major(false);
    const ownedBy = (owner: string) => ({ ...state, terms: { ...state.terms, owner } });
    expect(majorNotice(ownedBy('priya'), org, 'elena', []).lines).toContainEqual(way);
    expect(majorNotice(ownedBy('elena'), org, 'elena', []).lines).not.toContainEqual(way);
  });

  it('does not where the certification body graded it: only its letter takes that back', () => {
    const story = found();
    write(story, 'mara', '2027-05-20 10:00', '/regrade major 2027-05-18 because it is wider than thought');
    expect(heard(story, 'elena')).not.toEqual([]);
    expect(heard(story, 'elena')).not.toContainEqual(way);
  });
});

describe('the next word that is announced', () => {
  const next = (story: Story, to: string, subject?: string) =>
    heard(story, to, subject).filter((line) => line.startsWith('Next word from us: '));

  it('is the first rung that goes to them', () => {
    const story = major(false);
    const said = (text: string) => [`Next word from us: ${text}.`];
    expect(next(story, 'elena')).toEqual(said('should its plan be 10 days late, or it pass 5 August'));
    expect(next(story, 'mara')).toEqual(said('should its plan or its resolution be 3 days late'));
    const open = 'should its plan still be open when it is due, 13 July, or its resolution, 5 August';
    expect(next(story, 'dana')).toEqual(said(open));
  });

  it('comes', () => {
    const story = major(false);
    const chases = (to: string) => heard(story, to, ': plan of ').length;
    story.step(summer('2027-07-12 10:00'));
    expect(chases('dana')).toBe(0);
    story.step(summer('2027-07-13 10:00'));
    expect(chases('dana')).toBeGreaterThan(0);
    story.step(summer('2027-07-16 10:00'));
    expect(chases('elena')).toBe(0);
    story.step(summer('2027-07-23 10:00'));
    expect(chases('elena')).toBeGreaterThan(0);
    story.step(endOf('2027-08-05').at);
    const weekly = next(story, 'elena', 'Past its deadline');
    expect(weekly).toEqual(['Next word from us: in a week, unless it is resolved by then.']);
  });

  it('is the deadline alone where no rung leads to top management, and none for whom nothing is sent', () => {
    const story = new Story(quick(), '2026-11-22T08:41:20.000Z');
    story.step('2026-11-22T08:42:51.000Z');
    expect(next(story, 'elena')).toEqual([expect.stringMatching(/^Next word from us: should it pass .*09:43:50\.$/)]);
    expect(heard(story, 'dana')).not.toEqual([]);
    expect(next(story, 'dana')).toEqual([]);
  });
});
