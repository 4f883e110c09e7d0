import { describe, expect, it } from '@jest/globals';
import { notedText } from '../../../rules/wording/story/noted.ts';

describe('what the engine notes of itself', () => {
  it('reads as words, not as they are stored', () => {
    const body = { noun: 'risk', file: { text: 'risks.csv' }, lines: 2, recorded: 3, until: '2027-04-01', none: null };
    expect(notedText(body, ['until'])).toBe('noun risk; file risks.csv; lines 2; recorded 3');
    expect(notedText({ tookLong: true, gap: { from: 4, until: 9 }, of: ['a', 'b'] })).toBe(
      'took long yes; gap (from 4; until 9); of a, b',
    );
  });

  it('shows nothing of a text that was taken out', () => {
    expect(notedText({ file: { redacted: true } })).toBe('file [redacted]');
  });
});
