import { describe, expect, it } from '@jest/globals';
import {
  type Breaker,
  checkTaken,
  closedNow,
  isNews,
  stillOpen,
  type TrackerTrouble,
  tripped,
} from '../../rules/breaker.ts';
import { msBetween, plusMs } from '../../rules/time.ts';

const NOW = '2027-01-04T08:00:00.000Z';
const silence: TrackerTrouble = { kind: 'unreachable', why: 'no answer', effect: 'one' };
const lockout: TrackerTrouble = { kind: 'unauthorised', why: 'bad credentials' };
const limit: TrackerTrouble = { kind: 'rate-limited', why: 'slow down', until: plusMs(NOW, 600_000) };
const open = tripped(undefined, silence, NOW);

describe('a breaker', () => {
  it('opens at the first trouble, and is checked soon', () => {
    expect(open).toEqual({
      kind: 'unreachable',
      why: 'no answer',
      since: NOW,
      told: false,
      pause: 2_000,
      nextCheck: plusMs(NOW, 2_000),
      opener: 'one',
    });
  });

  it('gives its check to one who asks, once it is due', () => {
    expect(checkTaken(open, plusMs(NOW, 1_999))).toBeUndefined();
    const taken = checkTaken(open, plusMs(NOW, 2_000));
    expect(taken?.nextCheck).toBe(plusMs(NOW, 32_000));
    expect(checkTaken(taken ?? open, plusMs(NOW, 2_001))).toBeUndefined();
    expect(checkTaken(closedNow(open, NOW), plusMs(NOW, 9_000))).toBeUndefined();
  });

  it('waits twice as long after each check in vain, a minute at most', () => {
    let breaker = open;
    const pauses = Array.from({ length: 7 }, () => {
      const before = breaker.nextCheck;
      breaker = stillOpen(breaker, silence, before);
      return msBetween(before, breaker.nextCheck) / 1000;
    });
    expect(pauses).toEqual([4, 8, 16, 32, 60, 60, 60]);
  });

  it('is left alone by what other calls report while it is open', () => {
    expect(tripped(open, { ...silence, why: 'again', effect: 'two' }, plusMs(NOW, 1_000))).toEqual(open);
  });

  it('goes on with its pause, and as the same outage, where it opens again within five minutes', () => {
    const closed = closedNow({ ...open, pause: 16_000, told: true }, plusMs(NOW, 60_000));
    const again = tripped(closed, { ...silence, effect: 'two' }, plusMs(NOW, 360_000));
    expect(again).toMatchObject({
      since: NOW,
      told: true,
      pause: 32_000,
      nextCheck: plusMs(NOW, 392_000),
      opener: 'two',
    });
    expect(again.closed).toBeUndefined();
    expect(tripped(closed, silence, plusMs(NOW, 360_001))).toMatchObject({ told: false, pause: 2_000 });
  });

  it('asks nothing before a rate limit ends, however it is met', () => {
    expect(tripped(undefined, limit, NOW).nextCheck).toBe(limit.until);
    expect(tripped(open, limit, NOW)).toEqual({ ...open, nextCheck: limit.until });
    expect(stillOpen(open, limit, NOW).nextCheck).toBe(limit.until);
    const short = { ...limit, until: plusMs(NOW, 1) };
    expect(tripped(open, short, NOW).nextCheck).toBe(open.nextCheck);
  });

  it('takes a refused token for worse than silence, and silence for no better than that', () => {
    const locked = tripped(open, lockout, plusMs(NOW, 1_000));
    expect(locked).toMatchObject({ kind: 'unauthorised', since: NOW });
    expect(tripped(locked, silence, plusMs(NOW, 2_000))).toEqual(locked);
    expect(stillOpen(locked, silence, plusMs(NOW, 2_000)).kind).toBe('unreachable');
  });
});

describe('the news of an outage', () => {
  const news = (breaker: Breaker, ms: number) => isNews(breaker, plusMs(NOW, ms));

  it('comes at once for lost rights, after five minutes for silence, never for a rate limit', () => {
    expect(news(tripped(undefined, lockout, NOW), 0)).toBe(true);
    expect([news(open, 299_999), news(open, 300_000)]).toEqual([false, true]);
    expect(news(tripped(undefined, limit, NOW), 86_400_000)).toBe(false);
  });

  it('comes once, also where it opens again', () => {
    const told = { ...open, told: true };
    expect(news(told, 900_000)).toBe(false);
    expect(news(tripped(closedNow(told, NOW), lockout, plusMs(NOW, 10_000)), 900_000)).toBe(false);
  });

  it('counts silence after a rate limit from when it began', () => {
    const limited = tripped(undefined, { ...limit, until: plusMs(NOW, 1_000) }, NOW);
    const silent = stillOpen(limited, silence, plusMs(NOW, 600_000));
    expect(news(silent, 600_000)).toBe(false);
    expect(news(silent, 900_000)).toBe(true);
  });
});
