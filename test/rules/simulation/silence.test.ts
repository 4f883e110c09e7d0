import { describe, expect, it } from '@jest/globals';
import type { Life } from '../../../rules/simulation/life.ts';
import { nothingOverdueInSilence } from '../../../rules/simulation/silence.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { organisation } from '../task/people.ts';
import { at, endOf, terms } from '../task/terms.ts';

const org = organisation();
const until = at('05-10 10:00');
const handedIn = { by: 'sam', at: at('04-10 10:00'), items: [], implementers: ['sam'] };
const DUE = at('04-16 09:00');

/** A task on a ladder that has one rung, on the day it is due. */
function judged(parts: Partial<TaskState>) {
  const due = { id: 'due', from: 'due' as const, after: { unit: 'days' as const, n: 3 }, to: ['assignee' as const] };
  const of = terms({ ladder: { ...terms().ladder, rungs: [due] } });
  const task = {
    terms: of,
    due: endOf('04-16'),
    extended: [],
    rungs: [],
    rejections: [],
    stage: 'open',
    thread: {},
    ...parts,
  };
  return nothingOverdueInSilence({ org, until, events: [], found: [], tasks: [task] } as unknown as Life);
}

describe('what is overdue', () => {
  it('was chased along its ladder, each rung in its time', () => {
    expect(judged({}).detail).toMatch(/rung due of .* never went out$/);
    const [told] = /2027-04-19T\S+/.exec(judged({}).detail) ?? [];
    expect(judged({ rungs: [{ id: 'due', at: told ?? '', to: ['sam'] }] }).ok).toBe(true);
    expect(judged({ rungs: [{ id: 'due', at: at('04-21 10:00'), to: ['sam'] }] }).detail).toContain('went out at');
  });

  it('is no longer chased once it is handed in, and is again once it was sent back', () => {
    const submission = handedIn;
    expect(judged({ stage: 'submitted', submission }).ok).toBe(true);
    const rejections = [{ by: 'mara', at: at('04-11 10:00'), reason: { text: 'x' } }];
    expect(judged({ submission, rejections }).detail).toMatch(/rung due of .* never went out$/);
    expect(judged({ submission, rejections: [{ by: 'mara', at: DUE, reason: { text: 'x' } }] }).ok).toBe(false);
  });
});
