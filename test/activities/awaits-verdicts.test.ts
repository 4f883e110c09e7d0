import { expect, it } from '@jest/globals';
import { lateTask } from '../../activities/status/late.ts';
import type { OpenTask } from '../../activities/status/line.ts';
import { organisation } from '../rules/task/people.ts';
import { at, endOf, terms } from '../rules/task/terms.ts';

const list = (parts: object) => {
  const dates = { due: endOf('04-16'), hardLimit: endOf('04-30') };
  const state = { terms: terms(), thread: {}, assignee: 'sam', stage: 'open', extended: [], ...dates, ...parts };
  return lateTask({ key: 'k7', state } as unknown as OpenTask, organisation(), at('05-01 10:00'));
};

it('a list past its limit is late, and tells that it waits for verdicts on its parts as long as it does', () => {
  const awaits = { deadline: endOf('04-30').at };
  expect(list({ awaits })).toMatchObject([{ lateBy: 15, awaitsVerdicts: true }]);
  expect(list({ awaits, hardLimit: endOf('05-07') })).not.toMatchObject([{ awaitsVerdicts: true }]);
  expect(list({ awaits, stage: 'submitted' })).toEqual([]);
});

it('days that were late when an extension was approved stay, as in the ticket', () => {
  const extended = [{ from: endOf('04-16'), to: endOf('04-23'), by: 'mara', at: at('04-19 10:00') }];
  expect(list({ due: endOf('04-23'), extended })).toMatchObject([{ lateBy: 3 + 8 }]);
});
