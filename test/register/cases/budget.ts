import { afterAll, describe, expect, it } from '@jest/globals';
import { plusMs } from '../../../rules/time.ts';
import type { Engine } from '../engines/engine.ts';
import { registers, START } from '../fixture.ts';

/** What holds of the budget of writes. */
export function budgetCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);
  const limits = { perMinute: 3, perHour: 5 };

  describe('takeWrites', () => {
    it('allows what the minute holds, and names its end', async () => {
      const { register } = await place.open();
      const take = (n: number, ms: number) => register.takeWrites('gh', n, limits, plusMs(START, ms));
      expect(await take(2, 0)).toEqual({ ok: true });
      expect(await take(1, 1000)).toEqual({ ok: true });
      expect(await take(1, 59_999)).toEqual({ ok: false, until: plusMs(START, 60_000) });
      expect(await take(1, 60_000)).toEqual({ ok: true });
    });

    it('takes nothing when it refuses', async () => {
      const { register } = await place.open();
      const take = (n: number) => register.takeWrites('gh', n, limits, START);
      await take(2);
      expect((await take(2)).ok).toBe(false);
      expect((await take(2)).ok).toBe(false);
      expect(await take(1)).toEqual({ ok: true });
    });

    it('allows what the hour holds, and names the later end', async () => {
      const { register } = await place.open();
      const take = (n: number, ms: number) => register.takeWrites('gh', n, limits, plusMs(START, ms));
      await take(3, 0);
      await take(2, 60_000);
      expect(await take(1, 120_000)).toEqual({ ok: false, until: plusMs(START, 3_600_000) });
      expect(await take(3, 61_000)).toEqual({ ok: false, until: plusMs(START, 3_600_000) });
      expect(await take(3, 3_600_000)).toEqual({ ok: true });
    });

    it('is one budget for all registers at the address, and one per tracker', async () => {
      const { register, url } = await place.open();
      const other = (await place.open(url, false)).register;
      const taken = await Promise.all(
        [register, other, register, other].map((one) => one.takeWrites('gh', 1, limits, START)),
      );
      expect(taken.filter((one) => one.ok)).toHaveLength(3);
      expect(await other.takeWrites('jira', 3, limits, START)).toEqual({ ok: true });
    });

    it('starts afresh when the clock was put back', async () => {
      const { register } = await place.open();
      await register.takeWrites('gh', 3, limits, plusMs(START, 7_200_000));
      expect(await register.takeWrites('gh', 3, limits, START)).toEqual({ ok: true });
    });

    it('refuses what no window could hold', async () => {
      const { register } = await place.open();
      await expect(register.takeWrites('gh', 4, limits, START)).rejects.toMatchObject({ fault: 'misuse' });
    });
  });
}
