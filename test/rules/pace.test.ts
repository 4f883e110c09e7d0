import { describe, expect, it } from '@jest/globals';
import { isDown, isNoticedLate } from '../../rules/pace.ts';

const MINUTE = 60_000;

describe.each([
  ['the engine is down', isDown],
  ['something was noticed late', isNoticedLate],
])('%s', (_, rule) => {
  it.each([
    ['not at three missed rounds', '2027-04-12T10:15:00.000Z', false],
    ['later than that', '2027-04-12T10:15:00.001Z', true],
  ])('%s', (__, now, expected) => {
    expect(rule('2027-04-12T10:00:00.000Z', now, 5 * MINUTE)).toBe(expected);
  });
});
