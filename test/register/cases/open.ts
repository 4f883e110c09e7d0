import { afterAll, describe, expect, it } from '@jest/globals';
import { derivedColumns, hintColumns, recordTables } from '../../../register/columns.ts';
import type { Engine } from '../engines/engine.ts';
import { event, registers } from '../fixture.ts';

/** What holds of opening a register, and of the order of its rows. */
export function openCases(engine: Engine): void {
  const place = registers(engine);
  afterAll(place.end);

  describe('openRegister', () => {
    it('makes none unless told', async () => {
      const url = engine.fresh();
      const opening = place.open(url, false);
      await expect(opening).rejects.toMatchObject({ fault: 'missing' });
      await expect(opening).rejects.toThrow(/^no register at .*; run dutybound init$/);
    });

    it('opens what is there as it is', async () => {
      const { register, url } = await place.open();
      await register.write((tx) => tx.append([event('task/a')]));
      const again = await place.open(url, true);
      expect(await again.register.head()).toMatchObject({ sequence: 1 });
    });

    it('refuses the register of a later release', async () => {
      const { register, url } = await place.open();
      await register.close();
      await engine.tamper(url, "insert into migration values (99, 'later', '2030')");
      const opening = place.open(url, false);
      await expect(opening).rejects.toMatchObject({ fault: 'newer' });
      await expect(opening).rejects.toThrow(/has schema 99, this release knows up to \d+: upgrade dutybound/);
    });

    it('has exactly the columns that projections may derive', async () => {
      const { url } = await place.open();
      const own = ['key', 'stream_version', 'folded', 'updated'];
      for (const table of recordTables) {
        await engine.tamper(url, `insert into ${table} (key, stream_version, folded, updated) values ('k', 1, '', '')`);
        const [row = {}] = await engine.run(url, `select * from ${table}`);
        expect(Object.keys(row)).toEqual([...own, ...derivedColumns[table], ...hintColumns[table]]);
      }
    });
  });

  describe('order', () => {
    it('is that of bytes, for keys and for instants, whatever the language', async () => {
      const { register } = await place.open();
      const keys = ['a', 'B', 'ä', 'a-b', 'ab', 'a_b', 'Z', '1', '10', '2', '😀', '\uffee'];
      const sorted = [...keys].sort((one, two) => Buffer.compare(Buffer.from(one), Buffer.from(two)));
      await register.write((tx) => tx.append(keys.map((key) => event(`task/${key}`))));
      expect((await register.rows('task', {}, { limit: 99 })).map((row) => row.key)).toEqual(sorted);
      const after = await register.rows('task', {}, { limit: 99, after: 'Z' });
      expect(after.map((row) => row.key)).toEqual(sorted.slice(sorted.indexOf('Z') + 1));
      expect(await register.verify()).toMatchObject({ ok: true });
    });
  });
}
