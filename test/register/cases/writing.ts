import { afterAll, describe, expect, it } from '@jest/globals';
import { append } from '../append.ts';
import type { Engine } from '../engines/engine.ts';
import { event, registers, type Tally } from '../fixture.ts';

/** What holds when several write at once. */
export function writingCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);

  describe('writing at the same time', () => {
    it('loses nothing between two processes', async () => {
      const { register, url } = await place.open();
      const each = 150;
      const codes = await Promise.all([append(url, 'a', each), append(url, 'b', each)]);
      expect(codes).toEqual([0, 0]);
      const shared = { state: { count: 2 * each, total: 2 * each } };
      expect(await register.load<Tally>('task', 'shared')).toMatchObject(shared);
      const verification = await register.verify();
      expect(verification).toMatchObject({ ok: true, events: 4 * each });
      const turns = (await register.events({ stream: 'task/shared', limit: 1000 })).map((one) => one.actor);
      expect(new Set(turns)).toEqual(new Set(['person:a', 'person:b']));
    });

    it('loses nothing between two registers in one process, however long one holds the lock', async () => {
      const { register, url } = await place.open();
      const other = (await place.open(url, false)).register;
      let free = () => {};
      const held = new Promise<void>((resolve) => {
        free = resolve;
      });
      const slow = register.write(async (tx) => {
        await tx.append([event('task/a', { amount: 1 })]);
        await held;
      });
      const waiting = Promise.all(
        [1, 2, 3].map(() => other.write((tx) => tx.append([event('task/a', { amount: 1 })]))),
      );
      setTimeout(free, 100);
      await Promise.all([slow, waiting]);
      expect(await register.load('task', 'a')).toMatchObject({ streamVersion: 4, state: { total: 4 } });
      expect(await other.verify()).toMatchObject({ ok: true });
    });

    it('lets a second writer in only when the first is done, and shows it what that one wrote', async () => {
      const { register, url } = await place.open();
      const other = (await place.open(url, false)).register;
      const said: string[] = [];
      const first = register.write(async (tx) => {
        said.push('first in');
        await new Promise((resolve) => setTimeout(resolve, 100));
        await tx.append([event('task/a')]);
        said.push('first done');
      });
      while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      await other.write(async (tx) => said.push(`second in, after ${(await tx.head()).sequence}`));
      await first;
      expect(said).toEqual(['first in', 'first done', 'second in, after 1']);
    });

    it('reads one state in a snapshot, whatever others write meanwhile, and hands on what the work throws', async () => {
      const { register } = await place.open();
      await register.write((tx) => tx.append([event('task/a')]));
      const seen = await register.snapshot(async (reads) => {
        const head = await reads.head();
        await register.write((tx) => tx.append([event('task/b')]));
        return { head, rows: await reads.rows('task', {}, { limit: 9 }), events: await reads.events({ limit: 9 }) };
      });
      expect(seen).toMatchObject({ head: { sequence: 1 }, rows: [{ key: 'a' }], events: [{ sequence: 1 }] });
      expect(await register.head()).toMatchObject({ sequence: 2 });
      await expect(register.snapshot(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    });

    it('verifies while others write', async () => {
      const { register } = await place.open();
      const writes = Array.from({ length: 60 }, () => register.write((tx) => tx.append([event('task/a')])));
      const found = await Promise.all([register.verify(), ...writes.slice(0, 1), register.verify()]);
      expect(found[0]).toMatchObject({ ok: true });
      expect(found[2]).toMatchObject({ ok: true });
      await Promise.all(writes);
    });
  });
}
