import { describe, expect, it } from '@jest/globals';
import { occurrenceOutcome, tasksOfStage } from '../../rules/stages.ts';
import type { TaskState, Verdict } from '../../rules/task/state.ts';

const task = (slot: string, verdict: Verdict, partOf?: string) =>
  ({ terms: { slot, ...(partOf && { partOf }) }, verdict }) as unknown as TaskState;

describe('how an occurrence ended', () => {
  it.each<[string, TaskState[], string]>([
    ['nothing had to be done', [], 'recorded'],
    ['all of it was waived', [task('plan', 'waived'), task('act', 'waived')], 'waived'],
    ['some of it was done, and nobody checked that', [task('plan', 'recorded'), task('act', 'waived')], 'recorded'],
    ['some of it was checked', [task('plan', 'waived'), task('act', 'verified')], 'verified'],
    ['it was decided', [task('triage', 'decided'), task('respond', 'waived')], 'recorded'],
    ['it was waived, whatever some did of it', [task('ask', 'waived'), task('ask/sam', 'recorded', 'k')], 'waived'],
    [
      'it was left to itself, though a part was checked',
      [task('task', 'recorded'), task('task/a', 'verified', 'k')],
      'recorded',
    ],
  ])('%s', (_, tasks, outcome) => expect(occurrenceOutcome(tasks)).toBe(outcome));

  it('a stage has the tasks of its name, and of its name and a slash', () => {
    const all = ['rate/sam', 'rate', 'rates', 'prepare'].map((slot) => task(slot, 'recorded'));
    expect(tasksOfStage('rate', all).map(({ terms }) => terms.slot)).toEqual(['rate/sam', 'rate']);
  });
});
