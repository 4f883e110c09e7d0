import { expect, it } from '@jest/globals';
import { versionLines } from '../../activities/history/versions.ts';
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

const NOW = '2027-04-14T08:00:00.000Z';

const registerOf = (versions: object[], at = '2027-04-01T08:00:00.000Z', events: object[] = []) =>
  ({
    programmeHistory: async () =>
      versions.map((_, i) => ({ version: i + 1, at, actor: 'mara', state: 'x', hash: 'x' })),
    programme: async (version: number) => ({ programme: versions[version - 1] }),
    events: async () => events,
  }) as unknown as Register;

it('a version is told by what it asked for against what was in force before it, not against what waited', async () => {
  const rows = await programmes.rows({ register: registerOf(kept), org: organisation(), now: NOW });
  expect(rows.map(({ changed, weaker }) => [changed, weaker])).toEqual([
    ['the first one', ''],
    [expect.stringMatching(/^duties\.access-review\.every: .*12 months/), 'duties.access-review.every'],
    [expect.stringMatching(/^duties\.access-review\.every: .*6 months/), 'duties.access-review.every'],
    ['', ''],
  ]);
});

it('an anchor that moves earlier, and makes the next date of that day later, is weaker', async () => {
  const versions = ['2027-04-16', '2027-03-16'].map((first) => ({
    programme: programme([duty({ first, every: months(12) })]),
  }));
  const weaker = async (at: string) =>
    (await programmes.rows({ register: registerOf(versions, at), org: organisation(), now: NOW })).at(-1)?.weaker;
  expect(await weaker('2027-04-01T08:00:00.000Z')).toBe('duties.access-review.first');
  expect(await weaker('2027-03-01T08:00:00.000Z')).toBe('');
});

it('a version has what top management decided of it, by whom and when; for the pack of a review as for the table', async () => {
  const denied = { kind: 'denied', actor: 'person:elena', at: NOW, body: { version: 3 }, sequence: 9 };
  const register = registerOf(kept, NOW, [denied]);
  const lines = await versionLines(register);
  expect(lines[2]?.decided).toEqual({ decision: 'denied', by: 'elena', at: NOW });
  expect(lines.map(({ weaker }) => weaker.length)).toEqual([0, 1, 1, 0]);
  const rows = await programmes.rows({ register, org: organisation(), now: NOW });
  expect(rows.map(({ decided }) => decided)).toEqual(['', '', `denied by elena, ${NOW}`, '']);
});
