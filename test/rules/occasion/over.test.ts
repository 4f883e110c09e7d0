import { expect, it } from '@jest/globals';
import type { OccasionRecord } from '../../../rules/occasion/record.ts';
import { listedOccasion } from '../../../rules/occasion/tables.ts';
import type { OccasionKind } from '../../../rules/programme.ts';

/** How something is listed once these tasks followed it. */
const standing = (noun: OccasionKind, ...followed: [slot: string, verdict: string][]) =>
  listedOccasion({
    ...{ noun, display: 'X-1' },
    followed: followed.map(([slot, verdict]) => ({ slot, verdict })),
  } as unknown as OccasionRecord).state;

it.each<[string, OccasionKind, [string, string][]]>([
  ['ended', 'incident', [['lessons', 'verified']]],
  ['open', 'incident', [['respond', 'recorded']]],
  ['open', 'incident', [['respond', 'waived']]],
  // Its triage is answered all the same.
  [
    'ended',
    'incident',
    [
      ['respond', 'waived'],
      ['triage', 'decided'],
    ],
  ],
  [
    'open',
    'incident',
    [
      ['respond', 'recorded'],
      ['triage', 'decided'],
    ],
  ],
  ['ended', 'change', [['carry-out', 'verified']]],
  ['ended', 'change', [['describe', 'waived']]],
  [
    'ended',
    'change',
    [
      ['describe', 'recorded'],
      ['plan', 'waived'],
    ],
  ],
  [
    'open',
    'change',
    [
      ['describe', 'recorded'],
      ['plan', 'verified'],
    ],
  ],
])('is %s: %s after %j', (state, noun, followed) => {
  expect(standing(noun, ...followed)).toBe(state);
});
