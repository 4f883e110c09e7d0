import { describe, expect, it } from '@jest/globals';
import { isMoot } from '../../rules/moot.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { evolveTask } from '../../rules/task/evolve.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { terms } from './task/terms.ts';

const NOW = '2027-04-16T09:00:00.000Z';
const LATER = { at: '2027-06-01T22:00:00.000Z' };
const planned = {
  stream: 'task/k7',
  kind: 'planned',
  actor: 'engine',
  at: NOW,
  body: { terms: terms(), assignee: 'sam' },
};
const task = (stage: TaskState['stage']) => ({ ...evolveTask(undefined, JSON.parse(JSON.stringify(planned))), stage });
const nonconformity = (parts: Partial<NonconformityState>) => ({ plan: {}, ...parts }) as NonconformityState;

describe('a chase', () => {
  it('for work is moot once it is handed in, or has ended', () => {
    expect((['open', 'submitted', 'ended'] as const).map((s) => isMoot({ asks: 'work' }, task(s)))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('for work is moot once it counts as missed, until it is brought back', () => {
    const missed = { at: '2027-05-01T22:00:00.000Z', noticed: '2027-05-01T22:05:00.000Z' };
    const revived = { by: 'mara', at: '2027-05-04T10:00:00.000Z' };
    expect(isMoot({ asks: 'work' }, { ...task('open'), missed })).toBe(true);
    expect(isMoot({ asks: 'work' }, { ...task('open'), missed, revivals: [revived] })).toBe(false);
    expect(isMoot({ asks: 'verification' }, { ...task('submitted'), missed })).toBe(false);
  });

  it('for a verification is moot once it is given, or the work is sent back', () => {
    const moot = (['open', 'submitted', 'ended'] as const).map((s) => isMoot({ asks: 'verification' }, task(s)));
    expect(moot).toEqual([true, false, true]);
  });

  it('for a request is moot once it is decided', () => {
    const request = { by: 'sam', at: NOW, reason: { text: 'x' } };
    expect(isMoot({ asks: 'waiver' }, { ...task('open'), waiver: request })).toBe(false);
    expect(isMoot({ asks: 'waiver' }, task('open'))).toBe(true);
    expect(isMoot({ asks: 'extension' }, { ...task('ended'), extension: { ...request, to: LATER } })).toBe(true);
  });

  it('for more time for a nonconformity is moot once that is decided', () => {
    const extension = { by: 'priya', at: NOW, reason: { text: 'x' }, to: LATER };
    expect(isMoot({ asks: 'extension' }, nonconformity({ extension }))).toBe(false);
    expect(isMoot({ asks: 'extension' }, nonconformity({}))).toBe(true);
  });

  it('for a plan is moot once it is agreed, for a resolution once it is reached', () => {
    const agreed = { plan: { agreed: { by: 'mara', at: NOW, reviewer: 'dana' } } } as Partial<NonconformityState>;
    expect(isMoot({ asks: 'plan' }, nonconformity({}))).toBe(false);
    expect(isMoot({ asks: 'plan' }, nonconformity(agreed))).toBe(true);
    expect(isMoot({ asks: 'resolution' }, nonconformity(agreed))).toBe(false);
    expect(isMoot({ asks: 'resolution' }, nonconformity({ resolved: { at: NOW } }))).toBe(true);
    expect(isMoot({ asks: 'plan' }, nonconformity({ closed: { at: NOW } }))).toBe(true);
  });
});
