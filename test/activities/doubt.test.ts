import { describe, expect, it } from '@jest/globals';
import { forgottenAt } from '../../activities/doubt.ts';
import type { Reads } from '../../register/register.ts';

/** Restored on 3 May from a backup of 1 April. */
const body = { from: '2027-04-01T08:00:00.000Z', until: '2027-05-03T09:00:00.000Z' };
const register = { events: async () => [{ kind: 'restored', body }] } as unknown as Reads;

describe('what the register has forgotten', () => {
  it.each([
    ['in the gap', '2027-05-03T08:59:59.000Z', true],
    ['within a minute after it, for a tracker’s clock may be ahead', '2027-05-03T09:01:00.000Z', true],
    ['later', '2027-05-03T09:01:01.000Z', false],
  ])('may be in a ticket that its tracker calls opened %s', async (_, opened, may) => {
    expect((await forgottenAt(register, opened)) !== undefined).toBe(may);
  });
});
