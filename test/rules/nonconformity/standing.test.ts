import { describe, expect, it } from '@jest/globals';
import type { NewEvent } from '../../../rules/event.ts';
import { actionOutcome, type Standing } from '../../../rules/nonconformity/outcome.ts';
import { evolveTask } from '../../../rules/task/evolve.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { terms } from '../task/terms.ts';

type Happened = [day: string, kind: string, body?: NewEvent['body']];

const on = (day: string) => `2027-05-${day}T10:00:00.000Z`;
const handedIn = (day: string): Happened => [day, 'submitted', { submission: { at: on(day), by: 'sam', items: [] } }];
const asked = (day: string): Happened => [day, 'waiver-requested', { by: 'sam', reason: { text: 'gone' } }];
const rejected: NewEvent['body'] = { by: 'mara', reason: { text: 'no' } };

/** @returns when an action stood done, after what happened to its task on these days of May. */
function stood(...happened: Happened[]): Standing[] {
  const planned = { terms: terms(), assignee: 'sam' } as unknown as NewEvent['body'];
  const events = [['01', 'planned', planned] as Happened, ...happened];
  const state = events.reduce<TaskState | undefined>(
    (was, [day, kind, body = {}]) =>
      evolveTask(was, { stream: 'task/k7', actor: 'engine', at: on(day), kind, body: { ...body } }),
    undefined,
  );
  return actionOutcome(state as TaskState).stood;
}

const waived = (day: string): Happened[] => [
  [day, 'waiver-approved', { by: 'mara' }],
  [day, 'ended', { verdict: 'waived' }],
];
const takenUp = (day: string): Happened[] => [
  [day, 'revived', { by: 'mara', due: terms().due as unknown as string }],
  [day, 'rejected', rejected],
];

describe('an action stands done', () => {
  it('from its hand-in until that is rejected, and again from the next one', () => {
    expect(stood(handedIn('03'), ['04', 'rejected', rejected], handedIn('06'))).toEqual([
      { from: on('03'), until: on('04') },
      { from: on('06') },
    ]);
  });

  it('from its waiver on', () => {
    expect(stood(asked('02'), ...waived('03'))).toEqual([{ from: on('03') }]);
  });

  it('from a hand-in that was not rejected before it was waived', () => {
    expect(stood(handedIn('03'), asked('04'), ...waived('05'))).toEqual([{ from: on('03') }]);
  });

  it('until a waiver is rejected, and not once more from a hand-in that had been rejected before', () => {
    const days = [handedIn('03'), ['04', 'rejected', rejected] as Happened, asked('05'), ...waived('06')];
    expect(stood(...days, ...takenUp('20'))).toEqual([
      { from: on('03'), until: on('04') },
      { from: on('06'), until: on('20') },
    ]);
  });

  it('until a verified hand-in is rejected', () => {
    const days: Happened[] = [
      handedIn('03'),
      ['04', 'accepted', { by: 'mara' }],
      ['04', 'ended', { verdict: 'verified' }],
    ];
    expect(stood(...days, ...takenUp('20'))).toEqual([{ from: on('03'), until: on('20') }]);
  });
});
