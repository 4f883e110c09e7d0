import { describe, expect, it } from '@jest/globals';
import { type Part, reachOf } from '../../../rules/whole/parts.ts';

const opens = '2027-04-01T00:00:00.000Z';
const on = (day: number) => `2027-04-${String(day).padStart(2, '0')}T10:00:00.000Z`;
const part = (name: string, more: Partial<Part> = {}): Part => ({ key: name, name, ended: false, out: false, ...more });
const done = (name: string, day: number) => part(name, { ended: true, done: on(day) });
const out = (name: string) => part(name, { ended: true, out: true });
const whole = (share: number, unasked: string[] = []) => ({
  share,
  of: ['person', 'people'] as [string, string],
  unasked,
});

describe('how far the parts are', () => {
  it('is met at the instant of the one that makes the share, not of the last one', () => {
    const parts = [done('c', 9), done('a', 3), part('d'), done('b', 5)];
    expect(reachOf(whole(75), parts, opens)).toEqual({ done: 3, of: 4, lacking: ['d'], met: on(9), settled: false });
    expect(reachOf(whole(50), parts, opens).met).toBe(on(5));
    expect(reachOf(whole(76), parts, opens).met).toBeUndefined();
  });

  it('rounds in favour of nobody: 98 % of 50 are 49, of 20 all', () => {
    const done49 = Array.from({ length: 49 }, (_, i) => done(`p${i}`, 2));
    expect(reachOf(whole(98), [...done49, part('last')], opens).met).toBe(on(2));
    expect(reachOf(whole(98), [...done49.slice(0, 48), part('x'), part('y')], opens).met).toBeUndefined();
    expect(reachOf(whole(98), [...done49.slice(0, 19), part('x')], opens).met).toBeUndefined();
  });

  it('leaves out who left or was excused, counts who could not be asked, and is settled without anybody open', () => {
    const parts = [done('a', 3), out('gone')];
    expect(reachOf(whole(100), parts, opens)).toMatchObject({ done: 1, of: 1, met: on(3), settled: true });
    expect(reachOf(whole(100, ['no account']), parts, opens)).toMatchObject({ of: 2, lacking: ['no account'] });
    expect(reachOf(whole(100, ['no account']), parts, opens).met).toBeUndefined();
    expect(reachOf(whole(100), [out('gone')], opens)).toMatchObject({ of: 0, met: opens, settled: true });
  });
});
