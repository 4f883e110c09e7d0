import { expect, it } from '@jest/globals';
import { mayBeExtended } from '../../../rules/task/deadlines.ts';
import type { TaskState, TaskTerms } from '../../../rules/task/state.ts';
import { at, endOf, terms } from './terms.ts';

const given = { by: 'mara', at: at('04-14 10:00'), from: endOf('04-16'), to: endOf('04-20') };
const may = (parts: Partial<TaskState> = {}, of: Partial<TaskTerms> = {}) =>
  mayBeExtended({ terms: terms(of), extended: [], ...parts } as unknown as TaskState);

it('a later date may be asked for as often as the terms allow, where it is ours, and until it is missed', () => {
  const { ladder } = terms();
  expect([may(), may({ extended: [given] })]).toEqual([true, true]);
  expect(may({ extended: [given, given] })).toBe(false);
  expect(may({ missed: { at: at('05-01 00:00'), noticed: at('05-01 00:00') } } as Partial<TaskState>)).toBe(false);
  expect(may({}, { external: true })).toBe(false);
  expect(may({}, { ladder: { ...ladder, extensions: false } })).toBe(false);
});
