import { describe, expect, it } from '@jest/globals';
import { latenessIn } from '../../../rules/task/lateness.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import type { Deadline } from '../../../rules/time.ts';
import { organisation } from './people.ts';
import { at, endOf } from './terms.ts';

const org = organisation();
/** A later date that was approved. */
const given = (on: string, from: Deadline, to: Deadline) => ({ by: 'mara', at: at(on), from, to });
const lateIn = (parts: Partial<TaskState>, on: string) =>
  latenessIn({ due: endOf('04-16'), extended: [], ...parts } as unknown as TaskState, org, at(on));

describe('how late something is', () => {
  it('counts the days until each extension, and each once, though one gave a day that was over', () => {
    const first = given('04-20 10:00', endOf('04-16'), endOf('04-19'));
    const second = given('04-22 10:00', endOf('04-19'), endOf('04-25'));
    const parts = { due: endOf('04-25'), extended: [first, second] };
    expect(lateIn(parts, '04-25 10:00')).toBe(6);
    expect(lateIn(parts, '04-27 10:00')).toBe(8);
  });

  it('leaves out what was late before it was revived', () => {
    const extended = [given('04-20 10:00', endOf('04-16'), endOf('04-25'))];
    const revived = (on: string) => ({ due: endOf('04-25'), extended, revivals: [{ by: 'mara', at: at(on) }] });
    expect(lateIn(revived('04-19 10:00'), '04-27 10:00')).toBe(6);
    expect(lateIn(revived('04-21 10:00'), '04-27 10:00')).toBe(2);
  });

  it('counts in days what was due by the hour before, once it is due on a day', () => {
    const hour = { at: at('04-18 10:00') };
    const extended = [
      given('04-19 12:00', { at: at('04-17 10:00') }, hour),
      given('04-21 12:00', hour, endOf('04-30')),
    ];
    expect(lateIn({ due: endOf('04-30'), extended }, '04-28 10:00')).toBe(4);
  });

  it('is not less for an extension that came after the instant which is asked for', () => {
    const extended = [given('04-20 10:00', endOf('04-16'), endOf('04-18'))];
    expect(lateIn({ due: endOf('04-18'), extended }, '04-19 10:00')).toBe(4);
  });
});
