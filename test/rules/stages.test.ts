import { describe, expect, it } from '@jest/globals';
import type { OccurrenceOutcome } from '../../rules/occurrence-state.ts';
import type { DutyKind } from '../../rules/programme.ts';
import { occurrenceOutcome, tasksOfStage } from '../../rules/stages.ts';
import type { TaskState, Verdict } from '../../rules/task/state.ts';

const task = (slot: string, verdict: Verdict, partOf?: string) =>
  ({ terms: { slot, ...(partOf && { partOf }) }, verdict }) as unknown as TaskState;

type Case = [string, DutyKind, TaskState[], OccurrenceOutcome];

describe('how an occurrence ended', () => {
  it.each<Case>([
    ['nothing had to be done', 'review', [], 'recorded'],
    ['its one task was waived', 'review', [task('task', 'waived')], 'waived'],
    ['all of it was waived', 'risk-treatment', [task('plan', 'waived'), task('residual', 'waived')], 'waived'],
    ['nobody checked it', 'internal-audit', [task('plan', 'recorded'), task('report', 'recorded')], 'recorded'],
    [
      'it was planned and never held',
      'internal-audit',
      [task('plan', 'verified'), task('fieldwork', 'waived')],
      'waived',
    ],
    [
      'it was held and never reported',
      'internal-audit',
      [task('plan', 'recorded'), task('fieldwork', 'recorded'), task('report', 'waived')],
      'waived',
    ],
    [
      'its report was waived, whenever that was drafted',
      'risk-assessment',
      [task('report', 'waived'), task('rate/sam', 'verified'), task('prepare', 'verified')],
      'waived',
    ],
    [
      'it was reported, though some of it was waived',
      'risk-assessment',
      [task('prepare', 'waived'), task('rate/sam', 'waived'), task('report', 'verified')],
      'verified',
    ],
    [
      'some of its last stage was done',
      'risk-assessment',
      [task('rate/sam', 'waived'), task('rate/mara', 'recorded')],
      'recorded',
    ],
    [
      'what is left was never accepted',
      'risk-treatment',
      [task('plan', 'recorded'), task('accept', 'waived')],
      'waived',
    ],
    ['it was decided', 'incident', [task('triage', 'decided'), task('respond', 'waived')], 'recorded'],
    [
      'it was responded to, though its lessons were waived',
      'incident',
      [task('respond', 'recorded'), task('triage', 'decided'), task('lessons', 'waived')],
      'recorded',
    ],
    [
      'it was measured, though what to do about it was waived',
      'measurement',
      [task('measure', 'recorded'), task('decide', 'waived')],
      'recorded',
    ],
    [
      'it was ready, though what the body found was not entered',
      'certification',
      [task('ready', 'recorded'), task('findings', 'waived')],
      'recorded',
    ],
    [
      'it was not carried out, whoever was told of it',
      'change',
      [task('triage', 'decided'), task('plan', 'waived'), task('notify/dpa', 'recorded')],
      'waived',
    ],
    [
      'it was handled, though nobody was told',
      'incident',
      [
        task('respond', 'recorded'),
        task('triage', 'decided'),
        task('notify/dpa', 'waived'),
        task('lessons', 'verified'),
      ],
      'verified',
    ],
    [
      'it was waived, whatever some did of it',
      'campaign',
      [task('ask', 'waived'), task('ask/sam', 'recorded', 'k')],
      'waived',
    ],
    [
      'it was left to itself, though a part was checked',
      'evidence-request',
      [task('task', 'recorded'), task('task/a', 'verified', 'k')],
      'recorded',
    ],
  ])('%s', (_, kind, tasks, outcome) => expect(occurrenceOutcome(kind, tasks)).toBe(outcome));

  it('a stage has the tasks of its name, and of its name and a slash', () => {
    const all = ['rate/sam', 'rate', 'rates', 'prepare'].map((slot) => task(slot, 'recorded'));
    expect(tasksOfStage('rate', all).map(({ terms }) => terms.slot)).toEqual(['rate/sam', 'rate']);
  });
});
