import { afterAll, describe, expect, it } from '@jest/globals';
import type { WriteRequest } from '../../../register/budget.ts';
import { priority } from '../../../rules/effect.ts';
import { plusMs } from '../../../rules/time.ts';
import type { Engine } from '../engines/engine.ts';
import { registers, START } from '../fixture.ts';

/** What holds of the budget of writes. */
export function budgetCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);
  const limits = { perMinute: 3, perHour: 5 };

  /** Asks `ms` after the start. */
  function ask(n: number, ms: number, over: Partial<WriteRequest> = {}): WriteRequest {
    return { tracker: 'gh', n, limits, now: plusMs(START, ms), ...over };
  }

  async function budget(over: Partial<WriteRequest> = {}) {
    const { register, url } = await place.open();
    return { register, url, take: (n: number, ms: number) => register.takeWrites(ask(n, ms, over)) };
  }

  describe('takeWrites', () => {
    it('allows what a minute holds, wherever the minute begins', async () => {
      const { take } = await budget({ limits: { perMinute: 3, perHour: 50 } });
      expect((await take(2, 50_000)).ok).toBe(true);
      expect((await take(1, 59_999)).ok).toBe(true);
      // A window that begins anew at 60 s would allow three more.
      expect(await take(1, 60_000)).toEqual({ ok: false, until: plusMs(START, 110_000) });
      expect(await take(1, 109_999)).toEqual({ ok: false, until: plusMs(START, 110_000) });
      expect((await take(2, 110_000)).ok).toBe(true);
      expect(await take(1, 110_000)).toEqual({ ok: false, until: plusMs(START, 119_999) });
    });

    it('takes nothing when it refuses', async () => {
      const { take } = await budget();
      await take(2, 0);
      expect((await take(2, 0)).ok).toBe(false);
      expect((await take(2, 0)).ok).toBe(false);
      expect((await take(1, 0)).ok).toBe(true);
    });

    it('allows what the hour holds, and names the later of the two ends', async () => {
      const { take } = await budget();
      await take(3, 0);
      await take(2, 60_000);
      expect(await take(1, 120_000)).toEqual({ ok: false, until: plusMs(START, 3_600_000) });
      expect(await take(3, 61_000)).toEqual({ ok: false, until: plusMs(START, 3_600_000) });
      expect((await take(3, 3_600_000)).ok).toBe(true);
    });

    it('never allows more than the limits in any minute or hour, whatever is asked when', async () => {
      const { take } = await budget();
      const bursts = [0, 2_400_000, 3_660_000, 7_140_000];
      const asked = [0, 1, 20_000, 50_000, 59_999, 60_000, 60_001, 80_000, 110_000, 119_999];
      const made: number[] = [];
      for (const ms of bursts.flatMap((from) => asked.map((after) => from + after)))
        if ((await take(1, ms)).ok) made.push(ms);
      const within = (span: number) =>
        Math.max(...made.map((from) => made.filter((m) => m >= from && m < from + span).length));
      expect(within(60_000)).toBe(3);
      expect(within(3_600_000)).toBe(5);
      expect(made.length).toBeGreaterThan(9);
    });

    it('is one budget for all registers at the address, and one per tracker', async () => {
      const { register, url } = await budget();
      const other = (await place.open(url, false)).register;
      const taken = await Promise.all([register, other, register, other].map((one) => one.takeWrites(ask(1, 0))));
      expect(taken.filter((one) => one.ok)).toHaveLength(3);
      expect((await other.takeWrites(ask(3, 0, { tracker: 'jira' }))).ok).toBe(true);
    });

    it('leaves a tenth to what is more urgent than an opening', async () => {
      const wide = { perMinute: 20, perHour: 100 };
      const { register } = await budget();
      const take = (n: number, urgency: number) => register.takeWrites(ask(n, 0, { limits: wide, urgency }));
      expect((await take(18, priority.opening)).ok).toBe(true);
      expect((await take(1, priority.opening)).ok).toBe(false);
      expect((await take(1, priority.reply)).ok).toBe(true);
      expect((await take(1, priority.escalation)).ok).toBe(true);
      expect((await take(1, priority.escalation)).ok).toBe(false);
    });

    it('counts a write from when it ended, until then from when it may end at the latest', async () => {
      const { register } = await budget();
      const taken = await register.takeWrites(ask(3, 0, { underWayUntil: plusMs(START, 12_000) }));
      expect(await register.takeWrites(ask(1, 1_000))).toEqual({ ok: false, until: plusMs(START, 72_000) });
      place.at(plusMs(START, 5_000));
      await register.write((tx) => tx.spendWrites(taken.ok ? taken.id : 0, 2));
      expect(await register.usedWrites('gh', plusMs(START, 5_000))).toEqual({ minute: 2, hour: 2 });
      expect((await register.takeWrites(ask(1, 5_000))).ok).toBe(true);
      expect(await register.takeWrites(ask(1, 64_000))).toEqual({ ok: false, until: plusMs(START, 65_000) });
      place.at(START);
    });

    it('gives back what was not made, and can be asked for more', async () => {
      const { register, take } = await budget();
      const taken = await take(1, 0);
      const id = taken.ok ? taken.id : 0;
      expect((await register.retakeWrites(id, ask(3, 0))).ok).toBe(true);
      expect((await take(1, 0)).ok).toBe(false);
      await register.write((tx) => tx.spendWrites(id, 0));
      expect((await take(3, 0)).ok).toBe(true);
      expect((await register.retakeWrites(id, ask(1, 0))).ok).toBe(false);
    });

    it('counts from now what was written before the clock was put back', async () => {
      const { take } = await budget();
      await take(3, 7_200_000);
      expect(await take(1, 0)).toEqual({ ok: false, until: plusMs(START, 60_000) });
      expect((await take(2, 60_000)).ok).toBe(true);
    });

    it('refuses what no window could hold', async () => {
      const { take } = await budget();
      await expect(take(4, 0)).rejects.toMatchObject({ fault: 'misuse' });
    });
  });
}
