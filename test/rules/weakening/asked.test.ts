import { describe, expect, it } from '@jest/globals';
import { type AskedBefore, withoutPurpose } from '../../../rules/weakening/asked.ts';
import type { Change } from '../../../rules/weakening/change.ts';

const change = (path: string, after: string): Change => ({
  path,
  before: 'a year',
  after,
  kind: 'changed',
  what: `a year -> ${after}`,
  weaker: true,
  pending: true,
});
const RARER = change('duties.access-review.every', '2 years');
const RARER_STILL = change('duties.access-review.every', '3 years');
const UNVERIFIED = change('duties.backup-test.verifier', 'nobody');

describe('what needs a purpose of its own before top management is asked (6.3)', () => {
  it.each<[string, Change[], AskedBefore | undefined, Change[]]>([
    ['everything, where nobody was asked yet', [RARER, UNVERIFIED], undefined, [RARER, UNVERIFIED]],
    ['nothing that waits already', [RARER, UNVERIFIED], { changes: [RARER, UNVERIFIED], denied: false }, []],
    ['nothing that waits already, where less waits now', [RARER], { changes: [RARER, UNVERIFIED], denied: false }, []],
    ['what is new beside it', [RARER, UNVERIFIED], { changes: [RARER], denied: false }, [UNVERIFIED]],
    ['another value in the same place', [RARER_STILL], { changes: [RARER], denied: false }, [RARER_STILL]],
    ['nothing that was denied as a whole', [UNVERIFIED, RARER], { changes: [RARER, UNVERIFIED], denied: true }, []],
    ['a part of what was denied', [RARER], { changes: [RARER, UNVERIFIED], denied: true }, [RARER]],
    ['all, where more than was denied', [RARER, UNVERIFIED], { changes: [RARER], denied: true }, [RARER, UNVERIFIED]],
  ])('%s', (_, waiting, before, asked) => {
    expect(withoutPurpose(waiting, before)).toEqual(asked);
  });
});
