import { expect, it } from '@jest/globals';
import { programmes } from '../../activities/tables/programme.ts';
import type { Register } from '../../register/register.ts';
import { duty, months, programme } from '../rules/programmes.ts';
import { organisation } from '../rules/task/people.ts';

const owed = (n: number) => programme([duty({ every: months(n) })]);
const waiting = (of: number, wanted: number) => ({
  programme: owed(of),
  pending: { paths: ['duties.access-review.every'], programme: owed(wanted), accounts: [], task: 't' },
});
/** The second waits in vain, the third asks for less of it, the fourth is what is in force. */
const kept = [{ programme: owed(3) }, waiting(3, 12), waiting(3, 6), { programme: owed(3) }];

const register = {
  programmeHistory: async () => kept.map((_, i) => ({ version: i + 1, at: 'x', actor: 'mara', state: 'x', hash: 'x' })),
  programme: async (version: number) => ({ programme: kept[version - 1] }),
  events: async () => [],
} as unknown as Register;

it('a version is told by what it asked for against what was in force before it, not against what waited', async () => {
  const rows = await programmes.rows({ register, org: organisation(), now: '2027-04-14T08:00:00.000Z' });
  expect(rows.map(({ changed, weaker }) => [changed, weaker])).toEqual([
    ['the first one', ''],
    [expect.stringMatching(/^duties\.access-review\.every: .*12 months/), 'duties.access-review.every'],
    [expect.stringMatching(/^duties\.access-review\.every: .*6 months/), 'duties.access-review.every'],
    ['', ''],
  ]);
});
