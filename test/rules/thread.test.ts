import { describe, expect, it } from '@jest/globals';
import type { Json, Words } from '../../rules/event.ts';
import { emptyThread, evolveThread, shownAsHeard, whyBlocked } from '../../rules/thread.ts';

const ref = { tracker: 'github', id: 'i-2', number: '#9', url: 'https://t/9' };
const moved = (body: Record<string, Json>) => ({
  stream: 'task/k7',
  kind: 'moved',
  actor: 'engine',
  at: '2027-04-14T08:00:00.000Z',
  body,
});
const before = { ...emptyThread, handled: ['c1', 'c1/1'], heard: ['c1'] };

describe('a ticket that was moved', () => {
  it('has dealt with what it had by its old ids and by the new ones, and shows none of them as heard', () => {
    expect(evolveThread(before, moved({ ref, read: ['d1', 'd1/1'] }))).toMatchObject({
      ref,
      handled: ['c1', 'c1/1', 'd1', 'd1/1'],
      heard: [],
    });
  });

  it('keeps what it had where its comments are the same', () => {
    expect(evolveThread(before, moved({ ref }))).toMatchObject({ ref, handled: ['c1', 'c1/1'], heard: ['c1'] });
  });
});

describe('a comment with a word that was heard', () => {
  it('is shown once, whichever of its words that was', () => {
    expect(shownAsHeard(['c1', 'c1/1', 'c2/1', 'c2/3', 'close:c4'])).toEqual(['c1', 'c2']);
  });
});

describe('why a record is blocked', () => {
  const blocked = (why: Words | string) =>
    evolveThread(emptyThread, {
      stream: 'task/a',
      kind: 'blocked',
      actor: 'engine',
      at: '2027-04-12T07:00:00.000Z',
      body: { why },
    });

  it('is what the tracker said, whichever release recorded it, and nothing of it once that was taken out', () => {
    expect(whyBlocked(emptyThread)).toBeUndefined();
    expect(whyBlocked(blocked('422 title'))).toBe('422 title');
    expect(whyBlocked(blocked({ text: '422 title' }))).toBe('422 title');
    expect(whyBlocked(blocked({ redacted: true }))).toBe('[redacted]');
  });
});
