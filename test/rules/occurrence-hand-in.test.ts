import { describe, expect, it } from '@jest/globals';
import { handInOf } from '../../rules/occurrence-hand-in.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { at } from './task/terms.ts';

const handedIn = (by: string, on: string, parts: Partial<TaskState> = {}) =>
  ({
    stage: 'ended',
    submission: { by, at: at(on), implementers: [by] },
    rejections: [],
    ...parts,
  }) as unknown as TaskState;
const verified = (by: string, on: string) => ({ verified: { by, at: at(on), self: false } });

const prepared = handedIn('mara', '04-06 09:00', verified('elena', '04-07 09:00'));
const rated = handedIn('sam', '04-08 09:00', verified('mara', '04-09 09:00'));
const toDo = { stage: 'open' } as TaskState;
const waived = { stage: 'ended', verdict: 'waived' } as TaskState;
const nothing = { by: [], verifiedBy: [] };

describe('an occurrence of several tasks', () => {
  it('is handed in and verified with the last of them', () => {
    expect(handInOf({ state: 'verified' }, [rated, prepared])).toEqual({
      at: at('04-08 09:00'),
      by: ['sam', 'mara'],
      verified: at('04-09 09:00'),
      verifiedBy: ['mara', 'elena'],
    });
  });

  it.each<[string, TaskState[]]>([
    ['some of it is to be done', [prepared, rated, toDo]],
    ['some of it was sent back', [prepared, handedIn('sam', '04-08 09:00', { stage: 'open' })]],
    ['nothing of it has begun', []],
  ])('has no day and nobody while %s', (_, work) => expect(handInOf({ state: 'open' }, work)).toEqual(nothing));

  it('is not verified while some of it waits for that', () => {
    const waiting = handedIn('mara', '04-12 09:00', { stage: 'submitted' });
    expect(handInOf({ state: 'open' }, [prepared, rated, waiting])).toEqual({
      at: at('04-12 09:00'),
      by: ['mara', 'sam', 'mara'],
      verifiedBy: [],
    });
  });

  it('does not wait for what was waived of it, and was not handed in where it was waived itself', () => {
    expect(handInOf({ state: 'verified' }, [prepared, waived])).toMatchObject({ at: at('04-06 09:00'), by: ['mara'] });
    expect(handInOf({ state: 'waived' }, [prepared, waived])).toEqual(nothing);
  });

  it('was not handed in by what was sent back, and waived instead of being done again', () => {
    const rejections = [{ by: 'mara', at: at('04-09 09:00'), reason: { text: 'x' }, handedIn: at('04-08 09:00') }];
    const sentBack = handedIn('sam', '04-08 09:00', { verdict: 'waived', rejections });
    expect(handInOf({ state: 'waived' }, [sentBack])).toEqual(nothing);
    expect(handInOf({ state: 'verified' }, [prepared, sentBack])).toMatchObject({
      at: at('04-06 09:00'),
      by: ['mara'],
    });
    const again = handedIn('ken', '04-10 09:00', { verdict: 'verified', rejections });
    expect(handInOf({ state: 'verified' }, [again])).toMatchObject({ at: at('04-10 09:00'), by: ['ken'] });
  });
});
