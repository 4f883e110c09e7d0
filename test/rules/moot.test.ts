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
const clocks = { plan: { at: '2027-04-20T22:00:00.000Z' }, resolve: { at: '2027-07-05T22:00:00.000Z' } };
const nonconformity = (parts: Partial<NonconformityState>) => ({ plan: {}, clocks, ...parts }) as NonconformityState;
const { due } = task('open');
const LIMIT = { at: '2027-04-30T22:00:00.000Z' };

describe('a chase', () => {
  it('for work is moot once it is handed in, or has ended', () => {
    const moot = (['open', 'submitted', 'ended'] as const).map((s) => isMoot({ asks: 'work', due }, task(s)));
    expect(moot).toEqual([false, true, true]);
  });

  it('for work is moot once it counts as missed, until it is brought back', () => {
    const missed = { at: '2027-05-01T22:00:00.000Z', noticed: '2027-05-01T22:05:00.000Z' };
    const revived = { by: 'mara', at: '2027-05-04T10:00:00.000Z' };
    expect(isMoot({ asks: 'work', due }, { ...task('open'), missed })).toBe(true);
    expect(isMoot({ asks: 'work', due }, { ...task('open'), missed, revivals: [revived] })).toBe(false);
  });

  it('for work is moot once that is due on another day than it says', () => {
    expect(isMoot({ asks: 'work', due }, { ...task('open'), due: LATER })).toBe(true);
    expect(isMoot({ asks: 'work', due: LATER }, { ...task('open'), due: LATER })).toBe(false);
  });

  it('for a verification is moot once it is given, the work is sent back, or it is asked for anew', () => {
    const verification = { due: LATER, asked: [], rungs: [] };
    const asks = 'verification';
    const moot = (['open', 'submitted', 'ended'] as const).map((s) =>
      isMoot({ asks, due: LATER }, { ...task(s), verification }),
    );
    expect(moot).toEqual([true, false, true]);
    expect(isMoot({ asks, due }, { ...task('submitted'), verification })).toBe(true);
    const missed = { at: '2027-05-01T22:00:00.000Z', noticed: '2027-05-01T22:05:00.000Z' };
    expect(isMoot({ asks, due: LATER }, { ...task('submitted'), verification, missed })).toBe(false);
  });

  it('for a request is moot once it is decided, whenever the work is due', () => {
    const request = { by: 'sam', at: NOW, reason: { text: 'x' } };
    expect(isMoot({ asks: 'waiver', due }, { ...task('open'), waiver: request })).toBe(false);
    expect(isMoot({ asks: 'waiver', due }, { ...task('open'), waiver: request, due: LATER })).toBe(false);
    expect(isMoot({ asks: 'waiver', due }, task('open'))).toBe(true);
    expect(isMoot({ asks: 'extension', due }, { ...task('ended'), extension: { ...request, to: LATER } })).toBe(true);
  });

  it('for more time for a nonconformity is moot once that is decided', () => {
    const extension = { by: 'priya', at: NOW, reason: { text: 'x' }, to: LATER };
    const { resolve } = clocks;
    expect(isMoot({ asks: 'extension', due: resolve }, nonconformity({ extension }))).toBe(false);
    expect(isMoot({ asks: 'extension', due: resolve }, nonconformity({}))).toBe(true);
  });

  it('for a plan is moot once it is agreed, for a resolution once it is reached, for each once it is due on another day', () => {
    const agreed = { plan: { agreed: { by: 'mara', at: NOW, reviewer: 'dana' } } } as Partial<NonconformityState>;
    const plan = { asks: 'plan', due: clocks.plan } as const;
    const resolution = { asks: 'resolution', due: clocks.resolve } as const;
    expect(isMoot(plan, nonconformity({}))).toBe(false);
    expect(isMoot(plan, nonconformity(agreed))).toBe(true);
    expect(isMoot(resolution, nonconformity(agreed))).toBe(false);
    expect(isMoot(resolution, nonconformity({ resolved: { at: NOW } }))).toBe(true);
    expect(isMoot(plan, nonconformity({ closed: { at: NOW } }))).toBe(true);
    const moved = nonconformity({ clocks: { plan: LATER, resolve: LATER } });
    expect([isMoot(plan, moved), isMoot(resolution, moved)]).toEqual([true, true]);
  });
});

describe('the week’s word to top management', () => {
  it('on a major past its deadline is moot once it is resolved, closed, or no longer past it', () => {
    const overdue = { at: clocks.resolve.at, noticed: clocks.resolve.at };
    const chase = { asks: 'overdue', due: clocks.resolve } as const;
    expect(isMoot(chase, nonconformity({ overdue }))).toBe(false);
    expect(isMoot(chase, nonconformity({ overdue, resolved: { at: NOW } }))).toBe(true);
    expect(isMoot(chase, nonconformity({ overdue, closed: { at: NOW } }))).toBe(true);
    expect(isMoot(chase, nonconformity({}))).toBe(true);
    expect(isMoot(chase, nonconformity({ overdue, clocks: { ...clocks, resolve: LATER } }))).toBe(true);
  });

  it('on a ticket that could not be read is moot once it was, or its date has moved', () => {
    const unread = { deadline: LIMIT.at, noticed: LIMIT.at };
    const chase = { asks: 'reading', due: LIMIT } as const;
    const open = { ...task('open'), hardLimit: LIMIT };
    expect(isMoot(chase, { ...open, unread })).toBe(false);
    expect(isMoot(chase, open)).toBe(true);
    expect(isMoot(chase, { ...open, unread, hardLimit: LATER })).toBe(true);
    const moved = { plan: clocks.plan, resolve: LIMIT };
    expect(isMoot(chase, nonconformity({ unread, clocks: moved, resolved: { at: NOW } }))).toBe(false);
    expect(isMoot(chase, nonconformity({ clocks: moved }))).toBe(true);
    expect(isMoot(chase, nonconformity({ unread, clocks: moved, closed: { at: NOW } }))).toBe(true);
    expect(isMoot(chase, nonconformity({ unread }))).toBe(true);
  });
});
