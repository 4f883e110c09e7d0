import { expect, it } from '@jest/globals';
import { waitingAtTask } from '../../activities/status/waiting.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { organisation } from '../rules/task/people.ts';
import { at, endOf, terms } from '../rules/task/terms.ts';

function waiting(parts: object) {
  const state = {
    terms: terms(),
    assignee: 'sam',
    stage: 'open',
    due: endOf('04-16'),
    thread: {},
    given: [],
    ...parts,
  };
  const task = { key: 'k7', state: state as unknown as TaskState } as Parameters<typeof waitingAtTask>[0];
  return waitingAtTask(task, organisation()).map(({ waitsFor, of, since }) => [waitsFor, of, since]);
}

it('an audit that somebody took over waits for whoever was asked', () => {
  const asked = { person: 'ken', of: ['mara'], at: at('04-10 10:00') };
  expect(waiting({ audit: { asked } })).toEqual([['auditor', ['mara'], at('04-10 10:00')]]);
  expect(waiting({})).toEqual([]);
});

it('what was handed in waits for whoever may verify now, not for whoever was asked', () => {
  const submission = { by: 'sam', at: at('04-14 10:00'), items: [], implementers: ['sam'] };
  const verification = { asked: ['priya'], due: endOf('04-21'), rungs: [] };
  const parts = { stage: 'submitted', submission, verification };
  expect(waiting(parts)).toEqual([['verification', ['mara'], at('04-14 10:00')]]);
});
