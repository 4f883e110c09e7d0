import { describe, expect, it } from '@jest/globals';
import { tooManyAtOnce } from '../../../rules/plan/at-once.ts';

describe('tickets that would open at once', () => {
  it('are too many where they are more than allowed', () => {
    expect(tooManyAtOnce(3, 2)).toBe('3 tickets would open at once; without consent at most 2');
    expect(tooManyAtOnce(1, 0)).toBe('1 ticket would open at once; without consent at most 0');
  });

  it('may be as many as allowed', () => {
    expect(tooManyAtOnce(2, 2)).toBeUndefined();
    expect(tooManyAtOnce(0, 0)).toBeUndefined();
    expect(tooManyAtOnce(51, Number.POSITIVE_INFINITY)).toBeUndefined();
  });
});
