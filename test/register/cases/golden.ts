import { readdirSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordTables } from '../../../register/columns.ts';
import { dialectOf } from '../../../register/dialect/dialect-of.ts';
import { projections } from '../../../register/projections/all.ts';
import type { Register } from '../../../register/register.ts';
import { EVENT_SCHEMA } from '../../../rules/event-shapes.ts';
import { goldenLog, goldenTables, insertLines, rowsOf } from '../../golden/stored.ts';
import type { Engine } from '../engines/engine.ts';
import { registers } from '../fixture.ts';

const GOLDEN = new URL('../../golden/', import.meta.url);
const releases = readdirSync(GOLDEN).filter((name) => statSync(new URL(name, GOLDEN)).isDirectory());

/** Logs that earlier releases wrote: they verify, and this release folds them into the tables that theirs did. */
export function goldenCases(engine: Engine): void {
  const place = registers(engine, projections);
  afterAll(place.end);

  it('there is one of each schema of events', () => {
    expect(releases.map((name) => schemasOf[name])).toEqual(releases.map(() => expect.any(Number)));
    expect(new Set(Object.values(schemasOf))).toEqual(new Set(Array.from({ length: EVENT_SCHEMA }, (_, i) => i + 1)));
  });

  describe.each(releases)('the golden log of %s', (name) => {
    let register: Register;
    let url: string;
    const folder = new URL(`${name}/`, GOLDEN);
    const tables = goldenTables(folder);

    async function inDatabase<T>(work: (db: Parameters<typeof rowsOf>[0]) => Promise<T>): Promise<T> {
      const db = dialectOf(url).connect('read');
      return work(db).finally(() => db.destroy());
    }

    beforeAll(async () => {
      ({ register, url } = await place.open());
      await inDatabase((db) => insertLines(db, goldenLog(folder)));
    });

    it('is whole: chain, texts, files, and programme; its tables alone are empty', async () => {
      const { breaks, broken, events } = await register.verify();
      expect(breaks).toEqual(breaks.map(({ where }) => ({ where, found: 'no row', expected: 'a row' })));
      expect(broken).toBe(tables.length);
      expect(events).toBeGreaterThan(200);
    });

    it('is folded into the tables that its own release had', async () => {
      const found = await register.rebuild('person:mara');
      expect(found.records).toBeGreaterThan(15);
      for (const table of recordTables) {
        const expected = tables.filter((line) => line.table === table).map((line) => line.row);
        // No release so far kept documented information.
        expect(expected.length > 0).toBe(table !== 'documented');
        expect(await inDatabase((db) => rowsOf(db, table))).toEqual(expected);
      }
      expect(await register.verify()).toMatchObject({ ok: true, breaks: [] });
    });

    it('is read in the present shape, and as written where hashes are asked for', async () => {
      const asWritten = await register.events({ limit: 1000, words: 'hashes' });
      expect(new Set(asWritten.slice(0, -1).map((e) => e.schema))).toEqual(new Set([schemasOf[name]]));
      const read = await register.events({ limit: 1000, kinds: ['extension-approved', 'judged'] });
      const bodies = read
        .filter((e) => e.stream.startsWith('nonconformity/'))
        .map(({ kind, body }) => ({ kind, body }));
      expect(bodies).toEqual([
        {
          kind: 'extension-approved',
          body: expect.objectContaining({ due: expect.objectContaining({ date: '2027-05-01' }) }),
        },
        { kind: 'judged', body: expect.objectContaining({ text: { text: 'one leaver had access again' } }) },
      ]);
      const [redacted] = await register.events({ limit: 1, kinds: ['rejected'] });
      expect(redacted?.body.reason).toEqual({ redacted: true });
    });
  });
}

/** In which schema the events of each golden log were written. */
const schemasOf: Record<string, number> = { '0.1.0-schema-1': 1, '0.1.0': 2 };
