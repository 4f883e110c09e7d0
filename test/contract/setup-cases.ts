import { expect } from '@jest/globals';
import { people } from './bench.ts';
import { type Cases, faultOf } from './cases.ts';

export function setupCases({ bench, check }: Cases): void {
  check('tells who the engine is, and writes nothing', async () => {
    const before = bench().writes();
    const health = await bench().tickets.check();
    expect(health.self.login).toBe(bench().engine);
    expect(health.shortcomings.filter((s) => s.blocks)).toEqual([]);
    expect(Math.abs(health.skew)).toBeLessThanOrEqual(2000);
    expect(bench().writes()).toBe(before);
  });

  check('a refused token is unauthorised', async () => {
    bench().faults.refuseToken();
    expect(await faultOf(bench().tickets.check())).toEqual({ kind: 'unauthorised' });
  });

  check(
    'an account has an id of its own; an unknown one, and one that may not be assigned, is none',
    async () => {
      const sam = await bench().tickets.account(people.sam);
      expect(sam).toEqual({ id: expect.any(String), login: people.sam });
      expect(sam?.id).not.toBe((await bench().tickets.account(people.mara))?.id);
      expect(await bench().tickets.account('nobody-here')).toBeUndefined();
      expect(await bench().tickets.account(people.outsider)).toBeUndefined();
    },
    'assignability',
  );
}
