import { describe, expect, it } from '@jest/globals';
import { beginning, clipped } from '../../rules/clipped.ts';

describe('text that is too long', () => {
  it('ends with an ellipsis, without blanks before it', () => {
    expect([clipped('Lost laptop', 11), clipped('Lost laptop', 10), clipped('Lost laptop', 6)]).toEqual([
      'Lost laptop',
      'Lost lapt…',
      'Lost…',
    ]);
  });

  it('is never cut in the middle of a character', () => {
    expect([beginning('ab😀c', 4), beginning('ab😀c', 3), clipped('ab😀cd', 5), clipped('ab😀cd', 4)]).toEqual([
      'ab😀',
      'ab',
      'ab😀…',
      'ab…',
    ]);
  });
});
